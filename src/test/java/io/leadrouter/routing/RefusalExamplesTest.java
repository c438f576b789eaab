package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An assignment that the CRM does not take: its owner is inactive there, or a field is missing. */
class RefusalExamplesTest {

  @Test
  void itIsDecidedAgainAndTheRefusalIsOnTheRecord() {
    var team = Team.team(rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.refuses("l", "inactive-owner");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.decided("l").reason()).isEqualTo("refused");
    Decision refusal = revoked(team).get(0);
    assertThat(refusal.reason()).isEqualTo("refused-inactive-owner");
    assertThat(refusal.disposition()).contains(Disposition.REFUSED);
    assertThat(refusal.choice().repId()).isEqualTo("ana");
  }

  @Test
  void itCostsNoTurn() {
    var team = Team.team(rep("ana"), rep("bob"), rep("cyd"));
    team.submits(lead("l"));
    team.refuses("l", "");
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(revoked(team).get(0).ledger())
        .extracting(LedgerEntry::entry)
        .containsExactly("refund");
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("cyd", 1L));
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void itCountsInNoWindowAndTakesNoRoom() {
    var team = Team.team(rep("ana").atMostPerDay(1).holdingAtMost(1));
    team.submits(lead("l"));
    team.submits(lead("waits"));
    assertThat(team.holderOf("waits")).isEmpty();
    team.refuses("l", "validation");
    assertThat(team.holderOf("waits")).isEqualTo("ana");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
  }

  @Test
  void thatIsSoHoweverOftenItHappens() {
    var team =
        Team.by(
            Team.EVERYBODY_IN_TURN.replace("rules:", "refunds: {perMonth: 1}\nrules:"),
            rep("ana").atMostPerDay(1));
    for (int i = 0; i < 5; i++) {
      team.submits(lead("l" + i));
      assertThat(team.holderOf("l" + i)).isEqualTo("ana");
      team.refuses("l" + i, "inactive-owner");
    }
    assertThat(team.seat("team", "ana").refunds()).isEmpty();
  }

  @Test
  void aRepWhoHasMovedGetsItsCountBackThere() {
    String policy = Team.EVERYBODY_IN_TURN.replace("[team]", "[team, others]");
    var team = Team.by(policy, rep("ana").atMostPerDay(1));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").counts().day()).isEqualTo(1);
    team.refuses("l", "inactive-owner");
    assertThat(team.seat("others", "ana").counts().day()).isZero();
    assertThat(team.seat("others", "ana").load()).isZero();
    assertThat(team.seat("others", "ana").refunds()).isEmpty();
  }

  @Test
  void aLeadThatTheCrmTakesFromNobodyIsForSomebodyToLookAt() {
    var team =
        Team.by(
            Team.EVERYBODY_IN_TURN.replace("rules:", "maxAttempts: 2\nrules:"),
            rep("ana"),
            rep("bob"),
            rep("cyd"));
    team.submits(lead("l"));
    team.refuses("l", "missing-field");
    team.refuses("l", "missing-field");
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    assertThat(team.receives(3, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L, "cyd", 1L));
  }

  @Test
  void itSaysNothingOfTheRep() {
    var team =
        Team.by(
            Team.EVERYBODY_IN_TURN.replace("maxUnaccepted: none", "acceptWithin: 5m"), rep("ana"));
    for (int i = 0; i < 3; i++) {
      team.submits(lead("l" + i));
      team.refuses("l" + i, "");
    }
    team.passes(Duration.ofMinutes(10));
    assertThat(team.seat("team", "ana").silence().inARow()).isZero();
  }

  private static List<Decision> revoked(Team team) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .filter(decision -> decision.kind() == DecisionKind.REVOKED)
        .toList();
  }
}
