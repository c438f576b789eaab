package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static io.leadrouter.routing.Team.leads;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.RouteTried;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What a route asks of lead and rep together, whom it names, and who stands in. It is Monday, 5
 * January 2026, 09:00.
 */
class WhoSuitsExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      calendars:
        office: {timeZone: UTC, hours: {mon-fri: 09:00-17:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, waitFor: 1h, overflow: second}
        second: {group: team, members: '"second" in rep.skills', strategy: round-robin, maxUnaccepted: none, waitFor: 30m, overflow: far}
        far: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}
        speakers: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
        heavy: {group: team, members: 'true', strategy: weighted-round-robin, maxUnaccepted: none, weights: {ana: 300}}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: held, when: 'lead.campaign == "held"', routes: [{hold: executive, waitFor: 1h}, {pool: speakers}]}
        - {id: owned, when: 'account.lifecycle == "CUSTOMER"', routes: [{owner: executive, waitFor: 10m, countsIn: speakers}, {pool: speakers}]}
        - {id: alone, when: 'lead.campaign == "alone"', routes: [{rep: ana, backup: false, waitFor: 1h}, {pool: speakers}]}
        - {id: named, when: 'lead.campaign == "named"', routes: [{rep: ana}]}
        - {id: overflow, when: 'lead.campaign == "overflow"', routes: [{pool: all}]}
        - {id: heavy, when: 'lead.campaign == "heavy"', routes: [{pool: heavy}]}
        - id: spoken
          otherwise: true
          routes: [{pool: speakers, requires: 'lead.language == "" || lead.language in rep.languages'}]
      """;

  @Test
  void aGermanLeadWaitsForAGermanSpeakerWhileAnEnglishSpeakerIsFree() {
    var team = Team.by(POLICY, rep("ana").speaking("en"));
    team.submits(lead("l").speaking("de"));
    assertThat(team.holderOf("l")).isEmpty();
    team.join(rep("bob").speaking("de"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whoLacksWhatALeadNeedsIsOnTheRecord() {
    var team =
        Team.by(
            POLICY,
            rep("ana").speaking("en"),
            rep("bob").speaking("en").holdingAtMost(0),
            rep("cyd").speaking("en", "fr"),
            rep("dan").speaking("de"));
    team.submits(lead("french").speaking("fr"));
    assertThat(team.holderOf("french")).isEqualTo("cyd");
    assertThat(team.decided("french").choice().routes())
        .singleElement()
        .extracting(RouteTried::eligible, RouteTried::excluded)
        .containsExactly(1, Map.of("language", 2, "at-capacity", 1));
    team.submits(lead("greek").speaking("el"));
    assertThat(team.decided("greek").choice().routes())
        .singleElement()
        .extracting(RouteTried::result, RouteTried::excluded)
        .containsExactly("waiting", Map.of("language", 3, "at-capacity", 1));
  }

  @Test
  void whoForgetsALanguageIsAskedInItNoMore() {
    var team = Team.by(POLICY, rep("ana").speaking("de"), rep("bob").speaking("de"));
    team.becomes("ana", rep -> rep.speaking("en"));
    assertThat(team.receives(3, lead -> lead.speaking("de"))).isEqualTo(Map.of("bob", 3L));
    team.becomes("bob", rep -> rep.speaking("en", "de"));
    assertThat(team.receives(2, lead -> lead.speaking("de"))).isEqualTo(Map.of("bob", 2L));
    assertThat(team.receives(2, lead -> lead.speaking("en"))).isEqualTo(Map.of("ana", 2L));
  }

  @Test
  void whoSpeaksEitherLanguageIsAskedInTurn() {
    String either =
        POLICY.replace(
            "lead.language == \"\" || lead.language",
            "lead.country in rep.territories || lead.language");
    var team =
        Team.by(
            either,
            rep("ana").speaking("de"),
            rep("bob").speaking("en").responsibleFor("AT"),
            rep("cyd").speaking("de").responsibleFor("AT"),
            rep("dan").speaking("en"));
    assertThat(team.receives(9, lead -> lead.speaking("de").from("AT")))
        .isEqualTo(Map.of("ana", 3L, "bob", 3L, "cyd", 3L));
  }

  @Test
  void whoLearnsGermanGetsTheGermanLeadAtOnce() {
    var team = Team.by(POLICY, rep("ana").speaking("en"));
    team.submits(lead("l").speaking("de"));
    team.becomes("ana", rep -> rep.speaking("en", "de"));
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void leadsOfTwoLanguagesDoNotBlockEachOther() {
    var team =
        Team.by(
            POLICY,
            rep("ana").speaking("de").holdingAtMost(1),
            rep("bob").speaking("en").holdingAtMost(1));
    team.submits(lead("held by ana").speaking("de"));
    team.submits(lead("held by bob").speaking("en"));
    team.submits(lead("best").speaking("de").worth(50));
    team.submits(lead("next").speaking("en").worth(10));
    team.submits(lead("any").worth(5));
    team.hears("held by bob", Disposition.LOST);
    assertThat(team.holderOf("next")).isEqualTo("bob");
    assertThat(team.holderOf("best")).isEmpty();
    team.hears("next", Disposition.LOST);
    assertThat(team.holderOf("any")).isEqualTo("bob");
    team.hears("held by ana", Disposition.LOST);
    assertThat(team.holderOf("best")).isEqualTo("ana");
  }

  @Test
  void aLanguageIsNoReasonToSkipATurnOfOthers() {
    var team = Team.by(POLICY, rep("ana").speaking("de"), rep("bob").speaking("en"));
    team.receives(4, lead -> lead.speaking("de"));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("bob", 4L));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  @Test
  void theOwnerIsOnLeaveSoTheBackupGetsIt() {
    var team = Team.by(POLICY, rep("ana").stoodInForBy("bob"), rep("bob"), rep("cyd"));
    team.goesOnLeave("ana");
    team.submits(lead("l").ownedBy("ana"));
    assertThat(team.holderOf("l")).isEqualTo("bob");
    team.comesBack("ana");
    team.submits(lead("m").ownedBy("ana"));
    assertThat(team.holderOf("m")).isEqualTo("ana");
  }

  @Test
  void theOwnerIsBusySoNobodyStandsIn() {
    var team =
        Team.by(POLICY, rep("ana").stoodInForBy("bob").holdingAtMost(0), rep("bob"), rep("cyd"));
    team.submits(lead("l").ownedBy("ana"));
    assertThat(team.holderOf("l")).isEmpty();
    team.passes(Duration.ofMinutes(10));
    assertThat(team.lead("l").holding().pool()).isEqualTo("speakers");
  }

  @Test
  void whoGoesOnLeaveWhileALeadWaitsIsStoodInForAtOnce() {
    var team =
        Team.by(
            POLICY,
            rep("ana")
                .stoodInForBy("bob")
                .holdingAtMost(0)
                .off("2026-01-05T09:05:00Z", "2026-01-06T09:00:00Z"),
            rep("bob").stoodInForBy("cyd").off("2026-01-05T08:00:00Z", "2026-01-05T12:00:00Z"),
            rep("cyd"));
    team.submits(lead("l").of("named"));
    assertThat(team.holderOf("l")).isEmpty();
    team.passes(Duration.ofMinutes(5));
    assertThat(team.holderOf("l")).isEqualTo("cyd");
  }

  @Test
  void backupsInACircleEnd() {
    var team = Team.by(POLICY, rep("ana").stoodInForBy("bob"), rep("bob").stoodInForBy("ana"));
    team.goesOnLeave("ana");
    team.goesOnLeave("bob");
    team.submits(lead("l").of("named"));
    assertThat(team.lead("l").status()).isEqualTo(LeadStatus.WAITING);
    team.comesBack("bob");
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void whoIsNobodysBackupWaitsForTheRepAlone() {
    var team = Team.by(POLICY, rep("ana").stoodInForBy("bob"), rep("bob"));
    team.goesOnLeave("ana");
    team.submits(lead("l").of("alone"));
    assertThat(team.holderOf("l")).isEmpty();
    team.passes(Duration.ofHours(1));
    assertThat(team.holderOf("l")).isEqualTo("bob");
  }

  @Test
  void aHeldLeadWaitsForItsOwnerAndNobodyElse() {
    var team = Team.by(POLICY, rep("ana").stoodInForBy("bob"), rep("bob"));
    team.goesOnLeave("ana");
    team.submits(lead("l").of("held").ownedBy("ana"));
    assertThat(team.holderOf("l")).isEmpty();
    team.passes(Duration.ofMinutes(59));
    assertThat(team.holderOf("l")).isEmpty();
    team.comesBack("ana");
    assertThat(team.holderOf("l")).isEqualTo("ana");
  }

  @Test
  void anOwnerTakesATurnWhereTheRouteCountsIt() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.receives(2, lead -> lead.ownedBy("ana"));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("bob", 2L));
    assertThat(team.receives(2, leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void aWeightOfThePoolIsForThatPool() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    assertThat(team.receives(8, lead -> lead.of("heavy"))).isEqualTo(Map.of("ana", 6L, "bob", 2L));
    assertThat(team.receives(4, leads())).isEqualTo(Map.of("ana", 2L, "bob", 2L));
  }

  @Test
  void whoWaitedOverflowsFromPoolToPool() {
    var team =
        Team.by(
            POLICY,
            rep("ana").holdingAtMost(0),
            rep("bob").with("second").holdingAtMost(0),
            rep("zoe").in("others"));
    team.submits(lead("l").of("overflow"));
    team.passes(Duration.ofMinutes(59));
    assertThat(team.lead("l").step().line()).isEqualTo("pool:all");
    team.passes(Duration.ofMinutes(1));
    assertThat(team.lead("l").step().line()).isEqualTo("pool:second");
    team.passes(Duration.ofMinutes(30));
    assertThat(team.holderOf("l")).isEqualTo("zoe");
  }

  @Test
  void whoMovedAwayIsNotStoodInForHere() {
    var team =
        Team.by(
            POLICY,
            rep("ana").stoodInForBy("cyd").being(RepStatus.ON_LEAVE),
            rep("bob").holdingAtMost(0),
            rep("cyd").holdingAtMost(0));
    team.becomes("ana", rep -> rep.in("others"));
    team.submits(lead("l").ownedBy("bob", "ana"));
    team.restarts();
    team.becomes("cyd", RepSheet::uncapped);
    assertThat(team.holderOf("l")).isEmpty();
  }
}
