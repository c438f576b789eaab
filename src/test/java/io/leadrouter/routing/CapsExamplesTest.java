package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static io.leadrouter.routing.Team.team;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * How much a rep gets at most, at one time and by the clock. It is Monday, 5 January 2026, 09:00 in
 * London and 10:00 in Berlin.
 */
class CapsExamplesTest {

  private static final String TWO_POOLS =
      """
      id: test
      groups: [team, others]
      pools:
        hot: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, caps: {perDay: 2}}
        all: {group: team, members: 'true', strategy: round-robin, caps: {perDay: 3}, maxUnaccepted: 5}
        others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none, caps: {perDay: 4}}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: named, when: 'lead.campaign == "ana"', routes: [{rep: ana}]}
        - {id: hot, when: 'lead.campaign == "hot"', routes: [{pool: hot}]}
        - {id: others, when: 'lead.campaign == "others"', routes: [{pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String HOT_GO_BEYOND =
      """
      id: test
      groups: [team]
      pools:
        all: {group: team, members: 'true', caps: {openLeads: 2, perDay: 3}}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: hot, when: 'lead.campaign == "hot"', routes: [{pool: all, beyondCaps: true}]}
        - {id: named, when: 'lead.campaign == "ana"', routes: [{rep: ana, beyondCaps: true}]}
        - {id: warm, when: 'lead.campaign == "warm"', routes: [{pool: all}, {pool: all, beyondCaps: true}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String ROLLING =
      """
      id: test
      groups: [team, others]
      pools:
        all: {group: team, members: 'true', caps: {perHour: 2, rolling: true}, maxUnaccepted: none}
        others: {group: others, members: 'true', maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: others, when: 'lead.campaign == "others"', routes: [{pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  @Test
  void oneADayIsOneADayAndThirtyInThirtyDays() {
    var team = team(rep("ana").at("Europe/Berlin").atMostPerDay(1));
    team.receives(40, leads());
    for (int day = 1; day <= 30; day++) {
      assertThat(open(team, 40)).isEqualTo(day);
      team.passes(Duration.ofHours(7));
      assertThat(open(team, 40)).as("the same day").isEqualTo(day);
      team.passes(Duration.ofHours(17));
    }
  }

  @Test
  void oneInAnyDayAndThirtyInAnyThirty() {
    var team =
        team(rep("ana").at("Europe/Berlin").atMostPerDay(1).atMostPerMonth(30).atAnyMoment());
    team.receives(40, leads());
    for (int day = 1; day <= 30; day++) {
      assertThat(open(team, 40)).isEqualTo(day);
      team.passes(Duration.ofHours(23).plusMinutes(45));
      assertThat(open(team, 40)).as("the same 24 hours, midnight or not").isEqualTo(day);
      team.passes(Duration.ofMinutes(15));
    }
    assertThat(open(team, 40)).as("the first is thirty days ago").isEqualTo(31);
    team.becomes("ana", rep -> rep.atMostPerDay(9));
    assertThat(open(team, 40)).as("thirty in thirty days").isEqualTo(31);
  }

  @Test
  void anyHourIsSixtyMinutesWhateverItIsCalled() {
    var team = Team.by(ROLLING, rep("ana").at("Europe/Berlin"));
    team.waitsUntil("2026-10-25T00:30:00Z");
    team.receives(1, leads());
    team.passes(Duration.ofMinutes(45));
    team.receives(4, leads());
    assertThat(open(team, 5)).as("another hour of the clock").isEqualTo(2);
    team.waitsUntil("2026-10-25T01:29:59Z");
    assertThat(open(team, 5)).isEqualTo(2);
    team.waitsUntil("2026-10-25T01:30:00Z");
    assertThat(open(team, 5)).as("the first is an hour ago").isEqualTo(3);
    team.waitsUntil("2026-10-25T02:15:00Z");
    assertThat(open(team, 5)).as("the second is an hour ago").isEqualTo(4);
  }

  @Test
  void theDayWithAnHourMoreHasTwentyFourOfThemInAnyDay() {
    var team = team(rep("ana").at("Europe/Berlin").atMostPerDay(1).atAnyMoment());
    team.waitsUntil("2026-10-24T22:00:00Z");
    team.receives(3, leads());
    team.waitsUntil("2026-10-25T22:00:00Z");
    assertThat(open(team, 3)).as("23:00, and the clock has gone back").isEqualTo(2);
  }

  @Test
  void aRollingCapThatIsRaisedKnowsWhatWasGivenByHand() {
    var team = Team.by(ROLLING, rep("ana"));
    team.goesOnLeave("ana");
    team.receives(6, leads());
    for (int i = 1; i <= 4; i++) {
      team.givesByHand("l" + i, "ana");
    }
    team.comesBack("ana");
    team.publishes(ROLLING.replace("perHour: 2", "perHour: 4"));
    assertThat(open(team, 6)).isEqualTo(4);
    team.publishes(ROLLING.replace("perHour: 2", "perHour: 5"));
    assertThat(open(team, 6)).isEqualTo(5);
  }

  @Test
  void aRollingCapCountsFromWhenItApplies() {
    var team = Team.by(ROLLING.replace(", rolling: true", ""), rep("ana"));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L));
    team.publishes(ROLLING);
    assertThat(open(team, 4)).isEqualTo(4);
    assertThat(team.receives(2, leads())).isEmpty();
  }

  @Test
  void aRollingHourGoesWithARepIntoAnotherGroup() {
    var team = Team.by(ROLLING, rep("ana").atMostPerHour(1).atAnyMoment());
    team.receives(1, leads());
    team.passes(Duration.ofMinutes(45));
    team.becomes("ana", rep -> rep.in("others"));
    team.receives(2, lead -> lead.of("others"));
    assertThat(open(team, 3)).isEqualTo(1);
    team.restarts();
    team.passes(Duration.ofMinutes(15));
    assertThat(open(team, 3)).isEqualTo(2);
  }

  @Test
  void aHotLeadGoesBeyondCapsButNotToWhoIsAway() {
    var team = Team.by(HOT_GO_BEYOND, rep("ana"), rep("bob"));
    assertThat(team.receives(6, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
    assertThat(team.receives(4, lead -> lead.of("hot"))).isEqualTo(Map.of("ana", 2L, "bob", 2L));
    assertThat(open(team, 10)).as("those who keep to caps wait").isEqualTo(8);
    team.submits(lead("recorded").of("hot"));
    assertThat(team.decided("recorded").choice().candidates().get(0).room())
        .isEqualTo(OptionalInt.of(-2));
    assertThat(team.decided("recorded").choice().routes().get(0).result())
        .isEqualTo("chosen-beyond-caps");
    team.goesOnLeave("ana");
    team.becomes("bob", rep -> rep.being(RepStatus.PAUSED));
    team.submits(lead("waits").of("hot"));
    assertThat(team.holderOf("waits")).isEmpty();
    team.comesBack("bob");
    assertThat(team.holderOf("waits")).as("bob is full, and there").isEqualTo("bob");
    assertThat(open(team, 6)).as("those who keep to caps still wait").isEqualTo(4);
  }

  @Test
  void aNamedRepGetsAHotLeadBeyondItsOwnCapsAsSoonAsItIsThere() {
    var team = Team.by(HOT_GO_BEYOND, rep("ana").holdingAtMost(0));
    assertThat(team.receives(1, lead -> lead.of("ana"))).isEqualTo(Map.of("ana", 1L));
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    team.submits(lead("next").of("ana"));
    assertThat(team.holderOf("next")).isEmpty();
    team.comesBack("ana");
    assertThat(team.holderOf("next")).isEqualTo("ana");
  }

  @Test
  void whereCapsComeFirstALeadGoesBeyondThemOnlyWhenNobodyHasRoom() {
    var team = Team.by(HOT_GO_BEYOND, rep("ana").holdingAtMost(0), rep("bob"));
    assertThat(team.receives(2, lead -> lead.of("warm"))).isEqualTo(Map.of("bob", 2L));
    assertThat(team.receives(2, lead -> lead.of("warm"))).isEqualTo(Map.of("ana", 2L));
  }

  @Test
  void aDayWithAChangeOfTheClockIsWorthOneDay() {
    for (String sunday : List.of("2026-03-29", "2026-10-25")) {
      var team = team(rep("ana").at("Europe/Berlin").atMostPerDay(2));
      Instant before = Instant.parse(sunday + "T00:00:00Z").minus(Duration.ofHours(3));
      team.waitsUntil(before.toString());
      team.receives(9, leads());
      assertThat(open(team, 9)).isEqualTo(2);
      team.waitsUntil(sunday + "T00:30:00Z");
      assertThat(open(team, 9)).as("Sunday").isEqualTo(4);
      team.waitsUntil(sunday + "T21:45:00Z");
      assertThat(open(team, 9)).as("Sunday evening").isEqualTo(4);
      team.waitsUntil(sunday + "T23:00:00Z");
      assertThat(open(team, 9)).as("Monday").isEqualTo(6);
    }
  }

  @Test
  void anHourThatTheClockShowsTwiceIsTwoHours() {
    var team = team(rep("ana").at("Europe/Berlin").atMostPerHour(1));
    team.waitsUntil("2026-10-25T00:00:00Z");
    team.receives(9, leads());
    assertThat(open(team, 9)).as("02:00 in summer").isEqualTo(1);
    team.waitsUntil("2026-10-25T00:45:00Z");
    assertThat(open(team, 9)).isEqualTo(1);
    team.waitsUntil("2026-10-25T01:00:00Z");
    assertThat(open(team, 9)).as("02:00 in winter").isEqualTo(2);
    team.waitsUntil("2026-10-25T02:00:00Z");
    assertThat(open(team, 9)).as("03:00 in winter").isEqualTo(3);
  }

  @Test
  void aWeekBeginsOnMondayAndAMonthOnItsFirstOnTheRepsOwnClock() {
    var team =
        team(
            rep("ana").at("Asia/Tokyo").atMostPerWeek(1),
            rep("bob").at("Asia/Tokyo").atMostPerMonth(1));
    team.receives(9, leads());
    assertThat(open(team, 9)).isEqualTo(2);
    team.sleepsUntil("2026-01-11T14:59:59Z");
    team.passes(Duration.ZERO);
    assertThat(open(team, 9)).as("Sunday night in Tokyo").isEqualTo(2);
    team.passes(Duration.ofSeconds(1));
    assertThat(team.seat("team", "ana").load()).as("Monday in Tokyo").isEqualTo(2);
    team.sleepsUntil("2026-01-31T14:59:59Z");
    team.passes(Duration.ZERO);
    assertThat(team.seat("team", "bob").load()).isEqualTo(1);
    team.passes(Duration.ofSeconds(1));
    assertThat(team.seat("team", "bob").load()).as("February in Tokyo").isEqualTo(2);
  }

  @Test
  void onMondayMorningNobodyHoldsMoreUnacceptedThanAllowed() {
    var team = Team.by(Team.EVERYBODY_IN_TURN.replace(", maxUnaccepted: none", ""));
    team.receives(800, leads());
    assertThat(open(team, 800)).isZero();
    for (int i = 1; i <= 10; i++) {
      team.join(rep("r" + i));
      assertThat(open(team, 800)).isEqualTo(3 * i);
      assertThat(team.seat("team", "r" + i).unaccepted()).isEqualTo(3);
    }
    team.hears("l1", Disposition.ACCEPTED);
    assertThat(open(team, 800)).isEqualTo(31);
    team.hears("l1", Disposition.CONTACTED);
    assertThat(open(team, 800)).as("accepted before").isEqualTo(31);
    team.hears("l10", Disposition.CONTACTED);
    assertThat(open(team, 800)).as("contacted is as good as accepted").isEqualTo(32);
  }

  @Test
  void whereThePolicySaysNoneNobodyIsMadeToAccept() {
    var team = team(rep("ana"), rep("bob").holdingUnacceptedAtMost(2));
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 18L, "bob", 2L));
  }

  @Test
  void aDeclineFreesRoomButNotTheDay() {
    var team =
        team(rep("ana").holdingAtMost(1).holdingUnacceptedAtMost(1).atMostPerDay(2).at("UTC"));
    team.receives(4, leads());
    assertThat(open(team, 4)).isEqualTo(1);
    team.hears("l1", Disposition.DECLINED);
    assertThat(team.holderOf("l2")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").unaccepted()).isEqualTo(1);
    team.hears("l2", Disposition.DECLINED);
    assertThat(team.seat("team", "ana").unaccepted()).isZero();
    assertThat(open(team, 4)).as("two were the day's").isZero();
    team.waitsUntil("2026-01-06T00:00:00Z");
    assertThat(team.holderOf("l3")).isEqualTo("ana");
  }

  @Test
  void whatOnePoolGaveCountsInTheOther() {
    var team = Team.by(TWO_POOLS, rep("ana"));
    assertThat(team.receives(1, lead -> lead.of("hot"))).isEqualTo(Map.of("ana", 1L));
    assertThat(team.receives(5, leads())).as("three in all").isEqualTo(Map.of("ana", 2L));
    assertThat(team.receives(1, lead -> lead.of("hot"))).isEmpty();
  }

  @Test
  void aNamedRepKnowsNoPoolsCapButCountsInThem() {
    var team = Team.by(TWO_POOLS, rep("ana"));
    assertThat(team.receives(5, lead -> lead.of("ana"))).isEqualTo(Map.of("ana", 5L));
    assertThat(team.receives(1, leads())).isEmpty();
    team.becomes("ana", rep -> rep.atMostPerDay(6));
    assertThat(team.receives(2, lead -> lead.of("ana"))).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void whatIsGivenByHandCountsAndIsNeverRefused() {
    var team = team(rep("ana").atMostPerDay(2));
    team.goesOnLeave("ana");
    team.receives(4, leads());
    team.givesByHand("l1", "ana");
    team.givesByHand("l2", "ana");
    team.givesByHand("l3", "ana");
    assertThat(team.holderOf("l3")).isEqualTo("ana");
    team.comesBack("ana");
    assertThat(team.holderOf("l4")).isEmpty();
    assertThat(team.seat("team", "ana").counts()).isEqualTo(new LeadCounts(3, 3, 3, 3));
  }

  @Test
  void testLeadsCountNowhere() {
    var team = team(rep("ana").atMostPerDay(1).holdingUnacceptedAtMost(1));
    team.receives(3, LeadSheet::forTest);
    assertThat(team.seat("team", "ana").counts()).isEqualTo(LeadCounts.NONE);
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void aRepWhoMovesKeepsItsDayAndWhatItHasNotAccepted() {
    var team = Team.by(TWO_POOLS, rep("ana").holdingUnacceptedAtMost(4));
    team.receives(3, leads());
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").unaccepted()).isEqualTo(3);
    assertThat(team.receives(3, lead -> lead.of("others"))).isEqualTo(Map.of("ana", 1L));
    team.hears("l1", Disposition.ACCEPTED);
    assertThat(team.seat("others", "ana").unaccepted()).isEqualTo(3);
    assertThat(team.seat("team", "ana").counts()).isEqualTo(LeadCounts.NONE);
    assertThat(team.holderOf("l5")).as("a day of four is over").isEmpty();
    team.waitsUntil("2026-01-06T00:00:00Z");
    assertThat(team.holderOf("l5")).isEqualTo("ana");
    assertThat(team.holderOf("l6")).as("four are unaccepted").isEmpty();
  }

  @Test
  void aCapBelowWhatIsUsedBlocksUntilTheWindowTurns() {
    var team = team(rep("ana").atMostPerDay(5));
    assertThat(team.receives(3, leads())).isEqualTo(Map.of("ana", 3L));
    team.becomes("ana", rep -> rep.atMostPerDay(2));
    assertThat(team.receives(4, leads())).isEmpty();
    team.waitsUntil("2026-01-05T23:45:00Z");
    assertThat(open(team, 7)).isEqualTo(3);
    team.waitsUntil("2026-01-06T00:00:00Z");
    assertThat(open(team, 7)).isEqualTo(5);
  }

  @Test
  void aCapThatIsRaisedOrLiftedServesThoseWhoWaitAtOnce() {
    var team = team(rep("ana").atMostPerDay(1));
    team.receives(4, leads());
    team.becomes("ana", rep -> rep.atMostPerDay(2));
    assertThat(open(team, 4)).isEqualTo(2);
    team.becomes("ana", RepSheet::uncapped);
    assertThat(open(team, 4)).isEqualTo(4);
  }

  @Test
  void theDayTurnsForADeskThatWasStartedAgainOrSleptThroughIt() {
    var team = team(rep("ana").atMostPerDay(1));
    team.receives(3, leads());
    team.restarts();
    team.sleepsUntil("2026-01-06T00:00:00Z");
    team.submits(lead("newest"));
    assertThat(team.holderOf("l2")).as("waited").isEqualTo("ana");
    assertThat(team.lead("newest").status()).isEqualTo(LeadStatus.WAITING);
    team.restarts();
    team.passes(Duration.ofHours(23));
    assertThat(open(team, 3)).isEqualTo(2);
    team.passes(Duration.ofHours(1));
    assertThat(open(team, 3)).isEqualTo(3);
  }

  @Test
  void aRepWhoWasAtItsCapAllDayIsOwedAFewTurnsAndNoMore() {
    var team = team(rep("ana").atMostPerDay(1), rep("bob"));
    team.receives(60, leads());
    team.becomes("ana", RepSheet::uncapped);
    assertThat(team.receives(20, leads()).get("ana")).isBetween(10L, 12L);
  }

  @Test
  void theRecordSaysWhyAndHowMuchWasLeft() {
    var team =
        team(rep("ana").holdingAtMost(9).holdingUnacceptedAtMost(8).atMostPerHour(2).at("UTC"));
    team.receives(3, leads());
    var decisions =
        team.business.verdicts.stream()
            .flatMap(verdict -> verdict.outputs().stream())
            .filter(Output.Decided.class::isInstance)
            .map(output -> ((Output.Decided) output).decision().choice())
            .filter(choice -> !choice.routes().isEmpty())
            .toList();
    assertThat(decisions.stream().flatMap(choice -> choice.candidates().stream()))
        .extracting(Candidate::room)
        .containsExactly(OptionalInt.of(2), OptionalInt.of(1));
    assertThat(decisions.get(2).routes().get(0).excluded()).isEqualTo(Map.of("cap-per-hour", 1));
  }

  @Test
  void aRepWhoMovesHouseKeepsItsDayUntilItEndsOnTheNewClock() {
    var team = team(rep("ana").at("Asia/Tokyo").atMostPerDay(1));
    team.receives(2, leads());
    team.becomes("ana", rep -> rep.at("America/New_York"));
    team.waitsUntil("2026-01-05T15:00:00Z");
    assertThat(open(team, 2)).as("midnight in Tokyo").isEqualTo(1);
    team.waitsUntil("2026-01-06T05:00:00Z");
    assertThat(open(team, 2)).as("midnight in New York").isEqualTo(2);
  }

  /** How many of the leads somebody holds. */
  private static int open(Team team, int leads) {
    int open = 0;
    for (int i = 1; i <= leads; i++) {
      open += team.holderOf("l" + i).isEmpty() ? 0 : 1;
    }
    return open;
  }
}
