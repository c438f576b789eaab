package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What counts as a turn. */
class TurnsExamplesTest {

  private static final String CHOOSY =
      """
      id: test
      groups: [team]
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
        seniors: {group: team, members: '"senior" in rep.skills', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - id: senior
          when: 'lead.campaign == "senior"'
          routes: [{pool: seniors}]
        - id: rest
          otherwise: true
          routes:
            - {pool: all, requires: 'lead.language == "" || lead.language in rep.languages'}
      """;

  private static final String FREE =
      CHOOSY.replace("all: {group: team", "all: {specialistTurns: free, group: team");

  @Test
  void aLeadThatSomebodyTakesByHandIsATurnOfItsPool() {
    var team = Team.by(CHOOSY, rep("ana"), rep("bob"), rep("cyd"));
    team.submits(lead("l"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.givesByHand("l", "cyd");
    // ana had hers, whoever works on the lead now.
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("bob", 1L));
    assertThat(team.receives(3, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L, "cyd", 1L));
    team.givesByHand("l", "bob");
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "cyd", 1L));
  }

  @Test
  void aLeadThatIsTakenByHandFromTheLineIsATurnToo() {
    var team = Team.by(CHOOSY, rep("ana").holdingAtMost(0), rep("bob").holdingAtMost(0));
    team.submits(lead("l"));
    team.givesByHand("l", "ana");
    team.becomes("ana", RepSheet::uncapped);
    team.becomes("bob", RepSheet::uncapped);
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("bob", 1L));
  }

  @Test
  void aLeadGivenByHandToARepOfAnotherPoolIsNoTurnButLoad() {
    var team = Team.by(CHOOSY, rep("ana").with("senior"), rep("bob"));
    team.submits(lead("l").of("senior"));
    team.givesByHand("l", "bob");
    assertThat(team.seat("team", "bob").load()).isEqualTo(1);
    assertThat(team.decided("l").ledger()).isEmpty();
    team.hears("l", Disposition.LOST);
  }

  @Test
  void aSpecialistPaysForWhatNobodyElseCouldTakeUnlessThePolicySaysOtherwise() {
    for (String policy : List.of(CHOOSY, FREE)) {
      var team = Team.by(policy, rep("ana").speaking("de"), rep("bob"));
      team.receives(2, leads());
      assertThat(team.receives(3, lead -> lead.speaking("de"))).isEqualTo(Map.of("ana", 3L));
      long then = team.receives(6, leads()).getOrDefault("ana", 0L);
      assertThat(then).isEqualTo(policy.equals(FREE) ? 3 : 2);
    }
  }

  @Test
  void aLeadThatTwoCouldTakeIsNoSpecialists() {
    var team = Team.by(FREE, rep("ana").speaking("de"), rep("bob").speaking("de"), rep("cyd"));
    team.receives(2, lead -> lead.speaking("de"));
    assertThat(team.receives(1, leads())).isEqualTo(Map.of("cyd", 1L));
  }

  @Test
  void aLeadThatOneIsLeftForBecauseTheOthersAreFullIsNoSpecialists() {
    var team = Team.by(FREE, rep("ana").speaking("de"), rep("bob").holdingAtMost(0));
    team.receives(1, lead -> lead.speaking("de"));
    assertThat(team.decided("l1").ledger()).isNotEmpty();
  }

  /** Its place in the rotation, which it keeps for the other pool, is another one then. */
  @Test
  void whoLeavesAPoolAndHasAnotherWeightAtOnceGetsNoneOfItsLeads() {
    String shared =
        CHOOSY
            .replace("round-robin", "weighted-round-robin")
            .replace("{group", "{rotation: one, group")
            .replace("'true'", "'\"any\" in rep.skills'")
            .replace("'\"senior\" in rep.skills'", "'true'");
    var team = Team.by(shared, rep("ana").with("any"), rep("bob").with("any"));

    team.becomes("ana", ana -> ana.with("none").weighing(200));

    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    assertThat(team.receives(4, lead -> lead.of("senior"))).isEqualTo(Map.of("ana", 4L));
  }
}
