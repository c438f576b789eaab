package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.RouteTried;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Who gets no lead any more because it goes home before it has to accept it, in hours of its own.
 * It is Monday, 5 January 2026, 09:00 in London and 10:00 in Berlin.
 */
class ShiftEndExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team]
      holidays: {DE: ['2026-01-06']}
      pools:
        all: {group: team, members: 'true', maxUnaccepted: none, acceptWithin: 30m, acceptClock: rep, firstTouchWithin: 4h, firstTouchClock: rep}
        slow: {group: team, members: 'true', maxUnaccepted: none, acceptWithin: 30m, firstTouchWithin: 8h, firstTouchClock: rep}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: hot, when: 'lead.campaign == "hot"', routes: [{pool: all, beyondCaps: true}]}
        - {id: named, when: 'lead.campaign == "ana"', routes: [{rep: ana}]}
        - {id: slow, when: 'lead.campaign == "slow"', routes: [{pool: slow}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static RepSheet berliner(String repId) {
    return rep(repId).at("Europe/Berlin").workingFrom(9, 17);
  }

  @Test
  void whoGoesHomeBeforeItHasToAcceptALeadGetsNone() {
    var team = Team.by(POLICY, berliner("ana"), rep("bob").workingFrom(9, 20));
    team.waitsUntil("2026-01-05T15:29:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
    team.waitsUntil("2026-01-05T15:30:00Z");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    assertThat(team.decided("l6").choice().routes())
        .extracting(RouteTried::excluded)
        .containsExactly(Map.of("shift-ends", 1));
  }

  @Test
  void whatWaitsForItIsItsOwnInTheMorning() {
    var team = Team.by(POLICY, berliner("ana"));
    team.waitsUntil("2026-01-05T15:40:00Z");
    team.submits(lead("l"));
    team.submits(lead("hot").of("hot"));
    assertThat(team.holderOf("l")).isEmpty();
    assertThat(team.holderOf("hot")).as("it is no cap").isEmpty();
    team.waitsUntil("2026-01-06T07:59:00Z");
    assertThat(team.holderOf("l")).isEmpty();
    team.waitsUntil("2026-01-06T08:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
    assertThat(team.holderOf("hot")).isEqualTo("ana");
  }

  @Test
  void whereTheTimeIsNotItsOwnItGetsLeadsToTheLastMinute() {
    var team = Team.by(POLICY, berliner("ana"));
    team.waitsUntil("2026-01-05T15:59:00Z");
    team.submits(lead("slow").of("slow"));
    team.submits(lead("mine").of("ana"));
    assertThat(team.holderOf("slow")).isEqualTo("ana");
    assertThat(team.holderOf("mine")).as("nobody has to accept it in time").isEqualTo("ana");
  }

  @Test
  void whoGoesOnLeaveOrHasAHolidayGoesHomeToo() {
    var team =
        Team.by(
            POLICY,
            rep("ana").off("2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z"),
            rep("bob").livingIn("DE"));
    team.waitsUntil("2026-01-05T11:31:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("bob", 2L));
    team.waitsUntil("2026-01-05T23:31:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 2L));
  }

  @Test
  void whoNeverGoesHomeAlwaysGetsLeads() {
    var team = Team.by(POLICY, rep("ana").off("2026-01-05T12:00:00Z", "2026-01-05T12:00:00Z"));
    team.waitsUntil("2026-01-05T11:45:00Z");
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void whoWorksOnGetsWhatWaits() {
    var team = Team.by(POLICY, berliner("ana"));
    team.waitsUntil("2026-01-05T15:40:00Z");
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.working(List.of()).workingFrom(9, 18));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void whatIsDeliveredLateIsToBeAcceptedInTheMorning() {
    var team = Team.by(POLICY, berliner("ana"));
    team.waitsUntil("2026-01-05T15:20:00Z");
    team.submits(lead("l"));
    assertThat(acceptBy(team)).isEqualTo("2026-01-05T15:50:00Z");
    team.waitsUntil("2026-01-05T15:45:00Z");
    team.hears("l", Disposition.DELIVERED);
    assertThat(acceptBy(team)).as("15 minutes today").isEqualTo("2026-01-06T08:15:00Z");
  }

  @Test
  void whoIsToCallWithinHoursOfItsOwnMayCallInTheMorning() {
    var team = Team.by(POLICY, berliner("ana").livingIn("DE"));
    team.waitsUntil("2026-01-05T14:00:00Z");
    team.submits(lead("l"));
    assertThat(team.lead("l").holding().touchBy().map(Deadline::by))
        .as("two hours today, tomorrow is a holiday")
        .contains(Instant.parse("2026-01-07T10:00:00Z"));
  }

  private static Instant acceptBy(Team team) {
    return team.lead("l").holding().acceptBy().orElseThrow().by();
  }
}
