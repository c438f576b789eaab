package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepStatus;
import org.junit.jupiter.api.Test;

/** Leads that a rep holds when they are corrected, or when the rep leaves. */
class RoutedAgainExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      pools:
        all: {group: team, members: '!("german" in rep.skills)', strategy: round-robin}
        germans: {group: team, members: '"german" in rep.skills', strategy: round-robin}
        others: {group: others, members: 'true', strategy: round-robin}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      onLeadChange: route-unaccepted
      onRepLeft: route-unaccepted
      rules:
        - {id: german, when: 'lead.country == "DE"', routes: [{pool: germans}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  @Test
  void aLeadThatIsCorrectedBeforeItWasAcceptedGoesToTheRightTeam() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.seat("team", "ana").load()).isZero();
    team.corrects(lead("l"));
    assertThat(team.holderOf("l")).as("it was nobody's doing").isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedWithinItsRuleStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("FR"));
    assertThat(team.lead("l").attempt()).isEqualTo(1);
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedAfterItWasAcceptedStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.hears("l", Disposition.ACCEPTED);
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedAfterThePersonWasContactedStays() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.hears("l", Disposition.CONTACTED);
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void aLeadThatIsCorrectedGoesToTheRightGroup() {
    var team = Team.by(POLICY, rep("ana"), rep("zoe").in("others"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("ZA"));
    assertThat(team.holderOf("l")).isEqualTo("zoe");
    assertThat(team.seat("team", "ana").load()).isZero();
    assertThat(team.seat("others", "zoe").load()).isEqualTo(1);
  }

  @Test
  void aLeadThatIsCorrectedGivesRoomBackToWhoMovedWithIt() {
    var team = Team.by(POLICY, rep("ana"), rep("bob").with("german"));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    assertThat(team.seat("others", "ana").load()).isZero();
  }

  @Test
  void aLeadThatIsCorrectedWaitsForTheRightTeamIfItMust() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("l"));
    team.corrects(lead("l").from("DE"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("team", "ana").load()).isZero();
  }

  @Test
  void whatARepHasNotAcceptedWhoLeavesIsRoutedAgain() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("accepted"));
    team.hears("accepted", Disposition.ACCEPTED);
    team.submits(lead("contacted"));
    team.hears("contacted", Disposition.CONTACTED);
    team.submits(lead("open"));
    team.join(rep("bob"));
    team.leaves("ana");
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.holderOf("accepted")).isEqualTo("ana");
    assertThat(team.holderOf("contacted")).isEqualTo("ana");
    assertThat(team.seat("team", "ana").load()).isEqualTo(2);
  }

  @Test
  void allThatARepHeldWhoIsInactiveIsRoutedAgainIfThePolicySaysSo() {
    var team =
        Team.by(POLICY.replace("onRepLeft: route-unaccepted", "onRepLeft: route-all"), rep("ana"));
    team.submits(lead("accepted"));
    team.hears("accepted", Disposition.ACCEPTED);
    team.submits(lead("open"));
    team.becomes("ana", rep -> rep.being(RepStatus.INACTIVE));
    assertThat(team.lead("open").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.lead("accepted").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("team", "ana").load()).isZero();
    team.becomes("ana", rep -> rep.being(RepStatus.ACTIVE));
    assertThat(team.holderOf("open")).as("who gave it up does not get it back").isEmpty();
    team.join(rep("bob"));
    assertThat(team.holderOf("open")).isEqualTo("bob");
    assertThat(team.holderOf("accepted")).isEqualTo("bob");
  }

  @Test
  void whoOnlyMovesKeepsWhatItHolds() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("l"));
    team.becomes("ana", rep -> rep.in("others"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
  }

  @Test
  void whoLeavesOnItsWayPassesOnWhatItWasGivenThere() {
    var team = Team.by(POLICY, rep("ana"), rep("zoe").in("others").holdingAtMost(0));
    Business business = team.business;
    team.submits(lead("l").from("ZA"));
    business.employs(rep("ana").in("others").rep());
    business.delivers(() -> 0);
    business.employs(rep("ana").in("others").weighing(50).rep());
    business.delivers(() -> 0);
    team.says("l", Disposition.ASSIGNED_BY_HAND, "ana");
    business.delivers(() -> 0);
    assertThat(team.seat("others", "ana").presence()).isEqualTo(Presence.EXPECTED);
    assertThat(team.holderOf("l")).isEqualTo("ana");
    team.becomes("ana", rep -> rep.in("others").being(RepStatus.INACTIVE));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    assertThat(team.seat("others", "ana").load()).isZero();
  }
}
