package io.leadrouter.routing;

import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of the turns that a rep misses, by what it misses them for. */
class ReturningExamplesTest {

  private static final String WEIGHTED =
      Team.EVERYBODY_IN_TURN.replace("strategy: round-robin", "strategy: weighted-round-robin");

  private static String returning(String how) {
    return Team.EVERYBODY_IN_TURN.replace("rules:", "onReturn: {" + how + "}\nrules:");
  }

  @Test
  void aWeekOnLeaveIsNotMadeUpForAndNotPaidForEither() {
    var team = Team.by(returning("leave: skip"), rep("ana"), rep("bob"), rep("cyd"));
    team.goesOnLeave("ana");
    team.passes(Duration.ofDays(7));
    assertThat(team.receives(100, leads())).doesNotContainKey("ana");
    team.comesBack("ana");
    for (int i = 0; i < 10; i++) {
      assertThat(team.receives(3, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L, "cyd", 1L));
    }
  }

  @Test
  void aShortPauseIsMadeUpForAndALongOneByAFewTurns() {
    var team = Team.by(returning("pause: keep"), rep("ana"), rep("bob"));
    team.receives(2, leads());
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("bob", 2L));
    team.comesBack("ana");
    assertThat(team.receives(4, leads()).get("ana")).isBetween(3L, 4L);
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    team.receives(50, leads());
    team.comesBack("ana");
    assertThat(team.receives(20, leads()).get("ana")).isBetween(10L, 12L);
  }

  @Test
  void aPauseIsNotMadeUpForWhereThePolicySaysSo() {
    var team = Team.by(returning("pause: skip"), rep("ana"), rep("bob"));
    team.receives(2, leads());
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    team.receives(2, leads());
    team.comesBack("ana");
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  @Test
  void whoGotItsLeadsOfTheDayGoesOnTheNextDayWhereTheOthersAre() {
    var team = Team.by(Team.EVERYBODY_IN_TURN, rep("ana").atMostPerDay(1), rep("bob"), rep("cyd"));
    team.receives(31, leads());
    team.becomes("ana", RepSheet::uncapped);
    for (int i = 0; i < 5; i++) {
      assertThat(team.receives(3, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L, "cyd", 1L));
    }
  }

  @Test
  void whatWasMissedOnLeaveIsGivenLittleByLittleAndNoMoreThanThat() {
    var team =
        Team.by(
            returning("leave: credit, creditAtMost: 6, creditEvery: 3"), rep("ana"), rep("bob"));
    team.receives(20, leads());
    team.goesOnLeave("ana");
    team.receives(9, leads());
    team.comesBack("ana");
    // Of nine leads, four would have been hers.
    assertThat(team.seat("team", "ana").credit().orElseThrow().turns()).isEqualTo(4);
    int run = 0;
    long got = 0;
    for (int i = 0; i < 28; i++) {
      boolean hers = team.receives(1, leads()).containsKey("ana");
      run = hers ? run + 1 : 0;
      got += hers ? 1 : 0;
      assertThat(run).as("leads in a run").isLessThanOrEqualTo(2);
    }
    assertThat(got).isEqualTo(14 + 2);
    assertThat(team.seat("team", "ana").credit()).isEmpty();
    assertThat(team.receives(20, leads())).isEqualTo(Map.of("ana", 10L, "bob", 10L));
    assertThat(entries(team, "ana").stream().filter("repay"::equals)).hasSize(4);
  }

  @Test
  void nobodyIsOwedMoreThanThePolicySaysHoweverLongItWasAway() {
    var team = Team.by(returning("leave: credit, creditAtMost: 5"), rep("ana"), rep("bob"));
    for (int i = 0; i < 3; i++) {
      team.goesOnLeave("ana");
      team.receives(200, leads());
      team.comesBack("ana");
      assertThat(team.seat("team", "ana").credit().orElseThrow().turns()).isEqualTo(5);
    }
  }

  @Test
  void aRepIsOwedByItsWeight() {
    var team =
        Team.by(
            WEIGHTED.replace("rules:", "onReturn: {leave: credit, creditAtMost: 100}\nrules:"),
            rep("ana").weighing(100),
            rep("bob").weighing(200),
            rep("cyd").weighing(100));
    team.receives(40, leads());
    team.goesOnLeave("ana");
    team.receives(120, leads());
    team.comesBack("ana");
    assertThat(team.seat("team", "ana").credit().orElseThrow().turns()).isBetween(28, 31);
  }

  @Test
  void whatIsOwedIsForgottenInTime() {
    var team = Team.by(returning("leave: credit, creditExpires: 2d"), rep("ana"), rep("bob"));
    team.receives(10, leads());
    team.goesOnLeave("ana");
    team.receives(20, leads());
    team.comesBack("ana");
    team.passes(Duration.ofHours(47));
    assertThat(team.seat("team", "ana").credit()).isPresent();
    team.passes(Duration.ofHours(1));
    assertThat(team.seat("team", "ana").credit()).isEmpty();
    assertThat(entries(team, "ana")).endsWith("expire");
  }

  @Test
  void whatIsOwedOutlivesARestartAndAMoveToAnotherGroup() {
    String policy =
        returning("leave: credit, creditEvery: 2")
            .replace("groups: [team]", "groups: [team, others]")
            .replace(
                "scorecard:",
                "  others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}\nscorecard:")
            .replace(
                "- {id: rest",
                "- {id: far, when: 'lead.country == \"ZA\"', routes: [{pool: others}]}\n"
                    + "  - {id: rest");
    var team = Team.by(policy, rep("ana"), rep("bob"), rep("zoe").in("others"));
    team.receives(10, leads());
    team.goesOnLeave("ana");
    team.receives(8, leads());
    team.comesBack("ana");
    int owed = team.seat("team", "ana").credit().orElseThrow().turns();
    team.restarts();
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("team", "ana").credit()).isEmpty();
    assertThat(team.seat("others", "ana").credit().orElseThrow().turns()).isEqualTo(owed);
    long got = team.receives(30, lead -> lead.from("ZA")).get("ana");
    assertThat(got).isBetween(15L + owed / 2 - 1, 15L + owed / 2 + 1);
    assertThat(team.seat("others", "ana").credit()).isEmpty();
  }

  @Test
  void theLighterOfTwoWhoIsThereForEverySecondLeadGetsItsShareOfThose() {
    for (String answer : List.of("keep", "skip", "credit")) {
      String policy = WEIGHTED.replace("rules:", "onReturn: {pause: " + answer + "}\nrules:");
      var team = Team.by(policy, rep("ana").weighing(1), rep("bob").weighing(2));
      long got = 0;
      for (int i = 0; i < 60; i++) {
        got += team.receives(1, leads()).getOrDefault("ana", 0L);
        team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
        assertThat(team.receives(1, leads())).isEqualTo(Map.of("bob", 1L));
        team.comesBack("ana");
      }
      assertThat(got).as("of 60, with %s", answer).isBetween(20L, 60L);
    }
  }

  /** The kinds of the entries about a rep, in order. */
  private static List<String> entries(Team team, String repId) {
    List<String> kinds = new ArrayList<>();
    for (Verdict verdict : team.business.verdicts) {
      for (Output output : verdict.outputs()) {
        if (output instanceof Output.Decided decided) {
          decided.decision().ledger().stream()
              .filter(entry -> entry.repId().equals(repId))
              .map(LedgerEntry::entry)
              .forEach(kinds::add);
        }
      }
    }
    return kinds;
  }
}
