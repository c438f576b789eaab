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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever stands in for a rep who is away is in another group. */
class StandInsExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
        south: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      onRepAway: route-unaccepted
      ownership: {person: 90d}
      rules:
        - {id: named, when: 'lead.campaign == "named"', routes: [{rep: ana, waitFor: 1h}, {pool: north}]}
        - id: owned
          when: 'account.lifecycle == "CUSTOMER"'
          routes: [{owner: executive, waitFor: 1h}, {pool: north}]
        - {id: rest, otherwise: true, routes: [{pool: north}]}
      """;

  private static Team team(RepSheet ana, RepSheet... more) {
    var team = Team.by(POLICY, ana.in("north"), rep("bob").in("north"));
    team.join(more);
    return team;
  }

  private static Stream<Decision> allHandedOver(Team team) {
    return team.business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .filter(decision -> decision.kind() == DecisionKind.HANDED_OVER);
  }

  private static List<String> handOvers(Team team) {
    return allHandedOver(team).map(Decision::reason).toList();
  }

  private static Decision handedOver(Team team) {
    return allHandedOver(team).findFirst().orElseThrow();
  }

  @Test
  void whileTheRepIsOnLeaveItsBackupInAnotherGroupGetsIt() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south"), rep("fay").in("south"));
    team.goesOnLeave("ana");
    team.submits(lead("l").of("named"));
    assertThat(team.holderOf("l")).isEqualTo("eve");
    assertThat(handOvers(team)).containsExactly("to south");
    assertThat(handedOver(team).choice().repId()).isEqualTo("eve");
    assertThat(handedOver(team).choice().routes())
        .containsExactly(new RouteTried("rep:ana", "other-group", 0, Map.of("on-leave", 1)));
    assertThat(team.decided("l").choice().routes())
        .containsExactly(new RouteTried("rep:ana", "chosen", 1, Map.of()));
    team.comesBack("ana");
    team.submits(lead("m").of("named"));
    assertThat(team.holderOf("m")).isEqualTo("ana");
  }

  @Test
  void aBackupElsewhereThatIsBusyIsWaitedForThere() {
    var team =
        team(
            rep("ana").stoodInForBy("eve"),
            rep("eve").in("south").holdingAtMost(0),
            rep("fay").in("south"));
    team.goesOnLeave("ana");
    team.submits(lead("l").of("named"));
    team.submits(lead("m").of("named"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.restarts();
    team.becomes("eve", rep -> rep.holdingAtMost(1));
    assertThat(team.holderOf("l")).isEqualTo("eve");
    team.passes(Duration.ofHours(1));
    assertThat(team.holderOf("m")).as("the next route").isEqualTo("bob");
    assertThat(handOvers(team)).containsExactly("to south", "to south", "to north");
  }

  @Test
  void backupsInACircleThroughTwoGroupsEnd() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south").stoodInForBy("ana"));
    team.goesOnLeave("ana");
    team.goesOnLeave("eve");
    team.submits(lead("l").of("named"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(handOvers(team)).containsExactly("to south");
    team.comesBack("eve");
    assertThat(team.holderOf("l")).isEqualTo("eve");
  }

  @Test
  void backupsLeadThroughSeveralGroups() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south").stoodInForBy("bob"));
    team.goesOnLeave("ana");
    team.goesOnLeave("eve");
    team.submits(lead("l").of("named"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(handOvers(team)).containsExactly("to south", "to north");
    assertThat(team.decided("l").choice().pool()).isEmpty();
  }

  @Test
  void whoIsOnlyBusyHasNobodyToStandInElsewhere() {
    var team = team(rep("ana").stoodInForBy("eve").holdingAtMost(0), rep("eve").in("south"));
    team.submits(lead("l").of("named"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(handOvers(team)).isEmpty();
    team.goesOnLeave("ana");
    assertThat(team.holderOf("l")).as("as soon as it is away").isEqualTo("eve");
  }

  @Test
  void whatSomebodyHeldWhoGoesOnLeaveGoesToItsBackupElsewhere() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south"));
    team.submits(lead("l").of("named"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.goesOnLeave("ana");
    assertThat(team.holderOf("l")).isEqualTo("eve");
    assertThat(team.seat("north", "ana").load()).isZero();
    assertThat(team.seat("south", "eve").load()).isEqualTo(1);
  }

  @Test
  void whoDeclinesInPlaceOfAnotherDoesNotGetItBack() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south"));
    team.goesOnLeave("ana");
    team.submits(lead("l").of("named"));
    team.hears("l", Disposition.DECLINED);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.passes(Duration.ofHours(1));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void theSecondOwnerIsElsewhereAndTheFirstIsAway() {
    var team = team(rep("ana"), rep("eve").in("south"));
    team.goesOnLeave("ana");
    team.submits(lead("l").ownedBy("ana", "eve"));
    assertThat(team.holderOf("l")).isEqualTo("eve");
  }

  @Test
  void whoKnowsAPersonIsStoodInForElsewhereToo() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south").workingFrom(1, 2));
    team.submits(lead("first").by("mail"));
    assertThat(team.holderOf("first")).isEqualTo("ana");
    team.hears("first", Disposition.LOST);
    team.goesOnLeave("ana");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).as("although it is off shift").isEqualTo("eve");
  }

  @Test
  void whereTheBackupElsewhereCannotTheRulesSayWhoGetsAPerson() {
    var team = team(rep("ana").stoodInForBy("eve"), rep("eve").in("south").holdingAtMost(0));
    team.submits(lead("first").by("mail"));
    team.hears("first", Disposition.LOST);
    team.goesOnLeave("ana");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(handOvers(team)).containsExactly("to south", "to north");
  }
}
