package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A CRM that has a lead later than it was assigned. It is Monday, 5 January 2026, 09:00. */
class DeliveryExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team]
      calendars:
        office: {timeZone: UTC, hours: {mon-fri: 09:00-17:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 15m, firstTouchWithin: 1h, warnBefore: 5m}
        desk: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 1h, acceptClock: office}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      pauseAfterExpired: never
      expiredCountsFor: never
      rules:
        - {id: desk, when: 'lead.campaign == "desk"', routes: [{pool: desk}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final Set<DecisionKind> OF_THE_SLA =
      EnumSet.of(DecisionKind.SLA_WARNING, DecisionKind.SLA_BREACHED, DecisionKind.REVOKED);

  /** One whose connector has just reported a delivery. */
  private static Team by(String policy) {
    var team = Team.by(policy, rep("ana"), rep("bob"));
    team.submits(lead("first"));
    team.hears("first", Disposition.DELIVERED);
    team.hears("first", Disposition.CONTACTED);
    return team;
  }

  @Test
  void aConnectorThatIsDownForAnHourLosesNothingAndNobodysTimeRunsOut() {
    var team = by(POLICY);
    team.submits(lead("before"));
    team.hears("before", Disposition.DELIVERED);
    // From here on nothing is delivered, and nobody hears of what reps do.
    Map<String, String> holders = new TreeMap<>();
    for (int i = 0; i < 60; i++) {
      String leadId = "l" + i;
      team.submits(lead(leadId));
      holders.put(leadId, team.holderOf(leadId));
      team.passes(Duration.ofMinutes(1));
    }
    assertThat(said(team)).isEmpty();
    assertThat(holders.values()).doesNotContain("");

    // 10:00: it catches up. What was done meanwhile was done in time.
    holders.keySet().forEach(leadId -> team.hears(leadId, Disposition.DELIVERED));
    team.hears("before", Disposition.ACCEPTED, 1, "2026-01-05T09:05:00Z");
    team.hears("before", Disposition.CONTACTED, 1, "2026-01-05T09:50:00Z");
    team.minuteByMinute("2026-01-05T10:16:00Z");
    holders.forEach((leadId, holder) -> assertThat(team.holderOf(leadId)).isEqualTo(holder));
    assertThat(team.holderOf("before")).isNotEmpty();
    assertThat(ends(team)).isEmpty();

    // Those who do nothing with what they have lose it now, and no sooner.
    for (int i = 1; i < 60; i++) {
      team.hears("l" + i, Disposition.CONTACTED);
    }
    team.minuteByMinute("2026-01-05T10:17:00Z");
    assertThat(ends(team)).containsExactly("2026-01-05T10:17:00Z REVOKED not-accepted ana l0");
  }

  @Test
  void theClockStartsWhenTheRepCanSeeTheLead() {
    var team = by(POLICY);
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T12:00:00Z");
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T12:17:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T12:10:00Z SLA_WARNING accept-by bob l",
            "2026-01-05T12:17:00Z REVOKED not-accepted bob l");
  }

  @Test
  void whereNobodyReportsDeliveriesItStartsWithTheAssignment() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:17:00Z");
    assertThat(ends(team)).containsExactly("2026-01-05T09:17:00Z REVOKED not-accepted ana l");
  }

  @Test
  void aConnectorThatHasReportedNoneForAWeekIsAnotherOne() {
    var team = by(POLICY);
    team.waitsUntil("2026-01-12T09:00:00Z");
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-12T09:17:00Z");
    assertThat(ends(team)).containsExactly("2026-01-12T09:17:00Z REVOKED not-accepted bob l");
  }

  @Test
  void aPolicyMayCountOnDeliveriesFromTheFirstLeadOn() {
    var team = Team.by(POLICY + "clockStarts: delivery\n", rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T11:00:00Z");
    assertThat(said(team)).isEmpty();
    assertThat(undelivered(team)).isEqualTo(1);
  }

  @Test
  void aPolicyMayStartTheClockWithTheAssignmentAllTheSame() {
    var team = by(POLICY + "clockStarts: assignment\n");
    team.submits(lead("l"));
    team.minuteByMinute("2026-01-05T09:17:00Z");
    assertThat(ends(team)).containsExactly("2026-01-05T09:17:00Z REVOKED not-accepted bob l");
  }

  @Test
  void whoAcceptsALeadHasGotItThoughNobodySaysSo() {
    var team = by(POLICY);
    team.submits(lead("l"));
    team.passes(Duration.ofMinutes(30));
    team.hears("l", Disposition.ACCEPTED);
    team.minuteByMinute("2026-01-05T11:00:00Z");
    assertThat(said(team))
        .containsExactly(
            "2026-01-05T10:25:00Z SLA_WARNING first-touch-by bob l",
            "2026-01-05T10:32:00Z SLA_BREACHED first-touch-by bob l");
  }

  @Test
  void whatAConnectorHasToSayIsHeardBeforeALeadIsTakenBack() {
    var team = by(POLICY);
    team.submits(lead("mine"));
    team.hears("mine", Disposition.DELIVERED);
    team.passes(Duration.ofMinutes(5));
    team.submits(lead("other"));
    team.minuteByMinute("2026-01-05T10:00:00Z");
    team.hears("other", Disposition.DELIVERED);
    team.restarts();
    team.minuteByMinute("2026-01-05T10:01:00Z");
    team.hears("mine", Disposition.CONTACTED, 1, "2026-01-05T09:10:00Z");
    team.minuteByMinute("2026-01-05T10:05:00Z");
    assertThat(ends(team)).isEmpty();
    assertThat(team.holderOf("mine")).isEqualTo("bob");
  }

  @Test
  void whatIsHeardLateIsHeardToItsEnd() {
    var team = by(POLICY + "onFirstTouchMissed: take-back\n");
    team.submits(lead("l"));
    team.passes(Duration.ofSeconds(1));
    team.hears("first", Disposition.QUALIFIED);
    team.passes(Duration.ofHours(3));
    team.hears("l", Disposition.ACCEPTED, 1, "2026-01-05T09:05:00Z");
    team.passes(Duration.ofMinutes(1));
    team.hears("l", Disposition.CONTACTED, 1, "2026-01-05T09:50:00Z");
    team.minuteByMinute("2026-01-05T13:00:00Z");
    assertThat(said(team)).isEmpty();
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void oneLeadThatIsNotDeliveredKeepsNobodysClockFromRunning() {
    var team = by(POLICY);
    team.submits(lead("stuck"));
    team.passes(Duration.ofMinutes(1));
    team.submits(lead("l"));
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T09:18:00Z");
    assertThat(ends(team)).containsExactly("2026-01-05T09:18:00Z REVOKED not-accepted ana l");
  }

  @Test
  void aCalendarThatIsGoneMeanwhileLeavesAsLongATime() {
    var team = by(POLICY);
    team.submits(lead("l").of("desk"));
    team.passes(Duration.ofHours(2));
    team.worksBy(
        POLICY
            .replace(", acceptClock: office", "")
            .replaceAll("(?m)^ *(calendars|office):.*\n", ""));
    team.hears("l", Disposition.DELIVERED);
    team.minuteByMinute("2026-01-05T12:02:00Z");
    assertThat(ends(team)).containsExactly("2026-01-05T12:02:00Z REVOKED not-accepted ana l");
  }

  @Test
  void leadsThatShouldBeInTheCrmByNowAreCounted() {
    var team = by(POLICY);
    team.submits(lead("l1"));
    team.passes(Duration.ofMinutes(3));
    team.submits(lead("l2"));
    team.submits(lead("test").forTest());
    team.givesByHand("l2", "bob");
    team.submits(lead("l3"));
    team.submits(lead("l4"));
    team.hears("l4", Disposition.ACCEPTED);
    assertThat(undelivered(team)).isZero();
    team.passes(Duration.ofMinutes(9));
    assertThat(undelivered(team)).isEqualTo(1);
    team.passes(Duration.ofMinutes(1));
    assertThat(undelivered(team)).isEqualTo(2);
    assertThat(oldest(team)).isEqualTo("2026-01-05T09:00:00Z");
    team.hears("l1", Disposition.DELIVERED);
    assertThat(undelivered(team)).isEqualTo(1);
    team.hears("l3", Disposition.LOST);
    assertThat(undelivered(team)).isZero();
  }

  @Test
  void whereNobodyEverReportsADeliveryNoneIsMissed() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.passes(Duration.ofMinutes(12));
    assertThat(undelivered(team)).isZero();
  }

  private static int undelivered(Team team) {
    return desk(team).undelivered(team.business.now());
  }

  private static String oldest(Team team) {
    Desk desk = desk(team);
    desk.undelivered(team.business.now());
    return desk.oldestUndelivered().orElseThrow().toString();
  }

  private static Desk desk(Team team) {
    return team.business
        .branches
        .get("team")
        .open(team.business.directory(), team.business.newestPolicy(), UnaryOperator.identity());
  }

  private static List<String> ends(Team team) {
    return said(team).stream().filter(line -> !line.contains("SLA_WARNING")).toList();
  }

  private static List<String> said(Team team) {
    return team.decided(OF_THE_SLA).map(DeliveryExamplesTest::line).toList();
  }

  private static String line(Decision decision) {
    return "%s %s %s %s %s"
        .formatted(
            decision.decidedAt(),
            decision.kind(),
            decision.reason(),
            decision.choice().repId(),
            decision.leadId());
  }
}
