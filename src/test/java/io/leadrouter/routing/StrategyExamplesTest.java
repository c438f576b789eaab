package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LedgerEntry;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a pool picks by its strategy. */
class StrategyExamplesTest {

  private static final String BY_LOAD =
      Team.EVERYBODY_IN_TURN.replace("round-robin", "least-loaded");

  @ParameterizedTest
  @EnumSource
  void twoHundredLeadsInOneBatchForFiveRepsAreFortyEach(io.leadrouter.policy.Strategy strategy) {
    String policy = Team.EVERYBODY_IN_TURN.replace("round-robin", strategy.label());
    var team = Team.by(policy, rep("ana"), rep("bob"), rep("cyd"), rep("dan"), rep("eve"));
    assertThat(team.receives(200, leads()).values()).hasSize(5).containsOnly(40L);
  }

  @ParameterizedTest
  @EnumSource
  void aFreedRepGetsTheBestOfTheLineByRank(io.leadrouter.policy.Strategy strategy) {
    String policy = Team.EVERYBODY_IN_TURN.replace("round-robin", strategy.label());
    var team = Team.by(policy, rep("ana").holdingAtMost(1), rep("bob").holdingAtMost(1));
    team.receives(2, leads());
    team.submits(lead("good").worth(30));
    team.submits(lead("best").worth(50));
    team.submits(lead("newest").worth(10));
    team.hears("l2", Disposition.LOST);
    assertThat(team.holderOf("best")).isEqualTo("bob");
    team.hears("l1", Disposition.LOST);
    assertThat(team.holderOf("good")).isEqualTo("ana");
    assertThat(team.holderOf("newest")).isEmpty();
  }

  /** Caps keep nobody from such a lead, but who is to have none is the last to be asked. */
  @Test
  void beyondCapsWhoMayHoldNoneIsAsFullAsCanBe() {
    String hot = BY_LOAD.replace("{pool: all}", "{pool: all, beyondCaps: true}");
    var team = Team.by(hot, rep("ana").holdingAtMost(0), rep("bob").holdingAtMost(4));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
  }

  @Test
  void aFreedRepGetsTheBestThatItHasNotGivenUp() {
    var team =
        Team.by(Team.EVERYBODY_IN_TURN, rep("ana").holdingAtMost(1), rep("bob").holdingAtMost(1));
    team.submits(lead("with ana").worth(60));
    team.submits(lead("with bob").worth(60));
    team.hears("with ana", Disposition.DECLINED);
    team.submits(lead("next").worth(5));
    assertThat(team.holderOf("next")).isEqualTo("ana");
    team.submits(lead("last").worth(10));
    team.hears("next", Disposition.LOST);
    assertThat(team.holderOf("last")).isEqualTo("ana");
    team.hears("with bob", Disposition.LOST);
    assertThat(team.holderOf("with ana")).isEqualTo("bob");
  }

  @Test
  void aTeamWithRoomGetsTheLeadsOfTheOneThatIsFull() {
    String policy =
        """
        id: test
        groups: [team]
        pools:
          first: {group: team, members: '"first" in rep.skills', strategy: least-loaded}
          second: {group: team, members: '"second" in rep.skills'}
        scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
        rules:
          - {id: rest, otherwise: true, routes: [{pool: first}, {pool: second}]}
        """;
    var team =
        Team.by(
            policy,
            rep("ana").with("first").holdingAtMost(2),
            rep("bob").with("second").holdingAtMost(3));
    assertThat(team.receives(5, leads())).isEqualTo(Map.of("ana", 2L, "bob", 3L));
  }

  @Test
  void whoeverClosesMostGetsMost() {
    var team = Team.by(BY_LOAD, rep("ana"), rep("bob"));
    team.receives(4, leads());
    team.hears("l1", Disposition.CONVERTED);
    team.hears("l3", Disposition.LOST);
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 2L));
  }

  @Test
  void aThirdOfALargeDeskIsLessThanHalfOfASmallOne() {
    var team = Team.by(BY_LOAD, rep("ana").holdingAtMost(4), rep("bob").holdingAtMost(12));
    assertThat(team.receives(8, leads())).isEqualTo(Map.of("ana", 2L, "bob", 6L));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 1L, "bob", 3L));
  }

  @Test
  void theCapOfThePoolIsTheSizeOfADeskWithoutItsOwn() {
    String capped = BY_LOAD.replace("least-loaded,", "least-loaded, caps: {openLeads: 4},");
    var team = Team.by(capped, rep("ana"), rep("bob").holdingAtMost(12));
    assertThat(team.receives(8, leads())).isEqualTo(Map.of("ana", 2L, "bob", 6L));
  }

  @Test
  void whoMayHoldAnyNumberIsTakenForOneWhoMayHoldAHundred() {
    var team = Team.by(BY_LOAD, rep("ana").holdingAtMost(50), rep("bob"));
    assertThat(team.receives(30, leads())).isEqualTo(Map.of("ana", 10L, "bob", 20L));
  }

  @Test
  void ofTwoWithAsMuchToDoTheOneWithoutANewLeadForTheLongestIsNext() {
    var team = Team.by(BY_LOAD, rep("ana"), rep("bob"), rep("cyd"));
    team.receives(1, leads());
    team.passes(Duration.ofMinutes(1));
    team.receives(1, leads());
    team.passes(Duration.ofMinutes(1));
    team.receives(1, leads());
    team.passes(Duration.ofMinutes(1));
    team.hears("l2", Disposition.LOST);
    team.hears("l1", Disposition.LOST);
    team.submits(lead("next"));
    assertThat(team.holderOf("next")).isEqualTo("ana");
  }

  @Test
  void leadsOfWhateverOtherWayAreLoadToo() {
    String policy =
        BY_LOAD.replace(
            "rules:\n", "rules:\n  - {id: own, when: 'score > 90.0', routes: [{rep: ana}]}\n");
    var team = Team.by(policy, rep("ana"), rep("bob"));
    team.receives(3, lead -> lead.worth(99));
    assertThat(team.receives(3, leads())).isEqualTo(Map.of("bob", 3L));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void whoIsPickedForItsLoadPaysForTheTurnSoThatTurnsMayDecideLater() {
    var team = Team.by(BY_LOAD, rep("ana"), rep("bob"));
    team.submits(lead("kept"));
    team.submits(lead("closed"));
    team.hears("closed", Disposition.LOST);
    team.submits(lead("again"));
    assertThat(team.decided("again").choice().strategy()).isEqualTo("least-loaded");
    assertThat(team.decided("again").choice().candidates())
        .containsExactly(
            new Candidate("bob", Rotation.TURN, 0, OptionalInt.empty()),
            new Candidate("ana", Rotation.TURN, 1, OptionalInt.empty()));
    assertThat(team.decided("again").ledger())
        .containsExactly(
            new LedgerEntry(
                "all", "bob", "turn", Rotation.TURN, 2 * Rotation.TURN, Rotation.TURN, 0));
    team.business.publishes(Team.EVERYBODY_IN_TURN);
    team.passes(Duration.ZERO);
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("ana", 1L));
  }
}
