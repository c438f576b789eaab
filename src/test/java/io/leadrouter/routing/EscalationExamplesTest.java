package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.RouteTried;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A lead that many had and nobody kept. It is Monday, 5 January 2026, 09:00. */
class EscalationExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      calendars:
        day: {timeZone: UTC, hours: {mon-fri: 09:00-17:00}}
      pools:
        all: {group: team, members: '!("senior" in rep.skills)', strategy: round-robin, maxUnaccepted: none}
        seniors: {group: team, members: '"senior" in rep.skills', strategy: round-robin, maxUnaccepted: none, acceptWithin: 15m}
        there: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      maxAttempts: 2
      escalateTo: [{pool: there}, {pool: seniors}, {rep: boss}]
      rules:
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static RepSheet[] staff() {
    return new RepSheet[] {
      rep("ana"), rep("bob"), rep("cyd"), rep("sam").with("senior"), rep("sue").with("senior")
    };
  }

  private static Team declinedByTwo(RepSheet... staff) {
    var team = Team.by(POLICY, staff);
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    team.hears("l", Disposition.DECLINED);
    return team;
  }

  @Test
  void whatTwoHaveDeclinedGoesToASeniorAndToNoThird() {
    var team = declinedByTwo(staff());
    assertThat(team.holderOf("l")).isEqualTo("sam");
    assertThat(team.decided("l").reason()).isEqualTo("escalated");
    assertThat(team.decided("l").choice().routes())
        .extracting(RouteTried::route, RouteTried::result)
        .containsExactly(tuple("pool:there", "other-group"), tuple("pool:seniors", "chosen"));
  }

  @Test
  void aSeniorHasItsTimeTooAndThenItIsTheNextOnes() {
    var team = declinedByTwo(staff());
    team.passes(Duration.ofMinutes(17));
    assertThat(team.holderOf("l")).isEqualTo("sue");
    team.passes(Duration.ofMinutes(17));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    assertThat(team.decided("l").reason()).isEqualTo("too-many-attempts");
  }

  @Test
  void whoIsNamedIsAskedWhereThePoolHasNobody() {
    var team = declinedByTwo(rep("ana"), rep("bob"), rep("boss").with("manager"));
    assertThat(team.holderOf("l")).isEqualTo("boss");
  }

  @Test
  void whoeverStandsInForTheBossIsAskedWhileItIsAway() {
    var team =
        declinedByTwo(
            rep("ana"),
            rep("bob"),
            rep("sub").being(RepStatus.ACTIVE).with("senior").holdingAtMost(0),
            rep("boss").being(RepStatus.ON_LEAVE).stoodInForBy("dep"),
            rep("dep"));
    assertThat(team.holderOf("l")).isEqualTo("dep");
  }

  @Test
  void withoutOneWhoCanTakeItSomebodyHasToLook() {
    var team = declinedByTwo(rep("ana"), rep("bob"), rep("cyd"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.UNROUTABLE);
    assertThat(team.decided("l").reason()).isEqualTo("too-many-attempts");
    assertThat(team.decided("l").choice().routes())
        .extracting(RouteTried::result)
        .containsExactly("other-group", "nobody-eligible", "nobody-eligible");
  }

  @Test
  void itWaitsForNobodysContactHours() {
    var team = Team.by(POLICY + "contactHours: day\n", staff());
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    team.waitsUntil("2026-01-05T20:00:00Z");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.holderOf("l")).isEqualTo("sam");
  }

  @Test
  void whileThePolicyObservesItSaysToWhomItWouldGo() {
    var team = Team.by(POLICY, staff());
    team.submits(lead("l"));
    team.hears("l", Disposition.DECLINED);
    team.publishes(POLICY + "mode: observe\n");
    team.hears("l", Disposition.DECLINED);
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.OBSERVED);
    assertThat(team.lead("l").observed()).contains("sam");
  }
}
