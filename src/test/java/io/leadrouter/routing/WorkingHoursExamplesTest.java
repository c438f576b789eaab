package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static io.leadrouter.routing.Team.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Who works when, and when leads may be contacted. It is Monday, 5 January 2026, 09:00 in London
 * and 10:00 in Berlin.
 */
class WorkingHoursExamplesTest {

  private static final String CALENDARS =
      """
      id: test
      groups: [team]
      holidays: {DE: ['2026-01-06', 12-25]}
      calendars:
        office: {timeZone: Europe/Berlin, hours: {mon-fri: 09:00-17:00}, holidays: [DE]}
        daytime: {hours: {mon-sun: 08:00-20:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
        desk: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, hours: office}
        night: {group: team, members: '"night" in rep.skills', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - id: patient
          when: 'lead.campaign == "patient"'
          routes: [{pool: desk, waitFor: 2h, clock: office}, {pool: night}]
        - {id: rival, when: 'lead.campaign == "rival"', routes: [{reject: competitor}]}
        - {id: desk, when: 'lead.campaign == "desk"', routes: [{pool: desk}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String CALLABLE =
      CALENDARS.replace("rules:\n", "contactHours: daytime\nrules:\n");

  private static RepSheet berliner(String repId) {
    return rep(repId).at("Europe/Berlin").workingFrom(9, 17);
  }

  @Test
  void aRepOnHolidayGetsNone() {
    var team = Team.by(CALENDARS, rep("ana").livingIn("DE").at("Europe/Berlin"), rep("bob"));
    team.waitsUntil("2026-01-05T23:00:00Z");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    team.waitsUntil("2026-01-06T23:00:00Z");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  @Test
  void aNightTurnsIntoAHolidayAtMidnight() {
    var team = Team.by(CALENDARS, berliner("ana").livingIn("DE"));
    team.waitsUntil("2026-01-05T22:45:00Z");
    assertThat(whyNobodyGets(team, lead("monday"))).isEqualTo(Map.of("off-shift", 1));
    team.waitsUntil("2026-01-05T23:00:00Z");
    assertThat(whyNobodyGets(team, lead("tuesday"))).isEqualTo(Map.of("holiday", 1));
    team.waitsUntil("2026-01-06T23:00:00Z");
    assertThat(whyNobodyGets(team, lead("wednesday"))).isEqualTo(Map.of("off-shift", 1));
  }

  private static Map<String, Integer> whyNobodyGets(Team team, LeadSheet lead) {
    int before = team.business.verdicts.size();
    team.submits(lead);
    return team.business.verdicts.subList(before, team.business.verdicts.size()).stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .flatMap(decision -> decision.choice().routes().stream())
        .map(RouteTried::excluded)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aDeskWithoutAPolicyGoesOnAlikeOverANight() {
    Business business = new Business(Guarantees.all(), Business.Fault.NONE);
    business.employs(berliner("ana"));
    business.settles(new Random(1));
    business.passes(Duration.ofHours(12));
    business.worksOff();
    business.passes(Duration.ofHours(12));
    business.worksOff();
    assertThat(business.branches.get("team").state.now()).isEqualTo(business.now());
  }

  @Test
  void nobodyGetsALeadInItsTimeOff() {
    var team = team(rep("ana").off("2026-01-07T08:00:00Z", "2026-01-08T08:00:00Z"), rep("bob"));
    team.waitsUntil("2026-01-07T07:59:00Z");
    assertThat(team.receives(2, leads())).containsKey("ana");
    team.waitsUntil("2026-01-07T08:00:00Z");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    team.waitsUntil("2026-01-08T08:00:00Z");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  @Test
  void whoComesFirstOnMondayGetsWhatWaitedButNotBeyondItsCap() {
    var team = team(berliner("ana").holdingAtMost(2), rep("bob").workingFrom(12, 20));
    team.waitsUntil("2026-01-09T21:00:00Z");
    assertThat(team.receives(3, leads())).isEmpty();
    team.waitsUntil("2026-01-12T07:59:00Z");
    assertThat(team.holderOf("l1")).isEmpty();
    int before = team.business.verdicts.size();
    team.waitsUntil("2026-01-12T08:00:00Z");
    assertThat(team.assignedSince(before)).containsExactly("l1 ana", "l2 ana");
    team.waitsUntil("2026-01-12T12:00:00Z");
    assertThat(team.holderOf("l3")).isEqualTo("bob");
  }

  @Test
  void whoComesOnShiftOwesAndIsOwedNothing() {
    var team = team(berliner("ana"), rep("bob"));
    team.receives(2, leads());
    team.waitsUntil("2026-01-05T20:00:00Z");
    assertThat(team.receives(30, leads())).isEqualTo(Map.of("bob", 30L));
    team.waitsUntil("2026-01-06T09:00:00Z");
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 10L, "bob", 10L));
  }

  @Test
  void aRepWhoWasAwayOverANightThatNobodyWatchedIsOwedNothingEither() {
    var team = team(berliner("ana").holdingAtMost(1), rep("bob"));
    team.receives(40, leads());
    team.becomes("ana", RepSheet::uncapped);
    team.sleepsUntil("2026-01-06T09:00:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void aNightInWhichTheProcessWasStartedAgainIsLikeAnyOther() {
    var team = team(berliner("ana"), rep("bob"));
    team.receives(2, leads());
    team.waitsUntil("2026-01-05T16:15:00Z");
    team.restarts();
    team.receives(30, leads());
    team.restarts();
    team.sleepsUntil("2026-01-06T09:00:00Z");
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 10L, "bob", 10L));
  }

  @Test
  void aLeadThatComesAsTheShiftBeginsIsBehindThoseWhoWaited() {
    var team = team(berliner("ana").holdingAtMost(1));
    team.waitsUntil("2026-01-05T20:00:00Z");
    team.submits(lead("waited"));
    team.sleepsUntil("2026-01-06T08:00:00Z");
    team.submits(lead("newest"));
    assertThat(team.holderOf("waited")).isEqualTo("ana");
    assertThat(team.lead("newest").status()).isEqualTo(LeadStatus.WAITING);
  }

  @Test
  void leadsFollowTheSun() {
    var team =
        team(
            berliner("ana"),
            rep("bob").at("America/New_York").workingFrom(9, 17),
            rep("cyd").at("Asia/Tokyo").workingFrom(9, 17));
    team.waitsUntil("2026-01-06T02:00:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("cyd", 2L));
    team.waitsUntil("2026-01-06T09:00:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 2L));
    team.waitsUntil("2026-01-06T20:00:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("bob", 2L));
  }

  @Test
  void thePoolsHoursAndHolidaysHoldForEverybodyInIt() {
    var team = Team.by(CALENDARS, rep("ana"), rep("bob"));
    assertThat(team.receives(2, lead -> lead.of("desk"))).containsOnlyKeys("ana", "bob");
    team.waitsUntil("2026-01-06T10:00:00Z");
    assertThat(team.receives(2, lead -> lead.of("desk"))).isEmpty();
    assertThat(team.receives(2, leads())).containsOnlyKeys("ana", "bob");
    team.waitsUntil("2026-01-07T08:00:00Z");
    assertThat(team.holderOf("l3")).isNotEmpty();
    assertThat(team.holderOf("l4")).isNotEmpty();
  }

  @Test
  void twoWorkingHoursBeginOnFridayAndEndOnMonday() {
    var team = Team.by(CALENDARS, rep("ana").with("night"));
    team.waitsUntil("2026-01-09T15:30:00Z");
    team.becomes("ana", rep -> rep.off("2026-01-09T15:00:00Z", "2026-01-12T08:45:00Z"));
    team.submits(lead("l").of("patient"));
    assertThat(team.lead("l").step().until()).contains(Instant.parse("2026-01-12T09:30:00Z"));
    team.waitsUntil("2026-01-12T08:45:00Z");
    assertThat(team.lead("l").holding().pool()).isEqualTo("desk");
  }

  @Test
  void whoWaitedTwoWorkingHoursGoesOn() {
    var team = Team.by(CALENDARS, rep("ana").with("night").holdingAtMost(0));
    team.waitsUntil("2026-01-09T15:30:00Z");
    team.submits(lead("l").of("patient"));
    team.waitsUntil("2026-01-12T09:15:00Z");
    assertThat(team.lead("l").step().route()).isZero();
    team.waitsUntil("2026-01-12T09:30:00Z");
    assertThat(team.lead("l").step().route()).isEqualTo(1);
  }

  @Test
  void nobodyIsCalledAtThreeInItsNight() {
    var team = Team.by(CALLABLE, rep("ana"));
    team.submits(lead("l").at("America/Los_Angeles"));
    assertThat(team.holderOf("l")).isEmpty();
    team.waitsUntil("2026-01-05T15:45:00Z");
    assertThat(team.holderOf("l")).isEmpty();
    team.waitsUntil("2026-01-05T16:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadWhoseEveningComesWhileItWaitsIsGivenInTheMorning() {
    var team = Team.by(CALLABLE, rep("ana").holdingAtMost(1));
    team.submits(lead("first"));
    team.submits(lead("l").at("Asia/Tokyo"));
    team.waitsUntil("2026-01-05T12:00:00Z");
    team.hears("first", Disposition.LOST);
    assertThat(team.holderOf("l")).isEmpty();
    team.waitsUntil("2026-01-05T23:00:00Z");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void ofThoseWhoseMorningComesTheBestIsFirst() {
    var team = Team.by(CALLABLE, rep("ana").holdingAtMost(1));
    team.submits(lead("a").at("America/New_York").worth(10));
    team.submits(lead("b").at("America/New_York").worth(50));
    team.waitsUntil("2026-01-05T13:00:00Z");
    assertThat(team.holderOf("b")).isEqualTo("ana");
  }

  @Test
  void whoTurnsOutToBeAwakeWaitsFromNowOnAndNotFromItsMorning() {
    var team = Team.by(CALLABLE, rep("ana").with("night").holdingAtMost(0));
    team.submits(lead("l").of("patient").at("America/Los_Angeles"));
    team.corrects(lead("l").of("patient").at("Europe/London"));
    assertThat(team.lead("l").step().until()).contains(Instant.parse("2026-01-05T11:00:00Z"));
  }

  @Test
  void aPolicyWithoutContactHoursLetsGoOfThoseWhoWaitedForThem() {
    var team = Team.by(CALLABLE, rep("ana").with("night").holdingAtMost(0));
    team.submits(lead("l").of("patient").at("America/Los_Angeles"));
    team.business.publishes(CALENDARS);
    team.waitsUntil("2026-01-05T09:15:00Z");
    assertThat(team.lead("l").step().line()).isEqualTo("pool:desk");
    assertThat(team.lead("l").step().until()).contains(Instant.parse("2026-01-05T11:15:00Z"));
  }

  @Test
  void whoIsNotGoingToBeCalledNeedsNoContactHours() {
    var team = Team.by(CALLABLE, rep("ana"));
    team.submits(lead("l").at("America/Los_Angeles"));
    team.corrects(lead("l").at("America/Los_Angeles").of("rival"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.REJECTED);
  }

  @Test
  void theDayOfASpringChangeHasAnHourLess() {
    var team = team(rep("ana").at("Europe/Berlin").working(nights()));
    team.waitsUntil("2026-03-28T23:00:00Z");
    assertThat(team.receives(1, leads())).isEmpty();
    team.waitsUntil("2026-03-29T00:00:00Z");
    assertThat(team.holderOf("l1")).isEqualTo("ana");
    team.waitsUntil("2026-03-29T02:00:00Z");
    assertThat(team.receives(1, leads())).as("04:00, an hour after 01:59").isEmpty();
  }

  @Test
  void theDayOfAnAutumnChangeHasAnHourMore() {
    var team = team(rep("ana").at("Europe/Berlin").working(nights()));
    team.waitsUntil("2026-10-24T23:00:00Z");
    assertThat(team.receives(1, leads())).containsKey("ana");
    team.waitsUntil("2026-10-25T02:45:00Z");
    assertThat(team.receives(1, leads())).as("03:45, after two hours of 02").containsKey("ana");
    team.waitsUntil("2026-10-25T03:00:00Z");
    assertThat(team.receives(1, leads())).isEmpty();
  }

  /** Sundays from 01:00 to 04:00. */
  private static List<WorkingHours> nights() {
    return List.of(new WorkingHours(DayOfWeek.SUNDAY, 60, 4 * 60));
  }

  @Test
  void aRepWhoMovesKeepsItsHours() {
    var team =
        Team.by(
            Team.EVERYBODY_IN_TURN
                .replace("groups: [team]", "groups: [team, others]")
                .replace(
                    "scorecard",
                    "  others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}\nscorecard"),
            berliner("ana"),
            rep("bob"));
    team.waitsUntil("2026-01-05T12:00:00Z");
    team.becomes("ana", rep -> rep.in("others"));
    team.waitsUntil("2026-01-05T20:00:00Z");
    team.becomes("ana", rep -> rep.in("team"));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("bob", 2L));
    team.waitsUntil("2026-01-06T09:00:00Z");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void aShiftThatEndsIsKnownAfterTheClockWasSetBackAndTheProcessStartedAgain() {
    var team = team(berliner("ana"), rep("bob").holdingAtMost(0));
    team.waitsUntil("2026-01-05T16:00:00Z");
    team.business.passes(Duration.ofMinutes(-30));
    team.restarts();
    assertThat(team.receives(1, leads())).as("time never runs backwards").isEmpty();
  }

  @Test
  void aDeskThatFailsInTheNightStillLetsTheMorningBegin() {
    var team = team(berliner("ana").holdingAtMost(1), rep("bob"));
    team.receives(40, leads());
    team.waitsUntil("2026-01-05T20:00:00Z");
    team.becomes("ana", RepSheet::uncapped);
    team.sleepsUntil("2026-01-06T09:00:00Z");
    team.business.garbles("team");
    team.restarts();
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }
}
