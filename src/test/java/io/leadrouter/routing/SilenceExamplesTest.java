package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RouteTried;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who gets leads and says nothing. It is Monday, 5 January 2026, 09:00 in London. */
class SilenceExamplesTest {

  /** By default, three in a row pause a rep for an hour, and each counts for half an hour. */
  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      pools:
        all: {group: team, members: 'true', strategy: round-robin, acceptWithin: 8m}
        idle: {group: team, members: 'true', strategy: least-loaded, acceptWithin: 8m}
        others: {group: others, members: 'true', strategy: round-robin}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: idle, when: 'lead.campaign == "idle"', routes: [{pool: idle}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String ONLY_PAUSES = POLICY + "expiredCountsFor: never\n";
  private static final String ONLY_COUNTS = POLICY + "pauseAfterExpired: never\n";

  @Test
  void whoLetsThreeInARowPassGetsNothingForAnHour() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    for (int i = 1; i <= 3; i++) {
      team.submits(lead("l" + i));
      assertThat(team.holderOf("l" + i)).isEqualTo("ana");
      team.passes(Duration.ofMinutes(10));
    }
    assertThat(pauses(team)).containsExactly("2026-01-05T09:30:00Z ana");
    team.submits(lead("more"));
    assertThat(team.lead("more").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.decided("more").choice().routes())
        .extracting(RouteTried::excluded)
        .allMatch(excluded -> excluded.containsKey("paused-for-silence"));
    team.waitsUntil("2026-01-05T10:29:59Z");
    assertThat(team.holderOf("more")).isEmpty();
    team.waitsUntil("2026-01-05T10:30:00Z");
    assertThat(team.holderOf("more")).as("back by itself").isEqualTo("ana");
  }

  @Test
  void whatArrivesTogetherAndPassesTogetherCountsToo() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.receives(3, Team.leads());
    team.passes(Duration.ofMinutes(10));
    assertThat(pauses(team)).containsExactly("2026-01-05T09:10:00Z ana");
  }

  @Test
  void oneAnswerAndTheCountBeginsAnew() {
    for (Disposition answer :
        List.of(
            Disposition.ACCEPTED,
            Disposition.CONTACTED,
            Disposition.DECLINED,
            Disposition.RETURNED)) {
      var team = Team.by(ONLY_PAUSES, rep("ana"));
      for (int i = 1; i <= 5; i++) {
        team.submits(lead("l" + i));
        if (i == 3) {
          team.hears("l3", answer);
        }
        team.passes(Duration.ofMinutes(10));
      }
      assertThat(pauses(team)).as("%s", answer).isEmpty();
    }
  }

  @Test
  void aLeadThatIsReturnedForAFaultOfItsOwnIsAnAnswerToo() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    for (int i = 1; i <= 5; i++) {
      team.submits(lead("l" + i));
      if (i == 3) {
        team.returns("l3", "duplicate");
      }
      team.passes(Duration.ofMinutes(10));
    }
    assertThat(team.seat("team", "ana").refunds()).isPresent();
    assertThat(pauses(team)).isEmpty();
  }

  @Test
  void whatItMissedMeanwhileIsAsAfterAnyPause() {
    assertThat(turnsAfterAPause("keep")).isEqualTo(Map.of("ana", 4L));
    assertThat(turnsAfterAPause("skip")).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  private static Map<String, Long> turnsAfterAPause(String answer) {
    String policy = ONLY_PAUSES + "onReturn: {pause: " + answer + "}\n";
    var team = Team.by(policy, rep("ana").holdingUnacceptedAtMost(9));
    for (int i = 1; i <= 3; i++) {
      team.submits(lead("lead-" + i));
    }
    team.passes(Duration.ofMinutes(10));
    team.join(rep("bob"));
    for (int i = 1; i <= 6; i++) {
      if (i > 3) {
        team.submits(lead("lead-" + i));
      }
      assertThat(team.holderOf("lead-" + i)).isEqualTo("bob");
      team.hears("lead-" + i, Disposition.ACCEPTED);
    }
    team.waitsUntil("2026-01-05T10:10:00Z");
    return team.receives(4, Team.leads());
  }

  @Test
  void aLeadThatTheCrmRefusesSaysNothingOfTheRep() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    for (int i = 1; i <= 4; i++) {
      team.submits(lead("l" + i));
      if (i == 2) {
        team.hears("l2", Disposition.REFUSED);
      }
      team.passes(Duration.ofMinutes(10));
    }
    assertThat(pauses(team)).containsExactly("2026-01-05T09:40:00Z ana");
  }

  @Test
  void whoSaysSomethingIsBackAtOnce() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.submits(lead("hers"));
    team.hears("hers", Disposition.ACCEPTED);
    team.receives(3, Team.leads());
    team.passes(Duration.ofMinutes(10));
    team.submits(lead("waits"));
    assertThat(team.holderOf("waits")).isEmpty();
    team.hears("hers", Disposition.CONTACTED);
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void whoseDataIsChangedIsBackAtOnceAndWhoseIsOnlySentAgainIsNot() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.receives(3, Team.leads());
    team.passes(Duration.ofMinutes(10));
    team.submits(lead("waits"));
    team.becomes("ana", rep -> rep);
    assertThat(team.holderOf("waits")).isEmpty();
    team.becomes("ana", rep -> rep.with("back from lunch"));
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void whoMovesWhilePausedIsPausedThere() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.receives(3, Team.leads());
    team.passes(Duration.ofMinutes(10));
    team.becomes("ana", rep -> rep.in("others"));
    team.restarts();
    assertThat(team.seat("others", "ana").silence().pausedUntil())
        .contains(Instant.parse("2026-01-05T10:10:00Z"));
    assertThat(team.seat("team", "ana").silence().pausedUntil()).isEmpty();
  }

  @Test
  void whoMovedWithWhatItLetsPassIsPausedThere() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.receives(3, Team.leads());
    team.becomes("ana", rep -> rep.in("others"));
    team.passes(Duration.ofMinutes(10));
    assertThat(pauses(team)).containsExactly("2026-01-05T09:10:00Z ana");
    assertThat(team.seat("others", "ana").silence().pausedUntil()).isPresent();
  }

  @Test
  void byHandALeadGoesToWhoIsPausedToo() {
    var team = Team.by(ONLY_PAUSES, rep("ana"));
    team.receives(3, Team.leads());
    team.passes(Duration.ofMinutes(10));
    team.submits(lead("l"));
    team.givesByHand("l", "ana");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void silenceAttractsNoLeadsWhereTheLeastLoadedIsNext() {
    var team = Team.by(ONLY_COUNTS, rep("bob"), rep("silent"));
    for (int i = 1; i <= 4; i++) {
      team.submits(lead("l" + i).of("idle"));
      if (team.holderOf("l" + i).equals("bob")) {
        team.hears("l" + i, Disposition.ACCEPTED);
      }
    }
    team.passes(Duration.ofMinutes(10));
    assertThat(team.seat("team", "silent").load()).isZero();
    for (String leadId : List.of("l1", "l2", "l3")) {
      assertThat(team.holderOf(leadId)).isEqualTo("bob");
      team.hears(leadId, Disposition.LOST);
    }
    team.submits(lead("next").of("idle"));
    assertThat(team.holderOf("next")).as("one is less than two").isEqualTo("bob");
  }

  @Test
  void aLeadThatWasLetPassTakesRoomForHalfAnHourMore() {
    var team = Team.by(ONLY_COUNTS, rep("ana").holdingAtMost(1));
    team.submits(lead("l"));
    team.submits(lead("waits"));
    team.waitsUntil("2026-01-05T09:10:00Z");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.holderOf("waits")).isEmpty();
    team.restarts();
    team.waitsUntil("2026-01-05T09:39:59Z");
    assertThat(team.holderOf("waits")).isEmpty();
    team.waitsUntil("2026-01-05T09:40:00Z");
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void itCountsAsUnacceptedToo() {
    var team = Team.by(ONLY_COUNTS, rep("ana").holdingUnacceptedAtMost(2));
    team.receives(2, Team.leads());
    team.passes(Duration.ofMinutes(10));
    team.submits(lead("waits"));
    assertThat(team.holderOf("waits")).isEmpty();
    team.passes(Duration.ofMinutes(30));
    assertThat(team.holderOf("waits")).isEqualTo("ana");
  }

  @Test
  void itCountsInTheGroupThatTheRepMovesTo() {
    var team = Team.by(ONLY_COUNTS, rep("ana").holdingAtMost(1));
    team.submits(lead("l"));
    team.passes(Duration.ofMinutes(10));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").silence().countedUntil())
        .containsExactly(Instant.parse("2026-01-05T09:40:00Z"));
    assertThat(team.seat("team", "ana").silence().countedUntil()).isEmpty();
  }

  @Test
  void aTestLeadThatIsLetPassSaysNothingOfTheRep() {
    var team = Team.by(POLICY, rep("ana").holdingAtMost(1));
    team.receives(3, LeadSheet::forTest);
    team.passes(Duration.ofMinutes(10));
    assertThat(pauses(team)).isEmpty();
    team.submits(lead("l"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  private static List<String> pauses(Team team) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .filter(decision -> decision.reason().equals("paused-for-silence"))
        .map(SilenceExamplesTest::line)
        .toList();
  }

  private static String line(Decision decision) {
    assertThat(decision.kind()).isEqualTo(DecisionKind.REP_CHANGED);
    return decision.decidedAt() + " " + decision.choice().repId();
  }
}
