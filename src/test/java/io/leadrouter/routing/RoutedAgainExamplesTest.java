package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leads that a rep holds when they are corrected, or when the rep leaves. */
class RoutedAgainExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      pools:
        all: {group: team, members: '!("german" in rep.skills)', strategy: round-robin, maxUnaccepted: none}
        germans: {group: team, members: '"german" in rep.skills', strategy: round-robin, maxUnaccepted: none}
        others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      onLeadChange: route-unaccepted
      onRepLeft: route-unaccepted
      rules:
        - {id: german, when: 'lead.country == "DE"', routes: [{pool: germans}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  @Test
  void aLeadThatIsCorrectedBeforeItWasAcceptedGoesToTheRightTeam() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.seat("team", "ana").load()).isZero();
    team.corrects(lead("l"));
    assertThat(team.holderOf("l")).as("it was nobody's doing").isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedWithinItsRuleStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("FR"));
    assertThat(team.lead("l").attempt()).isEqualTo(1);
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedAfterItWasAcceptedStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.hears("l", Disposition.ACCEPTED);
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedAfterThePersonWasContactedStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.hears("l", Disposition.CONTACTED);
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedStaysWithWhomSomebodyGaveIt() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"), rep("cyd"), rep("dan"));
    team.submits(lead("l"));
    team.givesByHand("l", "cyd");
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("cyd");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.holderOf("l")).isEqualTo("bob");
    team.corrects(lead("l").from("FR"));
    assertThat(team.holderOf("l")).as("which the policy gave").isEqualTo("dan");
  }

  @Test
  void aLeadThatIsCorrectedGoesToTheRightGroup() {
    var team = Team.by(POLICY, rep("ana"), rep("zoe").in("others"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("ZA"));
    assertThat(team.holderOf("l")).isEqualTo("zoe");
    assertThat(team.seat("team", "ana").load()).isZero();
    assertThat(team.seat("others", "zoe").load()).isEqualTo(1);
  }

  @Test
  void aLeadThatIsCorrectedGivesRoomBackToWhoMovedWithIt() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  @Test
  void aLeadThatIsCorrectedWaitsForTheRightTeamIfItMust() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whatARepHasNotAcceptedWhoLeavesIsRoutedAgain() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("accepted"));
    team.hears("accepted", Disposition.ACCEPTED);
    team.submits(lead("contacted"));
    team.hears("contacted", Disposition.CONTACTED);
    team.submits(lead("open"));
    team.join(rep("bob"));
    team.leaves("ana");
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.holderOf("accepted")).isEqualTo("ana");
    assertThat(team.holderOf("contacted")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").load()).isEqualTo(2);
  }

  @Test
  void allThatARepHeldWhoIsInactiveIsRoutedAgainIfThePolicySaysSo() {
    var team =
        Team.by(POLICY.replace("onRepLeft: route-unaccepted", "onRepLeft: route-all"), rep("ana"));
    team.submits(lead("accepted"));
    team.hears("accepted", Disposition.ACCEPTED);
    team.submits(lead("open"));
    team.becomes("ana", rep -> rep.being(RepStatus.INACTIVE));
    assertThat(team.lead("open").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.lead("accepted").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("team", "ana").load()).isZero();
    team.becomes("ana", rep -> rep.being(RepStatus.ACTIVE));
    assertThat(team.holderOf("open")).as("who gave it up does not get it back").isEmpty();
    team.join(rep("bob"));
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.holderOf("accepted")).isEqualTo("bob");
  }

  @Test
  void whoOnlyMovesKeepsWhatItHolds() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
  }

  @Test
  void whoLeavesAfterItMovedPassesOnWhatItTookAlong() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("open"));
    team.submits(lead("bobs"));
    team.becomes("ana", rep -> rep.in("others"));
    team.becomes("ana", rep -> rep.in("others").being(RepStatus.INACTIVE));
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  @Test
  void whoMovesThroughSeveralGroupsIsRememberedInAll() {
    var team =
        Team.by(POLICY.replace("[team, others]", "[team, others, third]"), rep("ana"), rep("bob"));
    team.submits(lead("open"));
    team.becomes("ana", rep -> rep.in("others"));
    team.submits(lead("far").from("ZA"));
    team.becomes("ana", rep -> rep.in("third"));
    assertThat(team.seat("third", "ana").load()).isEqualTo(2);
    team.leaves("ana");
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.lead("far").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("third", "ana").load()).isZero();
  }

  @Test
  void whoLeavesOnItsWayPassesOnWhatItWasGivenThere() {
    var team = Team.by(POLICY, rep("ana"), rep("zoe").in("others").holdingAtMost(0));
    Business business = team.business;
    team.submits(lead("l").from("ZA"));
    business.employs(rep("ana").in("others"));
    business.delivers(() -> 0);
    business.employs(rep("ana").in("others").weighing(50));
    business.delivers(() -> 0);
    team.says("l", Disposition.ASSIGNED_BY_HAND, "ana");
    business.delivers(() -> 0);
    assertThat(team.seat("others", "ana").presence()).isEqualTo(Presence.EXPECTED);
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.becomes("ana", rep -> rep.in("others").being(RepStatus.INACTIVE));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  /** There, back and there again, before what the first group hands over has come. */
  private static void goesToAndFro(Business business) {
    for (String to : List.of("others", "team", "others")) {
      String from = to.equals("others") ? "team" : "others";
      business.employs(rep("ana").in(to));
      business.delivers("reps>" + from);
    }
  }

  @Test
  void whoGoesToAndFroFasterThanItIsHandedOverIsAwaitedNowhereInTheEnd() {
    var team = Team.by(POLICY, rep("ana"));
    Business business = team.business;
    team.submits(lead("open"));
    goesToAndFro(business);
    business.employs(rep("ana").in("others").weighing(50));
    business.delivers("reps>others");
    assertThat(team.seat("team", "ana").presence()).isEqualTo(Presence.EXPECTED);
    team.says("open", Disposition.ASSIGNED_BY_HAND, "ana");
    business.settles();
    assertThat(team.seat("team", "ana").presence()).isEqualTo(Presence.MOVED);
    assertThat(team.seat("others", "ana").presence()).isEqualTo(Presence.HERE);
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
    assertThat(team.seat("others", "ana").rep().orElseThrow().weight()).isEqualTo(50);
  }

  /** The last that is said of it comes before what the first group hands over, too. */
  @Test
  void whoLeavesTheBusinessWhileItGoesToAndFroIsAwaitedNowhereInTheEnd() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    Business business = team.business;
    team.submits(lead("open"));
    goesToAndFro(business);
    business.removes("ana");
    business.delivers("reps>others");
    business.settles();
    assertThat(team.seat("team", "ana").presence()).isEqualTo(Presence.MOVED);
    assertThat(team.seat("others", "ana").presence()).isEqualTo(Presence.HERE);
    assertThat(team.seat("others", "ana").load()).isZero();
    assertThat(team.holderOf("open")).isEqualTo("bob");
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").rep()).isPresent();
  }

  private static final String SICK =
      POLICY.replace("onRepLeft:", "onRepAway: route-unaccepted\nonRepLeft:");

  @Test
  void whatARepHasNotAcceptedWhoFallsSickIsRoutedAgain() {
    var team = Team.by(SICK, rep("ana"));
    team.submits(lead("accepted"));
    team.hears("accepted", Disposition.ACCEPTED);
    team.submits(lead("open"));
    team.join(rep("bob"));
    team.goesOnLeave("ana");
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.holderOf("accepted")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    team.hears("open", Disposition.DECLINED);
    team.comesBack("ana");
    assertThat(team.holderOf("open")).as("it was nobody's doing").isEqualTo("ana");
  }

  @Test
  void whatARepHasNotAcceptedWhoseTimeOffBeginsIsRoutedAgain() {
    var team = Team.by(SICK, rep("ana").off("2026-01-05T12:00:00Z", "2026-01-09T12:00:00Z"));
    team.submits(lead("open"));
    team.join(rep("bob"));
    team.waitsUntil("2026-01-05T11:45:00Z");
    assertThat(team.holderOf("open")).isEqualTo("ana");
    team.waitsUntil("2026-01-05T12:00:00Z");
    assertThat(team.holderOf("open")).isEqualTo("bob");
  }

  @Test
  void whoIsSickKeepsEverythingUnlessThePolicySaysOtherwise() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("open"));
    team.join(rep("bob"));
    team.goesOnLeave("ana");
    assertThat(team.holderOf("open")).isEqualTo("ana");
    team.submits(lead("new"));
    assertThat(team.holderOf("new")).isEqualTo("bob");
  }

  @Test
  void whatSomebodyGaveByHandIsRoutedAgainTooIfTheRepFallsSick() {
    var team = Team.by(SICK, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.givesByHand("l", "bob");
    team.goesOnLeave("bob");
    assertThat(team.holderOf("l")).isEmpty();
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
  }

  @Test
  void aCapLoweredUnderWhatARepHoldsTakesNothingAway() {
    var team = Team.by(POLICY, rep("ana"));
    team.receives(3, Team.leads());
    team.becomes("ana", rep -> rep.holdingAtMost(1));
    assertThat(team.seat("team", "ana").load()).isEqualTo(3);
    team.submits(lead("waits"));
    team.hears("l1", Disposition.LOST);
    team.hears("l2", Disposition.LOST);
    assertThat(team.holderOf("waits")).as("it still holds one").isEmpty();
    team.hears("l3", Disposition.LOST);
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void whoLosesASkillKeepsWhatItHoldsAndGetsNoMoreOfIt() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("held").from("DE"));
    team.becomes("bob", RepSheet::with);
    assertThat(team.holderOf("held")).isEqualTo("bob");
    team.submits(lead("waits").from("DE"));
    assertThat(team.lead("waits").status()).isEqualTo(LeadStatus.WAITING);
    team.becomes("ana", rep -> rep.with("german"));
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void anotherWeightKeepsWhatARepHoldsAndIsOwed() {
    var team =
        Team.by(POLICY.replace("round-robin", "weighted-round-robin"), rep("ana"), rep("bob"));
    assertThat(team.receives(10, Team.leads())).containsEntry("ana", 5L).containsEntry("bob", 5L);
    team.becomes("bob", rep -> rep.weighing(400));
    assertThat(team.seat("team", "bob").load()).isEqualTo(5);
    assertThat(team.receives(10, Team.leads())).containsEntry("ana", 2L).containsEntry("bob", 8L);
  }

  @Test
  void whatWaitsForARepWhoIsDeletedGoesOn() {
    var team =
        Team.by(
            POLICY.replace(
                "routes: [{pool: all}]", "routes: [{rep: ana, waitFor: 8h}, {pool: all}]"),
            rep("ana").holdingAtMost(0),
            rep("bob"));
    team.submits(lead("l"));
    assertThat(team.holderOf("l")).isEmpty();
    team.leaves("ana");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aRepWithMoreLeadsThanACommandMayMoveIsLeftByAllOfThem() {
    var team =
        Team.unwatched(
            POLICY.replace("onRepLeft: route-unaccepted", "onRepLeft: route-all"), rep("ana"));
    team.receives(1_100, Team.leads());
    team.join(rep("bob"));
    team.leaves("ana");
    assertThat(team.seat("team", "ana").load()).as("after one slice").isEqualTo(600);
    team.restarts();
    team.passes(Duration.ZERO);
    assertThat(team.seat("team", "ana").load()).isZero();
    assertThat(team.seat("team", "ana").passesOn()).isFalse();
    assertThat(team.seat("team", "bob").load()).isEqualTo(1_100);
  }

  @Test
  void moreLeadsThanACommandMayPlaceFollowWhoStandsIn() {
    var team =
        Team.unwatched(
            POLICY.replace("routes: [{pool: all}]", "routes: [{rep: ana}]"),
            rep("ana").holdingAtMost(0).stoodInForBy("bob"),
            rep("bob"));
    team.receives(1_100, Team.leads());
    team.goesOnLeave("ana");
    assertThat(team.seat("team", "bob").load()).as("after one slice").isEqualTo(500);
    team.restarts();
    team.passes(Duration.ZERO);
    assertThat(team.seat("team", "bob").load()).isEqualTo(1_100);
  }
}
