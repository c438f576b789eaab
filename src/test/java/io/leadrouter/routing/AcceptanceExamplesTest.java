package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Who has a lead and does not say so. It is Monday, 5 January 2026, 09:00 in London. */
class AcceptanceExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      calendars:
        office: {timeZone: Europe/Berlin, hours: {mon-fri: 09:00-17:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 15m}
        desk: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 2h, acceptClock: office}
        others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 1h}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      onLeadChange: route-unaccepted
      pauseAfterExpired: never
      expiredCountsFor: never
      rules:
        - {id: desk, when: 'lead.campaign == "desk"', routes: [{pool: desk}]}
        - {id: owned, when: 'account.lifecycle == "CUSTOMER"', routes: [{owner: executive}]}
        - {id: german, when: 'lead.country == "DE"', routes: [{pool: all}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: all, waitFor: 1h}, {pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  @Test
  void aLeadThatIsNotAcceptedInTimeGoesToTheNext() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    assertThat(announced(team, "l").acceptBy()).contains(Instant.parse("2026-01-05T09:15:00Z"));
    team.waitsUntil("2026-01-05T09:16:59Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.waitsUntil("2026-01-05T09:17:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(announced(team, "l"))
        .returns("ana", Assignment::previousRepId)
        .returns("not-accepted", Assignment::reason)
        .returns(2, Assignment::attempt)
        .returns(Optional.of(Instant.parse("2026-01-05T09:32:00Z")), Assignment::acceptBy);
    assertThat(team.seat("team", "ana").load()).isZero();
    assertThat(team.seat("team", "bob").load()).isEqualTo(1);
  }

  @Test
  void aLeadThatNobodyElseCanTakeWaitsAndNobodyHoldsIt() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T10:00:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(announced(team, "l").status()).isEqualTo(AssignmentStatus.REVOKED);
    team.join(rep("bob"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whateverTheRepDoesWithItIsAnAcceptance() {
    for (Disposition done :
        List.of(Disposition.ACCEPTED, Disposition.CONTACTED, Disposition.QUALIFIED)) {
      var team = Team.by(POLICY, rep("ana"), rep("bob"));
      team.submits(lead("l"));
      team.hears("l", done);
      team.waitsUntil("2026-01-05T12:00:00Z");
      assertThat(team.holderOf("l")).as("%s", done).isEqualTo("ana");
    }
  }

  @Test
  void anAcceptanceInTheLastSecondCountsThoughItIsHeardAMinuteLater() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T09:16:00Z");
    team.hears("l", Disposition.ACCEPTED, 1, "2026-01-05T09:14:59Z");
    team.waitsUntil("2026-01-05T12:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLateAcceptanceOfWhoStillHoldsTheLeadIsBetterThanNone() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T09:16:30Z");
    team.hears("l", Disposition.ACCEPTED, 1, "2026-01-05T09:16:00Z");
    team.waitsUntil("2026-01-05T12:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLateAcceptanceOfAnOldAttemptChangesNothing() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:20:00Z");
    OpenLead bobs = team.lead("l");
    team.hears("l", Disposition.ACCEPTED, 1, "2026-01-05T09:10:00Z");
    assertThat(team.lead("l")).isEqualTo(bobs);
    assertThat(team.decided("l"))
        .returns(DecisionKind.OUTCOME_STALE, decision -> decision.kind())
        .returns("other-attempt", decision -> decision.reason());
    team.minuteByMinute("2026-01-05T09:34:00Z");
    assertThat(team.lead("l").status()).as("bob's time went on").isEqualTo(LeadStatus.WAITING);
  }

  @Test
  void aConnectorThatNamesNoAttemptIsHeardForTheRepItNames() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T09:20:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    OpenLead bobs = team.lead("l");
    team.says("l", Disposition.ACCEPTED, "ana");
    team.passes(Duration.ZERO);
    assertThat(team.lead("l")).isEqualTo(bobs);
    assertThat(team.decided("l").reason()).isEqualTo("not-the-holder");
    team.says("l", Disposition.ACCEPTED, "bob");
    team.passes(Duration.ZERO);
    assertThat(team.lead("l").holding().acceptedAt()).isPresent();
  }

  @Test
  void aLateAcceptanceOfALeadThatNobodyHoldsChangesNothing() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T09:20:00Z");
    OpenLead waiting = team.lead("l");
    team.hears("l", Disposition.ACCEPTED, 1, "2026-01-05T09:10:00Z");
    assertThat(team.lead("l")).isEqualTo(waiting);
    assertThat(team.decided("l").reason()).isEqualTo("taken-back");
  }

  @Test
  void aConnectorThatWasAwayForAnHourDoublesAndLosesNothing() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"), rep("cyd"), rep("dan"));
    team.receives(4, Team.leads());
    team.minuteByMinute("2026-01-05T10:00:00Z");
    Map<String, String> holders = new TreeMap<>();
    for (int i = 1; i <= 4; i++) {
      String leadId = "l" + i;
      assertThat(team.lead(leadId).attempt()).isEqualTo(4);
      holders.put(leadId, team.holderOf(leadId));
      for (int attempt = 1; attempt <= 4; attempt++) {
        Instant accepted =
            Instant.parse("2026-01-05T09:05:00Z").plus(Duration.ofMinutes(17L * (attempt - 1)));
        team.hears(leadId, Disposition.ACCEPTED, attempt, accepted.toString());
        assertThat(team.decided(leadId).kind())
            .isEqualTo(attempt < 4 ? DecisionKind.OUTCOME_STALE : DecisionKind.OUTCOME_RECORDED);
      }
    }
    team.minuteByMinute("2026-01-05T18:00:00Z");
    assertThat(holders.values()).doesNotContain("").hasSize(4);
    holders.forEach((leadId, holder) -> assertThat(team.holderOf(leadId)).isEqualTo(holder));
    assertThat(List.of("ana", "bob", "cyd", "dan"))
        .extracting(repId -> team.seat("team", repId).load())
        .containsOnly(1);
  }

  @Test
  void theTimeCountsFromTheFirstDelivery() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.waitsUntil("2026-01-05T09:11:00Z");
    team.hears("l", Disposition.DELIVERED, 1, "2026-01-05T09:10:00Z");
    assertThat(team.decided("l").reason()).isEqualTo("delivered");
    team.waitsUntil("2026-01-05T09:20:00Z");
    team.hears("l", Disposition.DELIVERED, 1, "2026-01-05T09:20:00Z");
    assertThat(team.decided("l").reason()).isEmpty();
    team.waitsUntil("2026-01-05T09:26:59Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.waitsUntil("2026-01-05T09:27:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(announced(team, "l").attempt()).as("nothing was announced again").isEqualTo(2);
  }

  @Test
  void aClockThatIsWrongSomewhereElseGivesNobodyMoreOrLessTime() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("early"));
    team.submits(lead("late"));
    team.waitsUntil("2026-01-05T09:01:00Z");
    team.hears("early", Disposition.DELIVERED, 1, "2026-01-05T08:00:00Z");
    team.hears("late", Disposition.DELIVERED, 1, "2026-01-05T12:00:00Z");
    team.waitsUntil("2026-01-05T09:16:59Z");
    assertThat(team.holderOf("early")).isEqualTo("ana");
    team.waitsUntil("2026-01-05T09:17:59Z");
    assertThat(team.holderOf("early")).isEqualTo("bob");
    assertThat(team.holderOf("late")).isEqualTo("bob");
    team.waitsUntil("2026-01-05T09:18:00Z");
    assertThat(team.holderOf("late")).isEqualTo("ana");
  }

  @Test
  void overTheWeekendNothingRunsOut() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.waitsUntil("2026-01-09T15:30:00Z");
    team.submits(lead("l").of("desk"));
    assertThat(announced(team, "l").acceptBy()).contains(Instant.parse("2026-01-12T09:30:00Z"));
    team.waitsUntil("2026-01-12T09:31:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.waitsUntil("2026-01-12T09:32:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whatIsDeliveredOnFridayEveningIsAcceptedOnMondayMorning() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.waitsUntil("2026-01-09T15:30:00Z");
    team.submits(lead("l").of("desk"));
    team.waitsUntil("2026-01-09T18:00:00Z");
    team.hears("l", Disposition.DELIVERED);
    team.waitsUntil("2026-01-12T10:01:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.waitsUntil("2026-01-12T10:02:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void afterFiveWhoLetItPassSomebodyHasToLook() {
    var team =
        Team.by(POLICY, rep("a"), rep("b"), rep("c"), rep("d"), rep("e"), rep("f"), rep("g"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T10:24:00Z");
    assertThat(team.lead("l").attempt()).isEqualTo(5);
    team.minuteByMinute("2026-01-05T10:25:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    assertThat(team.decided("l"))
        .returns(DecisionKind.UNROUTABLE, decision -> decision.kind())
        .returns("too-many-attempts", decision -> decision.reason());
    assertThat(announced(team, "l").status()).isEqualTo(AssignmentStatus.REVOKED);
    assertThat(List.of("a", "b", "c", "d", "e"))
        .extracting(repId -> team.seat("team", repId).load())
        .containsOnly(0);
    team.givesByHand("l", "a");
    assertThat(team.holderOf("l")).as("by hand anybody can have it").isEqualTo("a");
    team.hears("l", Disposition.LOST);
    team.submits(lead("l"));
    assertThat(team.lead("l")).returns(2, OpenLead::cycle).returns(1, OpenLead::attempt);
    team.minuteByMinute("2026-01-05T10:45:00Z");
    assertThat(team.lead("l").attempt()).as("the next journey begins anew").isEqualTo(2);
  }

  @Test
  void whoDeclinesCountsAsWhoLetsItPass() {
    var team =
        Team.by(POLICY.replace("rules:", "maxAttempts: 2\nrules:"), rep("a"), rep("b"), rep("c"));
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    team.waitsUntil("2026-01-05T10:00:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    team.hears("l", Disposition.LOST);
    team.hears("l", Disposition.REOPENED);
    assertThat(team.holderOf("l")).as("who reopens it wants it to be tried").isEqualTo("c");
  }

  @Test
  void whatIsNobodysDoingIsNoAttempt() {
    var team = Team.by(POLICY.replace("rules:", "maxAttempts: 1\nrules:"), rep("ana"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("DE"));
    team.corrects(lead("l"));
    assertThat(team.lead("l").attempt()).isEqualTo(3);
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aPolicyDoesNotChangeATimeThatRunsAlready() {
    for (String within : List.of("1m", "5h")) {
      var team = Team.by(POLICY, rep("ana"), rep("bob"));
      team.submits(lead("l"));
      team.business.publishes(POLICY.replace("acceptWithin: 15m", "acceptWithin: " + within));
      team.waitsUntil("2026-01-05T09:16:00Z");
      assertThat(team.holderOf("l")).isEqualTo("ana");
      team.waitsUntil("2026-01-05T09:17:00Z");
      assertThat(team.holderOf("l")).isEqualTo("bob");
    }
  }

  @Test
  void aPolicyThatForgetsTheCalendarLeavesThePromise() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l").of("desk"));
    team.business.publishes(
        POLICY
            .replace(", acceptClock: office", "")
            .replaceAll("(?m)^ *(calendars|office):.*\n", ""));
    team.waitsUntil("2026-01-05T10:00:00Z");
    team.hears("l", Disposition.DELIVERED);
    team.waitsUntil("2026-01-05T11:01:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.waitsUntil("2026-01-05T11:02:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aProcessThatIsStartedAgainKnowsWhatIsToBeAccepted() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.DELIVERED);
    team.restarts();
    team.sleepsUntil("2026-01-05T15:00:00Z");
    team.restarts();
    team.waitsUntil("2026-01-05T15:00:01Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whoWaitedGetsTheRoomThatComesFreeAndNotTheNewest() {
    var team = Team.by(POLICY, rep("ana").holdingAtMost(1));
    team.submits(lead("first"));
    team.submits(lead("waited"));
    team.sleepsUntil("2026-01-05T09:17:00Z");
    team.submits(lead("newest"));
    assertThat(team.holderOf("waited")).isEqualTo("ana");
    assertThat(team.lead("first").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.lead("newest").status()).isEqualTo(LeadStatus.WAITING);
  }

  @Test
  void aTestLeadHasItsTimeTooAndTakesNoRoom() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").holdingAtMost(0));
    team.submits(lead("l").forTest());
    team.waitsUntil("2026-01-05T09:17:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whoMovedWithALeadGivesItsRoomBackThere() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
    team.waitsUntil("2026-01-05T09:17:00Z");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  @Test
  void aLeadThatGoesToAnotherGroupHasItsTimeThere() {
    var team = Team.by(POLICY, rep("ana"), rep("yan").in("others"), rep("zoe").in("others"));
    team.submits(lead("l").from("ZA"));
    team.minuteByMinute("2026-01-05T09:17:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.minuteByMinute("2026-01-05T10:17:00Z");
    assertThat(team.holderOf("l")).isEqualTo("yan");
    team.minuteByMinute("2026-01-05T11:19:00Z");
    assertThat(team.lead("l").step().line()).as("from its first route on").isEqualTo("pool:all");
    team.minuteByMinute("2026-01-05T12:19:00Z");
    assertThat(team.holderOf("l")).isEqualTo("zoe");
  }

  @Test
  void ownersAndWhoGotItByHandTakeTheirTime() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("owned").ownedBy("ana"));
    team.submits(lead("l"));
    team.givesByHand("l", "bob");
    team.waitsUntil("2026-01-06T09:00:00Z");
    assertThat(team.holderOf("owned")).isEqualTo("ana");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aLeadThatCannotBePassedOnIsSetAsideAndItsRoomGivenBack() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    Branch branch = team.business.branches.get("team");
    Optional<Policy> policy = branch.policy;
    Desk desk = branch.open(team.business.directory(), policy, UnaryOperator.identity());
    Instant later = Instant.parse("2026-01-05T09:30:00Z");
    assertThat(desk.hasWork(later)).isTrue();
    Verdict aside = desk.setAside("l", "NullPointerException", later);
    assertThat(aside.leads().get("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    assertThat(aside.seats()).extracting(seat -> seat.load()).containsExactly(0);
    assertThat(aside.outputs())
        .filteredOn(Output.Assigned.class::isInstance)
        .extracting(output -> ((Output.Assigned) output).assignment().status())
        .containsExactly(AssignmentStatus.REVOKED);
    assertThat(desk.hasWork(later)).isFalse();
  }

  @Test
  void whatWasAcceptedWhileNobodyWasAtTheDeskIsHeardFirst() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("accepted"));
    team.submits(lead("forgotten"));
    Branch branch = team.business.branches.get("team");
    Desk desk = branch.open(team.business.directory(), branch.policy, UnaryOperator.identity());
    Instant opened = Instant.parse("2026-01-05T12:00:00Z");
    desk.holdsToTimeFrom(opened.plusSeconds(120));
    assertThat(desk.hasWork(opened)).isFalse();
    LeadOutcome accepted =
        new LeadOutcome(
            "accepted",
            "o",
            OptionalInt.of(1),
            OptionalInt.of(1),
            "ana",
            Disposition.ACCEPTED,
            "",
            Optional.empty(),
            Instant.parse("2026-01-05T09:05:00Z"));
    branch.write(
        desk.decide(new Command.OutcomeReported(accepted, 1, 0), Optional.empty(), "o", opened));
    branch.write(desk.passTime(opened.plusSeconds(119)));
    assertThat(team.holderOf("forgotten")).isEqualTo("bob");
    assertThat(desk.hasWork(opened.plusSeconds(120))).isTrue();
    branch.write(desk.passTime(opened.plusSeconds(120)));
    assertThat(team.holderOf("accepted")).isEqualTo("ana");
    assertThat(team.holderOf("forgotten")).isEqualTo("ana");
  }

  @Test
  void manyThatRunOutAtOnceAreTakenBackInBoundedSteps() {
    Business business = new Business(List.of(), Business.Fault.NONE);
    Random random = new Random(1);
    business.publishes(POLICY);
    business.employs(rep("ana"));
    business.settles(random);
    for (int i = 0; i < 1_200; i++) {
      business.submits(lead("l" + i), LeadChange.NEW);
    }
    business.settles(random);
    int before = business.verdicts.size();
    business.passes(Duration.ofHours(1));
    business.worksOff();
    List<Long> takenBack =
        business.verdicts.subList(before, business.verdicts.size()).stream()
            .map(
                verdict ->
                    verdict.outputs().stream()
                        .filter(Output.Decided.class::isInstance)
                        .filter(
                            output ->
                                ((Output.Decided) output).decision().kind() == DecisionKind.REVOKED)
                        .count())
            .toList();
    assertThat(takenBack).containsExactly(500L, 500L, 200L);
    assertThat(business.branches.get("team").seats.get("ana").load()).isZero();
  }

  /** The latest that connectors know of the lead. */
  private static Assignment announced(Team team, String leadId) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Assigned.class::isInstance)
        .map(output -> ((Output.Assigned) output).assignment())
        .filter(assignment -> assignment.leadId().equals(leadId))
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
