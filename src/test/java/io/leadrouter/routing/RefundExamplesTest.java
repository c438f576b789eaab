package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RepStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a rep is given back for a lead that was none. */
class RefundExamplesTest {

  private static final String WEIGHTED =
      Team.EVERYBODY_IN_TURN.replace("strategy: round-robin", "strategy: weighted-round-robin");

  private static String refunding(String how) {
    return Team.EVERYBODY_IN_TURN.replace("rules:", "refunds: {" + how + "}\nrules:");
  }

  @Test
  void aLeadWithBadContactDataCostsNoTurn() {
    var team = Team.by(Team.EVERYBODY_IN_TURN, rep("ana"), rep("bob"), rep("cyd"));
    team.submits(lead("bad"));
    assertThat(team.holderOf("bad")).isEqualTo("ana");
    team.returns("bad", "bad-contact-data");
    assertThat(team.holderOf("bad")).isEqualTo("bob");
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("cyd", 1L));
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
  }

  @Test
  void aLeadThatItsRepDoesNotWantCostsATurn() {
    for (String reason : List.of("", "no-time", "Bad data")) {
      var team = Team.by(Team.EVERYBODY_IN_TURN, rep("ana"), rep("bob"));
      team.submits(lead("l"));
      team.returns("l", reason);
      assertThat(team.holderOf("l")).isEqualTo("bob");
      assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
    }
    var team = Team.by(Team.EVERYBODY_IN_TURN, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void whatWasPaidIsGivenBackWhateverTheWeightIsNow() {
    var team = Team.by(WEIGHTED, rep("ana").weighing(100), rep("bob").weighing(100));
    team.submits(lead("bad"));
    team.becomes("ana", rep -> rep.weighing(400));
    team.returns("bad", "wrong-persona");
    LedgerEntry refund = lastEntry(team, "refund");
    assertThat(refund.before() - refund.after()).isEqualTo(Rotation.TURN / 100);
    assertThat(refund.rotation()).isEqualTo("all");
  }

  @Test
  void theDaysCountIsGivenBackOnTheSameDayOnly() {
    String policy = Team.EVERYBODY_IN_TURN;
    var team = Team.by(policy, rep("ana").atMostPerDay(1), rep("bob").atMostPerDay(100));
    team.submits(lead("bad"));
    assertThat(team.holderOf("bad")).isEqualTo("ana");
    team.returns("bad", "duplicate");
    assertThat(team.seat("team", "ana").counts().day()).isZero();
    assertThat(team.receives(2, leads())).containsKey("ana");

    var later = Team.by(policy, rep("ana").atMostPerDay(2));
    later.submits(lead("bad"));
    later.passes(Duration.ofDays(1));
    later.submits(lead("next"));
    later.returns("bad", "duplicate");
    assertThat(later.seat("team", "ana").counts().day()).isEqualTo(1);
    assertThat(later.seat("team", "ana").counts().month()).isEqualTo(1);
  }

  @Test
  void noMoreAreGivenBackInAMonthThanThePolicySays() {
    var team = Team.by(refunding("perMonth: 2"), rep("ana"), rep("bob"));
    for (int i = 0; i < 3; i++) {
      team.submits(lead("l" + i));
      String holder = team.holderOf("l" + i);
      assertThat(holder).isEqualTo("ana");
      int before = team.business.verdicts.size();
      team.returns("l" + i, "spam");
      assertThat(team.reasonsSince(before)).contains(i < 2 ? "refunded" : "refund-limit");
      // For the rest of the world it is a returned lead either way.
      assertThat(team.decided("l" + i).reason()).isEqualTo("returned");
      team.givesByHand("l" + i, "bob");
      team.hears("l" + i, Disposition.LOST);
      team.becomes("bob", rep -> rep.being(RepStatus.ON_LEAVE));
      team.restarts();
    }
    team.waitsUntil("2026-02-01T01:00:00Z");
    team.submits(lead("february"));
    int before = team.business.verdicts.size();
    team.returns("february", "spam");
    assertThat(team.reasonsSince(before)).contains("refunded");
  }

  @Test
  void onlyWhatThePolicyNamesIsGivenBack() {
    var team = Team.by(refunding("reasons: [duplicate]"), rep("ana"), rep("bob"));
    team.submits(lead("l"));
    int before = team.business.verdicts.size();
    team.returns("l", "spam");
    assertThat(team.reasonsSince(before)).doesNotContain("refunded").contains("returned");
  }

  @Test
  void whoHasMovedIsGivenBackTheCountInItsNewGroup() {
    String policy =
        Team.EVERYBODY_IN_TURN
            .replace("groups: [team]", "groups: [team, others]")
            .replace(
                "scorecard:",
                "  others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}\nscorecard:");
    var team = Team.by(policy, rep("ana"), rep("bob"));
    team.submits(lead("bad"));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.seat("others", "ana").counts().day()).isEqualTo(1);
    team.returns("bad", "out-of-territory");
    assertThat(team.seat("others", "ana").counts().day()).isZero();
    assertThat(team.seat("others", "ana").load()).isZero();
    assertThat(team.seat("others", "ana").refunds().orElseThrow().count()).isEqualTo(1);
  }

  private static LedgerEntry lastEntry(Team team, String kind) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .flatMap(output -> ((Output.Decided) output).decision().ledger().stream())
        .filter(entry -> entry.entry().equals(kind))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Nothing that is stored tells the clock by which it lived. */
  @Test
  void whatARemovedRepIsGivenBackIsTheSameBeforeAndAfterARestart() {
    for (boolean restarted : List.of(false, true)) {
      var team =
          Team.by(
              refunding("perMonth: 5").replace("rules:", "onRepLeft: keep\nrules:"),
              rep("ana").at("Asia/Tokyo"));
      team.waitsUntil("2026-01-05T23:30:00Z");
      team.submits(lead("l1"));
      team.waitsUntil("2026-01-06T01:00:00Z");
      team.submits(lead("l2"));
      team.leaves("ana");
      if (restarted) {
        team.restarts();
      }

      team.returns("l1", "spam");

      assertThat(team.seat("team", "ana").refunds()).isPresent();
      assertThat(team.seat("team", "ana").counts().day()).isEqualTo(2);
    }
  }
}
