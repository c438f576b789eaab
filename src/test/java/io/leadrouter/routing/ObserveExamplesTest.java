package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A first week beside another router. */
class ObserveExamplesTest {

  private static final String ASSIGNS =
      Team.EVERYBODY_IN_TURN.replace(
          "strategy: round-robin", "strategy: round-robin, acceptWithin: 1h");

  private static final String OBSERVES = ASSIGNS.replace("scorecard:", "mode: observe\nscorecard:");

  @Test
  void whoWouldGetALeadIsRecordedAndNothingIsPublished() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    assertThat(team.decided("l").kind()).isEqualTo(DecisionKind.OBSERVED);
    assertThat(team.decided("l").choice().repId()).isEqualTo("ana");
    assertThat(team.decided("l").choice().candidates()).hasSize(2);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.OBSERVED);
    assertThat(published(team)).isEmpty();
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void turnsAreChargedSoThatFairnessCanBeSeen() {
    var team =
        Team.by(
            OBSERVES.replace("round-robin", "weighted-round-robin"),
            rep("ana"),
            rep("bob").weighing(200));
    team.receives(30, Team.leads());
    assertThat(observed(team, "ana")).isEqualTo(10);
    assertThat(observed(team, "bob")).isEqualTo(20);
    assertThat(team.decided("l30").choice().strategy()).isEqualTo("weighted-round-robin");
    assertThat(team.decided("l30").ledger()).extracting(LedgerEntry::entry).containsOnly("turn");
  }

  @Test
  void roomIsTakenByWhatTheCrmSaysSomebodyHas() {
    var team = Team.by(OBSERVES, rep("ana").holdingAtMost(1), rep("bob").holdingAtMost(1));
    team.receives(6, Team.leads());
    team.givesByHand("l1", "ana");
    team.givesByHand("l2", "ana");
    assertThat(team.seat("team", "ana").load()).isEqualTo(2);
    team.submits(lead("next"));
    assertThat(team.decided("next").choice().repId()).isEqualTo("bob");
    team.givesByHand("next", "bob");
    team.submits(lead("waits"));
    assertThat(team.decided("waits").kind()).isEqualTo(DecisionKind.WAITING);
    team.hears("next", Disposition.LOST);
    assertThat(team.decided("waits").kind()).isEqualTo(DecisionKind.OBSERVED);
    assertThat(team.decided("waits").reason()).isEqualTo("from-line");
    assertThat(published(team)).isEmpty();
  }

  @Test
  void whatTheOtherRouterDidIsCompared() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.receives(2, Team.leads());
    team.givesByHand("l1", "ana");
    assertThat(team.decided("l1").kind()).isEqualTo(DecisionKind.OUTCOME_RECORDED);
    assertThat(team.decided("l1").reason()).isEqualTo("as-observed");
    team.givesByHand("l2", "ana");
    assertThat(team.decided("l2").reason()).isEqualTo("otherwise");
    assertThat(team.holderOf("l2")).isEqualTo("ana");
    team.givesByHand("l2", "bob");
    assertThat(team.decided("l2").reason()).as("it was moved").isEqualTo("by-hand");
    assertThat(team.seat("team", "bob").load()).isEqualTo(1);
  }

  @Test
  void nobodyHasAClockForWhatAnotherRouterGave() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.passes(Duration.ofDays(1));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.OBSERVED);
    team.givesByHand("l", "bob");
    team.passes(Duration.ofDays(1));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aDealIsADealWhoeverGaveTheLead() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.receives(2, Team.leads());
    team.givesByHand("l1", "bob");
    team.hears("l1", Disposition.CONVERTED);
    team.hears("l2", Disposition.CONVERTED);
    assertThat(concluded(team)).extracting(Conversion::repId).containsExactly("bob", "");
    assertThat(published(team)).isEmpty();
  }

  @Test
  void whatTheOtherRouterHasStaysThereWhenThisOneBeginsToAssign() {
    var team = Team.by(OBSERVES, rep("ana").holdingAtMost(1));
    team.receives(2, Team.leads());
    team.givesByHand("l1", "ana");
    team.submits(lead("waits"));
    team.worksBy(ASSIGNS);
    assertThat(team.decided("waits").kind()).isEqualTo(DecisionKind.OBSERVED);
    assertThat(team.decided("waits").reason()).isEqualTo("left-to-the-other");
    team.join(rep("bob"));
    assertThat(published(team)).as("nobody gets what another router has given").isEmpty();
    assertThat(team.holderOf("l1")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    team.submits(lead("new"));
    assertThat(team.holderOf("new")).isEqualTo("bob");
    assertThat(published(team)).extracting(Assignment::leadId).containsExactly("new");
  }

  @Test
  void turnsGoOnFromWhereObservingLeftThem() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.submits(lead("observed"));
    team.worksBy(ASSIGNS);
    team.submits(lead("assigned"));
    assertThat(team.holderOf("assigned")).isEqualTo("bob");
  }

  @Test
  void whatARepHasFromTheOtherRouterItCanGiveUp() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.givesByHand("l", "bob");
    team.worksBy(ASSIGNS);
    team.hears("l", Disposition.DECLINED);
    assertThat(team.holderOf("l")).isEqualTo("ana");
    assertThat(team.seat("team", "bob").load()).isZero();
    assertThat(published(team)).extracting(Assignment::previousRepId).containsExactly("bob");
  }

  @Test
  void whatNobodyHasAfterAllIsRoutedWhenTheCrmSaysSo() {
    var team = Team.by(OBSERVES, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.REOPENED);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.OBSERVED);
    team.worksBy(ASSIGNS);
    team.hears("l", Disposition.REOPENED);
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(concluded(team)).as("nothing had been concluded").isEmpty();
  }

  @Test
  void whatThisRouterHasGivenIsStillToldOfAfterItOnlyObserves() {
    var team = Team.by(ASSIGNS, rep("ana"), rep("bob"));
    team.receives(2, Team.leads());
    team.worksBy(OBSERVES);
    team.hears("l1", Disposition.LOST);
    team.hears("l2", Disposition.DECLINED);
    assertThat(published(team).subList(2, 4))
        .extracting(Assignment::status)
        .containsExactly(AssignmentStatus.CLOSED, AssignmentStatus.REVOKED);
    assertThat(team.lead("l2").status()).isEqualTo(LeadStatus.OBSERVED);
    assertThat(team.decided("l2").choice().repId()).isEqualTo("ana");
  }

  @Test
  void whatThisRouterHasGivenIsStillItsOwnWhenItIsReopened() {
    var team = Team.by(ASSIGNS, rep("ana"));
    team.submits(lead("l"));
    team.hears("l", Disposition.LOST);
    team.worksBy(OBSERVES);
    int before = team.business.verdicts.size();
    team.hears("l", Disposition.REOPENED);
    assertThat(team.decided("l").kind()).isEqualTo(DecisionKind.REOPENED);
    assertThat(team.assignedSince(before)).containsExactly("l ana");
    team.hears("l", Disposition.ACCEPTED, 2, "2026-01-05T09:00:01Z");
    assertThat(team.decided("l").kind()).isEqualTo(DecisionKind.OUTCOME_RECORDED);
  }

  @Test
  void whoIsOnLeaveIsNotObservedToGetLeads() {
    var team = Team.by(OBSERVES, rep("ana").being(RepStatus.ON_LEAVE), rep("bob"));
    team.receives(5, Team.leads());
    assertThat(observed(team, "bob")).isEqualTo(5);
  }

  private static long observed(Team team, String repId) {
    return outputs(team, Output.Decided.class)
        .map(Output.Decided::decision)
        .filter(decision -> decision.kind() == DecisionKind.OBSERVED)
        .filter(decision -> decision.choice().repId().equals(repId))
        .count();
  }

  private static List<Assignment> published(Team team) {
    return outputs(team, Output.Assigned.class).map(Output.Assigned::assignment).toList();
  }

  private static List<Conversion> concluded(Team team) {
    return outputs(team, Output.Concluded.class).map(Output.Concluded::conversion).toList();
  }

  private static <T extends Output> Stream<T> outputs(Team team, Class<T> type) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(type::isInstance)
        .map(type::cast);
  }
}
