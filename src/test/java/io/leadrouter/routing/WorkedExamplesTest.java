package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static io.leadrouter.routing.Team.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.Presence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What salespeople and their managers expect, and what other routers got wrong. */
class WorkedExamplesTest {

  private static final String WEIGHTED =
      Team.EVERYBODY_IN_TURN.replace("strategy: round-robin", "strategy: weighted-round-robin");

  private static final String TWO_GROUPS =
      """
      id: test
      groups: [team, others]
      pools:
        hot: {group: team, members: '"hot" in rep.skills', strategy: round-robin, maxUnaccepted: none}
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
        others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: owned, when: 'account.lifecycle == "CUSTOMER"', routes: [{owner: executive, waitFor: 10m}, {pool: all}]}
        - {id: named, when: 'lead.campaign == "ana"', routes: [{rep: ana, waitFor: 1h}, {pool: all}]}
        - {id: banded, when: 'lead.country == "DE"', routes: [{bands: {1: hot, 2: all, 3: others}}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: all, waitFor: 1h}, {pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String TWO_TEAMS =
      """
      id: test
      groups: [team, others]
      pools:
        east: {group: team, members: '"east" in rep.skills', strategy: round-robin}
        west: {group: team, members: '"west" in rep.skills', strategy: round-robin}
        others: {group: others, members: 'true', strategy: round-robin}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: east, when: 'lead.campaign == "east"', routes: [{pool: east}, {pool: west}, {pool: others}]}
        - {id: west, otherwise: true, routes: [{pool: west}, {pool: others}, {pool: east}]}
      """;

  @Test
  void thirtyLeadsForTwoEqualRepsAreFifteenEach() {
    var team = team(rep("ana"), rep("bob"));
    assertThat(team.receives(30, leads())).isEqualTo(Map.of("ana", 15L, "bob", 15L));
  }

  @Test
  void twiceTheWeightIsTwiceTheLeads() {
    var team = Team.by(WEIGHTED, rep("ana").weighing(100), rep("bob").weighing(200));
    assertThat(team.receives(30, leads())).isEqualTo(Map.of("ana", 10L, "bob", 20L));
  }

  @Test
  void aNewRepGetsItsShareFromNowOnAndNoRunOfTurns() {
    var team = team(rep("ana"), rep("bob"));
    team.receives(40, leads());
    team.join(rep("cyd"));
    for (int i = 0; i < 5; i++) {
      assertThat(team.receives(3, leads())).containsOnlyKeys("ana", "bob", "cyd");
    }
  }

  @Test
  void aNewRepOfTwiceTheWeightNeverGetsMoreInARunThanItsWeight() {
    var team = Team.by(WEIGHTED, rep("ana").weighing(100), rep("bob").weighing(100));
    team.receives(30, leads());
    team.join(rep("cyd").weighing(200));
    int run = 0;
    for (int i = 0; i < 40; i++) {
      run = team.receives(1, leads()).containsKey("cyd") ? run + 1 : 0;
      assertThat(run).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void aRepWhoReturnsFromLeaveIsNotFlooded() {
    var team = team(rep("ana"), rep("bob"));
    team.goesOnLeave("ana");
    team.passes(Duration.ofDays(7));
    assertThat(team.receives(70, leads())).isEqualTo(Map.of("bob", 70L));
    team.comesBack("ana");
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 10L, "bob", 10L));
  }

  @Test
  void aRepWhoReturnsFromLeaveFullIsNotFloodedWhenItsRoomIsFree() {
    var team = team(rep("ana").holdingAtMost(1), rep("bob"));
    team.receives(1, leads());
    team.goesOnLeave("ana");
    team.receives(70, leads());
    team.comesBack("ana");
    team.hears("l1", Disposition.LOST);
    team.becomes("ana", RepSheet::uncapped);
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 10L, "bob", 10L));
  }

  @Test
  void aRepWhoWasFullForLongIsOwedAFewTurnsAndNoMore() {
    var team = team(rep("ana").holdingAtMost(1), rep("bob"));
    team.receives(60, leads());
    team.becomes("ana", RepSheet::uncapped);
    assertThat(team.receives(20, leads()).get("ana")).isBetween(10L, 12L);
  }

  @Test
  void aNewPolicyThatLiftsACapFloodsNobody() {
    String capped = Team.EVERYBODY_IN_TURN.replace("none}", "none, caps: {openLeads: 1}}");
    var team = Team.by(capped, rep("ana"), rep("bob").holdingAtMost(100));
    team.receives(60, leads());
    team.business.publishes(Team.EVERYBODY_IN_TURN);
    team.passes(Duration.ZERO);
    assertThat(team.receives(20, leads()).get("ana")).isBetween(10L, 12L);
  }

  @Test
  void aFreedRepGetsTheBestOfTheLineAndNotTheNewest() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("first"));
    team.submits(lead("low").worth(10));
    team.submits(lead("high").worth(50));
    team.submits(lead("newest").worth(20));
    int before = team.business.verdicts.size();
    for (String done : List.of("first", "high", "newest")) {
      team.hears(done, Disposition.LOST);
    }
    assertThat(team.assignedSince(before)).containsExactly("high ana", "newest ana", "low ana");
  }

  @Test
  void aLowLeadThatWaitedLongEnoughComesBeforeABetterOne() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("first"));
    team.submits(lead("old").worth(10));
    team.passes(Duration.ofHours(41));
    team.submits(lead("new").worth(50));
    team.hears("first", Disposition.LOST);
    assertThat(team.holderOf("old")).isEqualTo("ana");
  }

  @Test
  void aDeclinedLeadGoesToSomebodyElseAndNeverBack() {
    var team = team(rep("ana"), rep("bob"));
    team.submits(lead("l"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.holderOf("l")).isEqualTo("bob");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.hears("l", Disposition.LOST);
    team.hears("l", Disposition.REOPENED);
    assertThat(team.holderOf("l")).isEmpty();
    team.join(rep("cyd"));
    assertThat(team.holderOf("l")).isEqualTo("cyd");
  }

  @Test
  void aLeadThatItsOwnerDeclinedDoesNotWaitForTheOwner() {
    var team = Team.by(TWO_GROUPS, rep("ana"), rep("bob"));
    team.submits(lead("l").ownedBy("ana"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whicheverOwnerIsFreeFirstGetsTheLead() {
    var team = Team.by(TWO_GROUPS, rep("ana").holdingAtMost(1), rep("bob").holdingAtMost(1));
    team.receives(2, leads());
    team.submits(lead("l").ownedBy("ana", "bob"));
    team.hears("l2", Disposition.LOST);
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void ownersAndNamedRepsTakeNoTurnButTheirLoadCounts() {
    var team = Team.by(TWO_GROUPS, rep("ana").holdingAtMost(6), rep("bob"));
    assertThat(team.receives(4, lead -> lead.ownedBy("ana"))).isEqualTo(Map.of("ana", 4L));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
    assertThat(team.receives(1, lead -> lead.of("ana"))).isEqualTo(Map.of("ana", 1L));
    assertThat(team.seat("team", "ana").load()).isEqualTo(6);
    assertThat(team.receives(3, leads())).isEqualTo(Map.of("bob", 3L));
  }

  @Test
  void theBandDecidesThePool() {
    var team = Team.by(TWO_GROUPS, rep("ana").with("hot"), rep("bob"), rep("zoe").in("others"));
    assertThat(team.receives(4, lead -> lead.from("DE").inBand(1))).isEqualTo(Map.of("ana", 4L));
    assertThat(team.receives(4, lead -> lead.from("DE").inBand(2)).keySet()).contains("bob");
    assertThat(team.receives(2, lead -> lead.from("DE").inBand(3))).isEqualTo(Map.of("zoe", 2L));
  }

  @Test
  void aLeadThatWaitedOutGoesToAnotherGroupAndWhatIsSaidOfItFollows() {
    var team = Team.by(TWO_GROUPS, rep("zoe").in("others"));
    team.submits(lead("l").from("ZA"));
    team.passes(Duration.ofMinutes(59));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.passes(Duration.ofMinutes(1));
    assertThat(team.holderOf("l")).isEqualTo("zoe");
    team.hears("l", Disposition.CONVERTED);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.CLOSED);
    assertThat(team.seat("others", "zoe").load()).isZero();
  }

  @Test
  void aRepWhoMovesWhileOutcomesAreOnTheirWayGivesRoomBackOnce() {
    var team = Team.by(TWO_GROUPS, rep("ana").holdingAtMost(2));
    team.receives(2, leads());
    team.says("l1", Disposition.CONVERTED, "");
    team.business.employs(rep("ana").in("others").holdingAtMost(2));
    team.says("l2", Disposition.LOST, "");
    team.says("l2", Disposition.LOST, "");
    team.passes(Duration.ZERO);
    assertThat(team.seat("team", "ana").presence()).isEqualTo(Presence.MOVED);
    assertThat(team.seat("others", "ana").presence()).isEqualTo(Presence.HERE);
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  @Test
  void aLeadGivenByHandToARepOnItsWayTakesItsRoom() {
    var team = Team.by(TWO_GROUPS, rep("ana").holdingAtMost(2), rep("bob"));
    team.becomes("ana", rep -> rep.in("others"));
    team.submits(lead("l"));
    team.givesByHand("l", "ana");
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
    team.becomes("ana", rep -> rep.in("team"));
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    team.hears("l", Disposition.LOST);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whoWithdrewConsentIsNotReopened() {
    var team = team(rep("ana"));
    team.submits(lead("l"));
    team.business.withdraws("l", false);
    team.hears("l", Disposition.REOPENED);
    assertThat(team.holderOf("l")).isEmpty();
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whoIsErasedAndAsksAgainBeginsTheNextCycle() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    team.business.withdraws("l", true);
    team.passes(Duration.ZERO);
    team.submits(lead("l"));
    assertThat(team.holderOf("l")).isEqualTo("ana"); // nobody remembers that ana declined
    assertThat(team.lead("l").cycle()).isEqualTo(2);
  }

  @Test
  void aLeadErasedInItsSecondCycleLeavesNoAssignment() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("l"));
    team.hears("l", Disposition.LOST);
    team.goesOnLeave("ana");
    team.submits(lead("l"));
    team.business.withdraws("l", true);
    team.passes(Duration.ZERO);
    List<Output> said = new ArrayList<>();
    team.business.verdicts.forEach(verdict -> said.addAll(verdict.outputs()));
    assertThat(said).contains(new Output.Forgotten("l"));
  }

  @Test
  void twoHundredLeadsForFiveRepsAreFortyEach() {
    var team = team(rep("ana"), rep("bob"), rep("cyd"), rep("dan"), rep("eve"));
    assertThat(team.receives(200, leads()).values()).containsOnly(40L);
  }

  @Test
  void twoHundredLeadsInOneBatchAreFortyEachToo() {
    var team = team(rep("ana"), rep("bob"), rep("cyd"), rep("dan"), rep("eve"));
    for (int i = 0; i < 200; i++) {
      team.business.submits(lead("batch " + i), LeadChange.NEW);
    }
    team.passes(Duration.ZERO);
    for (String rep : List.of("ana", "bob", "cyd", "dan", "eve")) {
      assertThat(team.seat("team", rep).load()).as("load of %s", rep).isEqualTo(40);
    }
  }

  @Test
  void closedLeadsNeverCountAsLoad() {
    var team = team(rep("ana").holdingAtMost(2));
    for (Disposition end : List.of(Disposition.CONVERTED, Disposition.LOST)) {
      Map<String, Long> got = team.receives(2, leads());
      assertThat(got).as("after %s", end).isEqualTo(Map.of("ana", 2L));
      String last = "l" + team.seat("team", "ana").counts().day();
      String first = "l" + (team.seat("team", "ana").counts().day() - 1);
      team.hears(first, end);
      team.hears(last, end);
      team.hears(last, end);
      team.hears(first, Disposition.CONTACTED);
      assertThat(team.seat("team", "ana").load()).as("load after %s", end).isZero();
      assertThat(team.seat("team", "ana").unaccepted()).isZero();
    }
    team.restarts();
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 2L));
  }

  @Test
  void aClosedLeadThatIsOpenedAgainIsLoadAgainUntilItIsClosed() {
    var team = team(rep("ana").holdingAtMost(1));
    team.submits(lead("l"));
    team.hears("l", Disposition.LOST);
    team.hears("l", Disposition.REOPENED);
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    team.hears("l", Disposition.CONVERTED);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  /** Whichever team a lead is for first, the room of the other is used. */
  @Test
  void aTeamWithRoomNeverLeavesLeadsUnassignedBecauseAnotherTeamCameFirst() {
    var team =
        Team.by(
            TWO_TEAMS,
            rep("ana").with("east").holdingAtMost(3),
            rep("bob").with("west").holdingAtMost(4).holdingUnacceptedAtMost(9),
            rep("zoe").in("others").holdingAtMost(3));
    for (int i = 0; i < 10; i++) {
      String leadId = "l" + i;
      team.submits(lead(leadId).of(i % 2 == 0 ? "east" : "west"));
      assertThat(team.holderOf(leadId)).as("who holds %s", leadId).isNotEmpty();
    }
    team.submits(lead("one too many").of("east"));
    assertThat(team.lead("one too many").status()).isEqualTo(LeadStatus.WAITING);
    team.hears("l1", Disposition.LOST);
    team.submits(lead("last").of("east"));
    assertThat(team.seat("team", "bob").load()).isEqualTo(4);
  }

  /** The team that was to have it is full, and the lead waits no longer than the policy says. */
  @Test
  void whoWaitsForAFullTeamGoesOnToTheTeamWithRoomWhenTheWaitIsOver() {
    var team =
        Team.by(
            TWO_TEAMS.replace("{pool: east}, ", "{pool: east, waitFor: 10m}, "),
            rep("ana").with("east").holdingAtMost(0),
            rep("bob").with("west"));
    team.submits(lead("l").of("east"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.passes(Duration.ofMinutes(10));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aTestLeadTakesNoTurnAndNoRoom() {
    var team = team(rep("ana").holdingAtMost(1), rep("bob").holdingAtMost(1));
    assertThat(team.receives(3, LeadSheet::forTest)).isEqualTo(Map.of("ana", 3L));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void aLeadThatReachesAGroupBeforeItsFirstPolicyWaitsForThePolicy() {
    Business business = new Business(Guarantees.all(), Business.Fault.NONE);
    business.publishes(
        TWO_GROUPS.replace(
            "{pool: all, waitFor: 1h}, {pool: others}",
            "{pool: all}, {pool: others, waitFor: 1h}"));
    business.delivers(last());
    business.submits(lead("l").from("ZA"), LeadChange.NEW);
    business.delivers(first());
    business.delivers(last());
    assertThat(business.branches.get("others").policy).isEmpty();
    business.passes(Duration.ofHours(2));
    business.worksOff();
    assertThat(business.branches.get("others").leads.get("l").status())
        .isEqualTo(LeadStatus.WAITING);
    business.employs(rep("zoe").in("others"));
    business.settles(new Random(1));
    assertThat(business.lead("l").orElseThrow().holding().repId()).isEqualTo("zoe");
  }

  /** Delivers of the first way, by name. */
  private static RandomGenerator first() {
    return () -> 0;
  }

  /** Delivers of the last way, by name. */
  private static RandomGenerator last() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return -1;
      }

      @Override
      public int nextInt(int bound) {
        return bound - 1;
      }
    };
  }
}
