package io.leadrouter.routing;

import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Workforce;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What people who watch a group see of its reps. */
class WorkforceExamplesTest {

  private static final String WEIGHTED =
      Team.EVERYBODY_IN_TURN.replace("round-robin", "weighted-round-robin");

  private static final String TWO_POOLS =
      """
      id: test
      groups: [team]
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, caps: {openLeads: 10}}
        seniors: {group: team, members: '"senior" in rep.skills', strategy: round-robin, maxUnaccepted: none, rotation: all, caps: {openLeads: 4}}
        idle: {group: team, members: 'true', strategy: least-loaded, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - id: senior
          when: 'lead.campaign == "senior"'
          routes: [{pool: seniors}]
        - id: idle
          when: 'lead.campaign == "idle"'
          routes: [{pool: idle}]
        - id: rest
          otherwise: true
          routes:
            - {pool: all, requires: 'lead.language == "" || lead.language in rep.languages'}
      """;

  @Test
  void membersAreCountedByWhatKeepsThemFromLeads() {
    var team =
        Team.team(
            rep("ana"),
            rep("bob").holdingAtMost(1),
            rep("cyd").being(RepStatus.ON_LEAVE),
            rep("dan").being(RepStatus.PAUSED),
            rep("eve"));
    team.receives(3, leads());
    team.leaves("eve");

    assertThat(team.workforce().pools())
        .containsOnlyKeys("all")
        .containsEntry("all", Map.of("eligible", 1, "at-capacity", 1, "on-leave", 1, "paused", 1));
  }

  @Test
  void nobodyOfAPoolThatGivesNothingIsEligible() {
    String policy =
        Team.EVERYBODY_IN_TURN.replace("maxUnaccepted", "poolCaps: {perDay: 1}, maxUnaccepted");
    var team = Team.by(policy, rep("ana"), rep("bob").being(RepStatus.PAUSED));
    team.receives(1, leads());

    assertThat(team.workforce().pools())
        .containsEntry("all", Map.of("pool-cap-per-day", 1, "paused", 1));
  }

  @Test
  void capacityIsOfThoseWhoAreThereAndHaveACap() {
    var team =
        Team.team(
            rep("ana").holdingAtMost(5),
            rep("bob").holdingAtMost(7),
            rep("cyd").holdingAtMost(9),
            rep("dan"));
    assertThat(team.receives(8, leads()).values()).hasSize(4).containsOnly(2L);
    assertThat(team.workforce().load()).isEqualTo(6);
    assertThat(team.workforce().capacity()).isEqualTo(21);

    team.goesOnLeave("cyd");

    assertThat(team.workforce().load()).isEqualTo(4);
    assertThat(team.workforce().capacity()).isEqualTo(12);
  }

  @Test
  void whoHasNoCapMayHoldWhatTheMostGenerousPoolLets() {
    String capped = TWO_POOLS.replace("least-loaded", "least-loaded, caps: {openLeads: 3}");
    var team = Team.by(capped, rep("ana").with("senior"), rep("bob").holdingAtMost(2));

    assertThat(team.workforce().capacity()).isEqualTo(10 + 2);
    assertThat(Team.by(TWO_POOLS, rep("ana")).workforce().capacity()).as("none").isZero();
  }

  @Test
  void theGapIsInTurnsOfWhoHasTheLeastWeight() {
    var team = Team.by(WEIGHTED, rep("ana").weighing(1), rep("bob").weighing(2));
    assertThat(gap(team)).isZero();

    assertThat(team.receives(1, leads())).containsOnlyKeys("bob");
    assertThat(gap(team)).isEqualTo(0.5);
    assertThat(team.receives(1, leads())).containsOnlyKeys("ana");
    assertThat(gap(team)).isEqualTo(0.5);
    assertThat(team.receives(1, leads())).containsOnlyKeys("bob");
    assertThat(gap(team)).isZero();
  }

  @Test
  void nobodyIsMoreThanATurnAheadOfWhoCouldHaveHadIt() {
    Random random = new Random(20261126);
    RepSheet[] reps = new RepSheet[7];
    for (int i = 0; i < reps.length; i++) {
      reps[i] = rep("r" + i).weighing(1 + random.nextInt(9));
    }
    var team = Team.by(WEIGHTED, reps);
    for (int i = 0; i < 200; i++) {
      team.receives(1, leads());
      assertThat(gap(team)).isBetween(0.0, 1.0);
    }
  }

  @Test
  void onlyThoseAreComparedWhoCanTakeTheSameLeads() {
    var team =
        Team.by(
            TWO_POOLS,
            rep("ana").speaking("de"),
            rep("bob").speaking("en"),
            rep("cyd").speaking("en"),
            rep("dan").speaking("en").with("senior"));

    team.receives(6, lead -> lead.speaking("de"));
    assertThat(gap(team)).as("ana alone speaks German").isZero();
    team.receives(5, lead -> lead.of("senior"));
    assertThat(gap(team)).as("dan alone is a senior").isZero();
    team.receives(1, lead -> lead.speaking("en"));
    assertThat(gap(team)).as("bob or cyd has one more").isEqualTo(1);
    assertThat(team.workforce().pools().get("seniors")).isEqualTo(Map.of("at-capacity", 1));
    team.goesOnLeave("bob");
    assertThat(gap(team)).as("cyd is alone").isZero();
  }

  @Test
  void whereTurnsDecideNothingThereIsNoGap() {
    var team = Team.by(TWO_POOLS, rep("ana"), rep("bob"));
    team.receives(5, lead -> lead.of("idle"));

    assertThat(team.workforce().gaps()).containsOnlyKeys("all");
  }

  private static double gap(Team team) {
    Workforce workforce = team.workforce();
    return workforce.gaps().get("all");
  }
}
