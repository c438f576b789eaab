package io.leadrouter.routing;

import static io.leadrouter.routing.LeadSheet.lead;
import static io.leadrouter.routing.RepSheet.rep;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.RouteTried;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Somebody comes back whom a rep knows. */
class OwnershipExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [team, others]
      calendars:
        daytime: {timeZone: UTC, hours: {mon-sun: 08:00-20:00}}
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
        others: {group: others, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      ownership: {person: 90d, account: 30d}
      rules:
        - {id: rival, when: 'lead.campaign == "rival"', routes: [{reject: competitor}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: others}]}
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  /** Ana has closed a lead of this person; it is Bob's turn. */
  private static Team knowing(RepSheet ana, RepSheet... more) {
    var team = Team.by(POLICY, ana, rep("bob"));
    team.join(more);
    team.submits(lead("first").by("mail").in("initech"));
    assertThat(team.holderOf("first")).isEqualTo("ana");
    team.hears("first", Disposition.LOST);
    return team;
  }

  private static RouteTried asked(Team team, String leadId) {
    return team.decided(leadId).choice().routes().get(0);
  }

  @Test
  void whoComesBackGoesToWhoKnowsThem() {
    var team = knowing(rep("ana"));
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("ana");
    assertThat(team.decided("again").choice().strategy()).isEqualTo("direct");
    assertThat(team.decided("again").ledger()).as("it is no turn").isEmpty();
    assertThat(team.seat("team", "ana").load()).isEqualTo(1);
    assertThat(asked(team, "again"))
        .isEqualTo(new RouteTried("ownership:person", "chosen", 1, Map.of()));
    assertThat(team.receives(2, Team.leads())).isEqualTo(Map.of("ana", 1L, "bob", 1L));
  }

  @Test
  void theSameLeadComesBackToo() {
    var team = knowing(rep("ana"));
    team.submits(lead("first").by("mail"));
    assertThat(team.lead("first").cycle()).isEqualTo(2);
    assertThat(team.holderOf("first")).isEqualTo("ana");
  }

  @Test
  void anybodyOfTheAccountGoesToWhoKnowsIt() {
    var team = knowing(rep("ana"));
    team.submits(lead("colleague").by("their-mail").in("initech"));
    assertThat(team.holderOf("colleague")).isEqualTo("ana");
    team.submits(lead("other").by("other-mail").in("hooli"));
    assertThat(team.holderOf("other")).isEqualTo("bob");
  }

  @Test
  void thePersonsRepGoesBeforeTheAccounts() {
    var team = knowing(rep("ana"));
    team.submits(lead("theirs").by("mail-2"));
    team.hears("theirs", Disposition.LOST);
    team.submits(lead("again").by("mail-2").in("initech"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again").route()).isEqualTo("ownership:person");
  }

  @Test
  void anAccountThatHasOwnersIsTheirsAsItsRuleSays() {
    var team = knowing(rep("ana"));
    team.submits(lead("theirs").ownedBy("ana"));
    team.submits(lead("customer").ownedBy("ana"));
    assertThat(team.holderOf("theirs")).isEqualTo("bob");
    assertThat(team.holderOf("customer")).isEqualTo("ana");
    assertThat(asked(team, "customer").route()).isEqualTo("pool:all");
  }

  @Test
  void whoComesBackTooLateGoesByTheRules() {
    var team = knowing(rep("ana"));
    team.passes(Duration.ofDays(91));
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again"))
        .isEqualTo(new RouteTried("ownership:person", "expired", 0, Map.of()));
  }

  @Test
  void whoIsOffShiftGetsItAtOnce() {
    var team = knowing(rep("ana").workingFrom(9, 17));
    team.waitsUntil("2026-01-05T22:00:00Z");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("ana");
  }

  @Test
  void whileTheRepIsOnLeaveItsBackupGetsIt() {
    var team = knowing(rep("ana").stoodInForBy("cyd"), rep("cyd"));
    team.goesOnLeave("ana");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("cyd");
    assertThat(asked(team, "again").excluded()).isEqualTo(Map.of("on-leave", 1));
  }

  @Test
  void twoWhoStandInForEachOtherAreAwayTogether() {
    var team = knowing(rep("ana").stoodInForBy("cyd"), rep("cyd").stoodInForBy("ana"));
    team.goesOnLeave("ana");
    team.goesOnLeave("cyd");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again"))
        .isEqualTo(new RouteTried("ownership:person", "nobody-eligible", 0, Map.of("on-leave", 2)));
  }

  @Test
  void withoutABackupTheRulesSayWhoGetsItWhileTheRepIsInactive() {
    var team = knowing(rep("ana"));
    team.becomes("ana", rep -> rep.being(RepStatus.INACTIVE));
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again").excluded()).isEqualTo(Map.of("inactive", 1));
  }

  @Test
  void whoIsPausedHasNobodyToStandInAndGetsNone() {
    var team = knowing(rep("ana").stoodInForBy("cyd"), rep("cyd"));
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again").excluded()).isEqualTo(Map.of("paused", 1));
  }

  @Test
  void aCapOfItsOwnKeepsWhoKnowsThemFromMore() {
    var team = knowing(rep("ana").holdingAtMost(1), rep("cyd"));
    team.submits(lead("more"));
    team.submits(lead("most"));
    team.submits(lead("full"));
    assertThat(team.holderOf("full")).isEqualTo("ana");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again").excluded()).isEqualTo(Map.of("at-capacity", 1));
    team.hears("full", Disposition.LOST);
    assertThat(team.holderOf("again")).as("it is asked once").isEqualTo("bob");
  }

  @Test
  void whoIsNotKnownAnyMoreIsNotAsked() {
    var team = knowing(rep("ana"));
    team.leaves("ana");
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
    assertThat(asked(team, "again").excluded()).isEqualTo(Map.of("unknown-rep", 1));
  }

  @Test
  void whoeverGaveThePersonUpHasNothingToDoWithThem() {
    var team = Team.by(POLICY, rep("ana"), rep("bob"));
    team.submits(lead("first").by("mail"));
    team.hears("first", Disposition.DECLINED);
    assertThat(team.holderOf("first")).isEqualTo("bob");
    team.hears("first", Disposition.LOST);
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
  }

  @Test
  void aLeadThatWasClosedWhenNobodyHadItIsNobodys() {
    var team = Team.by(POLICY, rep("ana"));
    team.submits(lead("first").by("mail"));
    team.hears("first", Disposition.DECLINED);
    assertThat(team.lead("first").status()).isEqualTo(LeadStatus.WAITING);
    team.hears("first", Disposition.LOST);
    team.join(rep("bob"));
    team.submits(lead("other"));
    team.submits(lead("again").by("mail"));
    assertThat(asked(team, "again").route()).isEqualTo("pool:all");
  }

  @Test
  void whoDeclinesAPersonThatItKnowsDoesNotGetThemBack() {
    var team = knowing(rep("ana"));
    team.submits(lead("again").by("mail"));
    team.hears("again", Disposition.DECLINED);
    assertThat(team.holderOf("again")).isEqualTo("bob");
  }

  @Test
  void whoeverKnowsAPersonInAnotherGroupGetsThem() {
    var team = knowing(rep("ana"), rep("zoe").in("others"));
    team.submits(lead("again").by("mail").from("ZA"));
    assertThat(team.holderOf("again")).isEqualTo("ana");
    assertThat(team.business.homeOf("again")).contains("team");
  }

  @Test
  void aPersonFollowsTheirRepIntoAnotherGroup() {
    var team = knowing(rep("ana"));
    team.becomes("ana", rep -> rep.in("others"));
    team.submits(lead("first").by("mail"));
    assertThat(team.holderOf("first")).isEqualTo("ana");
    assertThat(team.seat("others", "ana").load()).isEqualTo(1);
  }

  @Test
  void aRuleThatSendsALeadToNobodyStillDoes() {
    var team = knowing(rep("ana"));
    team.submits(lead("again").by("mail").of("rival"));
    assertThat(team.business.lead("again")).isEmpty();
    team.submits(lead("open").by("mail-2"));
    team.hears("open", Disposition.LOST);
    team.submits(lead("open").by("mail").of("rival"));
    assertThat(team.lead("open").status()).isEqualTo(LeadStatus.REJECTED);
  }

  @Test
  void whoMayNotBeCalledYetIsKnownInTheMorning() {
    var team =
        Team.by(
            POLICY.replace("ownership:", "contactHours: daytime\nownership:"),
            rep("ana"),
            rep("bob"));
    team.submits(lead("first").by("mail"));
    team.hears("first", Disposition.LOST);
    team.waitsUntil("2026-01-05T22:00:00Z");
    team.submits(lead("again").by("mail"));
    assertThat(team.lead("again").status()).isEqualTo(LeadStatus.WAITING);
    team.restarts();
    team.waitsUntil("2026-01-06T08:00:00Z");
    assertThat(team.holderOf("again")).isEqualTo("ana");
  }

  @Test
  void whoSaysLaterWhoTheyAreGoesToWhoKnowsThem() {
    var team = knowing(rep("ana"));
    team.becomes("bob", rep -> rep.holdingAtMost(0));
    team.becomes("ana", rep -> rep.being(RepStatus.PAUSED));
    team.submits(lead("unknown"));
    assertThat(team.lead("unknown").status()).isEqualTo(LeadStatus.WAITING);
    team.becomes("ana", rep -> rep.being(RepStatus.ACTIVE).workingFrom(0, 1));
    team.corrects(lead("unknown").by("mail"));
    assertThat(team.holderOf("unknown")).as("although it is off shift").isEqualTo("ana");
  }

  @Test
  void aTestLeadIsNobodys() {
    var team = knowing(rep("ana"));
    team.submits(lead("test").in("initech").forTest());
    assertThat(asked(team, "test").route()).isEqualTo("pool:all");
  }

  @Test
  void withoutTheKeyEverybodyGoesByTheRules() {
    var team = Team.by(POLICY.replaceAll("ownership: .*", ""), rep("ana"), rep("bob"));
    team.submits(lead("first").by("mail"));
    team.hears("first", Disposition.LOST);
    team.submits(lead("again").by("mail"));
    assertThat(team.holderOf("again")).isEqualTo("bob");
  }

  @Test
  void whatIsOnlyObservedSaysWhoKnowsThem() {
    var team = knowing(rep("ana"));
    team.worksBy(POLICY.replace("rules:", "mode: observe\nrules:"));
    team.submits(lead("again").by("mail"));
    assertThat(team.lead("again").status()).isEqualTo(LeadStatus.OBSERVED);
    assertThat(team.decided("again").choice().repId()).isEqualTo("ana");
  }
}
