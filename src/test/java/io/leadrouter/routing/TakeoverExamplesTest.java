package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is open already, and who had how many, when the router begins. */
class TakeoverExamplesTest {

  private static final String POLICY =
      Team.EVERYBODY_IN_TURN.replace(
          "strategy: round-robin", "strategy: round-robin, acceptWithin: 1h");

  /** The histories of a team begin at nine on the 5th. */
  private static final Instant TODAY = Instant.parse("2026-01-05T08:00:00Z");

  private static final Instant LAST_WEEK = Instant.parse("2025-12-30T08:00:00Z");

  private static Holder held(String repId, Instant since) {
    return new Holder(repId, Optional.of(since), Optional.empty());
  }

  private static Holder accepted(String repId, Instant since) {
    return new Holder(repId, Optional.of(since), Optional.of(since));
  }

  @Test
  void whatSomebodyHasIsLoadAndNoTurn() {
    var team = Team.by(POLICY, rep("ana").holdingAtMost(2), rep("bob"));
    team.imports(lead("open"), accepted("ana", LAST_WEEK));
    assertThat(team.holderOf("open")).isEqualTo("ana");
    assertThat(team.decided("open").kind()).isEqualTo(DecisionKind.ASSIGNED);
    assertThat(team.decided("open").reason()).isEqualTo("imported");
    assertThat(team.decided("open").ledger()).isEmpty();
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    assertThat(team.seat("team", "ana").unaccepted()).isZero();
    assertThat(team.receives(3, Team.leads())).containsEntry("ana", 1L).containsEntry("bob", 2L);
    team.hears("open", Disposition.LOST);
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
  }

  @Test
  void theCrmHearsOfItAgainSoThatConnectorsKnowTheAttempt() {
    var team = Team.by(POLICY, rep("ana"));
    int before = team.business.verdicts.size();
    team.imports(lead("open"), held("ana", LAST_WEEK));
    assertThat(team.assignedSince(before)).containsExactly("open ana");
    assertThat(team.lead("open").attempt()).isEqualTo(1);
  }

  @Test
  void whatWasGivenTodayCountsToday() {
    var team = Team.by(POLICY, rep("ana").atMostPerDay(2));
    team.imports(lead("today"), held("ana", TODAY));
    team.imports(lead("before"), held("ana", LAST_WEEK));
    assertThat(team.receives(2, Team.leads())).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void nobodyHasToAcceptInTimeWhatItHadAlready() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.imports(lead("open"), held("ana", LAST_WEEK));
    team.waitsUntil("2026-01-06T09:00:00Z");
    assertThat(team.holderOf("open")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").unaccepted()).isEqualTo(1);
  }

  @Test
  void whatIsGivenUpGoesToTheNext() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.imports(lead("open"), held("ana", LAST_WEEK));
    team.hears("open", Disposition.DECLINED);
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.lead("open").attempt()).isEqualTo(2);
  }

  @Test
  void aLeadThatTheRouterKnowsItKnowsBetter() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.imports(lead("l"), held("bob", LAST_WEEK));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void ofSomebodyWhomTheRouterDoesNotKnowNobodysRoomIsTaken() {
    var team = Team.by(POLICY, rep("ana"));
    team.imports(lead("open"), held("zoe", LAST_WEEK));
    assertThat(team.holderOf("open")).isEqualTo("zoe");
  }

  @Test
  void whatIsOpenIsHeldFromTheFirstDayOfObserving() {
    var team = Team.by(POLICY.replace("scorecard:", "mode: observe\nscorecard:"), rep("ana"));
    int before = team.business.verdicts.size();
    team.imports(lead("open"), accepted("ana", LAST_WEEK));
    assertThat(team.decided("open").kind()).isEqualTo(DecisionKind.OBSERVED);
    assertThat(team.lead("open").status()).isEqualTo(LeadStatus.ASSIGNED);
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    assertThat(team.assignedSince(before)).isEmpty();
  }

  @Test
  void whoHadMoreTurnsWaitsForTheOthers() {
    var team = Team.by(POLICY);
    team.join(rep("ana"), Map.of("all", 0));
    team.join(rep("bob"), Map.of("all", 3));
    assertThat(team.receives(3, Team.leads())).isEqualTo(Map.of("ana", 3L));
    assertThat(team.receives(10, Team.leads())).isEqualTo(Map.of("ana", 5L, "bob", 5L));
  }

  @Test
  void turnsOfHeavierRepsWeighLess() {
    var team = Team.by(POLICY.replace("round-robin", "weighted-round-robin"));
    team.join(rep("ana").weighing(100), Map.of("all", 1));
    team.join(rep("bob").weighing(200), Map.of("all", 2));
    assertThat(team.receives(3, Team.leads())).isEqualTo(Map.of("ana", 1L, "bob", 2L));
  }

  @Test
  void whatSomebodyBringsIsOnTheLedgerAndCountsOnce() {
    var team = Team.by(POLICY, rep("ana"));
    team.join(rep("bob"), Map.of("all", 2, "elsewhere", 7));
    assertThat(imports(team)).hasSize(1);
    LedgerEntry entry = imports(team).get(0);
    assertThat(entry.after() - entry.before()).isEqualTo(2 * Rotation.TURN);
    team.join(rep("bob").weighing(50), Map.of("all", 2));
    team.worksBy(POLICY.replace("  all: {", "  all: {rotation: other, "));
    team.worksBy(POLICY);
    assertThat(imports(team)).hasSize(1);
  }

  private static List<LedgerEntry> imports(Team team) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .flatMap(output -> ((Output.Decided) output).decision().ledger().stream())
        .filter(entry -> entry.entry().equals("import"))
        .toList();
  }
}
