package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who has a lead and does not call. It is Monday, 5 January 2026, 09:00 in London. */
class FirstTouchExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team]
      calendars:
        office: {timeZone: Europe/Berlin, hours: {mon-fri: 09:00-17:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 15m, firstTouchWithin: 2h, warnBefore: 20%}
        desk: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, firstTouchWithin: 4h, firstTouchClock: office, warnBefore: 1h}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      pauseAfterExpired: never
      expiredCountsFor: never
      rules:
        - {id: desk, when: 'lead.campaign == "desk"', routes: [{pool: desk}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String TAKES_BACK = POLICY + "onFirstTouchMissed: take-back\n";

  private static final Set<DecisionKind> OF_THE_SLA =
      EnumSet.of(DecisionKind.SLA_WARNING, DecisionKind.SLA_BREACHED, DecisionKind.REVOKED);

  @Test
  void connectorsAreToldUntilWhenThePersonIsToBeContacted() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    assertThat(announced(team).acceptBy()).contains(Instant.parse("2026-01-05T09:15:00Z"));
    assertThat(announced(team).firstTouchBy()).contains(Instant.parse("2026-01-05T11:00:00Z"));
  }

  @Test
  void whoDoesNothingIsWarnedOnceAndThenLosesTheLead() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:11:00Z");
    assertThat(said(team)).isEmpty();
    team.minuteByMinute("2026-01-05T09:17:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T09:12:00Z SLA_WARNING accept-by ana",
            "2026-01-05T09:17:00Z REVOKED not-accepted ana");
  }

  @Test
  void whoAcceptsAndDoesNotCallIsOnTheRecordAndKeepsTheLead() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.ACCEPTED);
    team.minuteByMinute("2026-01-05T15:00:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T10:36:00Z SLA_WARNING first-touch-by ana",
            "2026-01-05T11:02:00Z SLA_BREACHED first-touch-by ana");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void wherePolicySaysSoAnotherCallsInstead() {
    var team = Team.by(TAKES_BACK, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.ACCEPTED);
    team.minuteByMinute("2026-01-05T11:02:00Z");
    assertThat(said(team)).endsWith("2026-01-05T11:02:00Z REVOKED not-contacted ana");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(announced(team).firstTouchBy()).contains(Instant.parse("2026-01-05T13:02:00Z"));
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whoCallsInTimeHearsNothing() {
    for (Disposition done : List.of(Disposition.CONTACTED, Disposition.QUALIFIED)) {
      var team = Team.by(TAKES_BACK, rep("ana"), rep("bob"));
      team.submits(lead("l"));
      team.hears("l", done);
      team.minuteByMinute("2026-01-05T15:00:00Z");
      assertThat(said(team)).as("%s", done).isEmpty();
      assertThat(team.holderOf("l")).isEqualTo("ana");
    }
  }

  @Test
  void aCallInTheLastSecondCountsThoughItIsHeardAMinuteLater() {
    var team = Team.by(TAKES_BACK, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.ACCEPTED);
    team.minuteByMinute("2026-01-05T11:01:00Z");
    team.hears("l", Disposition.CONTACTED, 1, "2026-01-05T10:59:59Z");
    team.minuteByMinute("2026-01-05T15:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void whoGetsTheLeadOnFridayEveningIsWarnedAndMissesItOnMonday() {
    var team = Team.by(POLICY, rep("ana"));
    team.minuteByMinute("2026-01-09T15:00:00Z");
    team.submits(lead("l").of("desk"));
    assertThat(announced(team).firstTouchBy()).contains(Instant.parse("2026-01-12T11:00:00Z"));
    team.minuteByMinute("2026-01-12T12:00:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-12T10:00:00Z SLA_WARNING first-touch-by ana",
            "2026-01-12T11:02:00Z SLA_BREACHED first-touch-by ana");
  }

  @Test
  void deliveryBeginsBothTimesAndTheirWarningsAnew() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:10:00Z");
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T09:24:00Z");
    team.hears("l", Disposition.ACCEPTED);
    team.minuteByMinute("2026-01-05T12:00:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T09:22:00Z SLA_WARNING accept-by ana",
            "2026-01-05T10:46:00Z SLA_WARNING first-touch-by ana",
            "2026-01-05T11:12:00Z SLA_BREACHED first-touch-by ana");
  }

  @Test
  void whoWasWarnedBeforeTheDeliveryIsNotWarnedAgain() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:13:00Z");
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T09:30:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T09:12:00Z SLA_WARNING accept-by ana",
            "2026-01-05T09:30:00Z REVOKED not-accepted ana");
  }

  @Test
  void aDeskThatSleptWarnsNobodyOfWhatIsOver() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.sleepsUntil("2026-01-05T10:59:59Z");
    team.restarts();
    team.minuteByMinute("2026-01-05T11:00:59Z");
    assertThat(said(team)).containsExactly("2026-01-05T11:00:59Z REVOKED not-accepted ana");
  }

  /** It was too late to warn of the time that the rep had before. */
  @Test
  void whoIsHeardToHaveGotTheLeadWhenItsTimeWasOverIsWarnedOfTheNewTime() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.sleepsUntil("2026-01-05T09:16:00Z");
    team.restarts();
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T09:34:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T09:28:00Z SLA_WARNING accept-by ana",
            "2026-01-05T09:33:00Z REVOKED not-accepted ana");
  }

  @Test
  void whoGotItByHandTakesTheirTime() {
    var team = Team.by(TAKES_BACK, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.givesByHand("l", "bob");
    team.minuteByMinute("2026-01-05T15:00:00Z");
    assertThat(said(team)).isEmpty();
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  private static List<String> said(Team team) {
    return team.decided(OF_THE_SLA).map(FirstTouchExamplesTest::line).toList();
  }

  private static String line(Decision decision) {
    return decision.decidedAt()
        + " "
        + decision.kind()
        + " "
        + decision.reason()
        + " "
        + decision.choice().repId();
  }

  private static Assignment announced(Team team) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Assigned.class::isInstance)
        .map(output -> ((Output.Assigned) output).assignment())
        .reduce((first, last) -> last)
        .orElseThrow();
  }
}
