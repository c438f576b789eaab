package io.leadrouter.policy;

import static io.leadrouter.policy.Cases.ACCOUNT;
import static io.leadrouter.policy.Cases.BARE;
import static io.leadrouter.policy.Cases.LEAD;
import static io.leadrouter.policy.Cases.NOW;
import static io.leadrouter.policy.Cases.scored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.Route.ByBand;
import io.leadrouter.policy.Route.Nurture;
import io.leadrouter.policy.Route.Reject;
import io.leadrouter.policy.Route.ToOwner;
import io.leadrouter.policy.Route.ToPool;
import io.leadrouter.policy.Route.ToRep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final String WHOLE =
      """
      id: whole
      description: every word of the language
      groups: [emea, amer]
      pools:
        emea-enterprise:
          group: emea
          members: '"enterprise" in rep.skills && "emea" in rep.territories'
          strategy: weighted-round-robin
          rotation: emea
          openLeads: 25
          ageingPerHour: 2.5
        emea-warm: {group: emea, members: [r-1, r-2]}
        amer: {group: amer, members: 'true', strategy: round-robin}
      scorecard:
        fit:
          - {when: 'lead.company.employees >= 500', points: 30, text: 'company of 500 or more'}
          - {when: '!has(lead.country)', points: -5.5, text: 'no country'}
        engagement: {halfLife: 7d, points: {webinar: 15, email-click: 3}, capPerKind: 30}
        grades: {A: 60, B: 40, C: 20}
        bands: {1: 30, 2: 10}
      enrichment: {freeMailDomains: [Example-Mail.org]}
      rules:
        - id: customers
          description: to whom they know
          when: 'account.lifecycle == "CUSTOMER"'
          routes:
            - {owner: account-executive, waitFor: 1h30m}
            - {pool: emea-enterprise, waitFor: 2h}
        - id: by-score
          when: 'lead.country in ["DE", "FR"]'
          routes:
            - bands: {1: emea-enterprise, 2: emea-warm, 3: emea-warm}
              waitFor: 90s
            - nurture
        - {id: competitors, when: 'account.lifecycle == "COMPETITOR"', routes: [{reject: competitor}]}
        - {id: named, when: 'lead.campaign == "x"', routes: [{rep: r-17, waitFor: 1d}, {pool: amer}]}
        - {id: everything-else, otherwise: true, routes: [{pool: amer}]}
      """;

  @Test
  void aPolicyIsReadWhole() {
    Policy policy = Cases.policy(WHOLE);

    assertThat(policy.id()).isEqualTo("whole");
    assertThat(policy.version()).isEqualTo(3);
    assertThat(policy.groups()).containsExactly("emea", "amer");
    assertThat(policy.freeMailDomains()).containsExactly("example-mail.org");
    assertThat(policy.warnings()).isEmpty();

    assertThat(policy.pools()).containsOnlyKeys("emea-enterprise", "emea-warm", "amer");
    Pool pool = policy.pools().get("emea-enterprise");
    assertThat(pool.id()).isEqualTo("emea-enterprise");
    assertThat(pool.group()).isEqualTo("emea");
    assertThat(pool.strategy()).isEqualTo(Strategy.WEIGHTED_ROUND_ROBIN);
    assertThat(pool.rotation()).isEqualTo("emea");
    assertThat(pool.openLeads()).isEqualTo(OptionalInt.of(25));
    assertThat(pool.ageingPerHour()).isEqualTo(2.5);
    Pool plain = policy.pools().get("emea-warm");
    assertThat(plain.strategy()).isEqualTo(Strategy.ROUND_ROBIN);
    assertThat(plain.rotation()).isEqualTo("emea-warm");
    assertThat(plain.openLeads()).isEmpty();
    assertThat(plain.ageingPerHour()).isEqualTo(1);

    assertThat(policy.rule("customers").orElseThrow())
        .isEqualTo(
            new Rule(
                "customers",
                "to whom they know",
                List.of(
                    new ToOwner("account-executive", Optional.of(Duration.ofMinutes(90))),
                    new ToPool("emea-enterprise", Optional.of(Duration.ofHours(2))))));
    assertThat(policy.rule("by-score").orElseThrow().routes())
        .containsExactly(
            new ByBand(
                Map.of(1, "emea-enterprise", 2, "emea-warm", 3, "emea-warm"),
                Optional.of(Duration.ofSeconds(90))),
            new Nurture());
    assertThat(policy.rule("competitors").orElseThrow().routes())
        .containsExactly(new Reject("competitor"));
    assertThat(policy.rule("named").orElseThrow().routes())
        .containsExactly(
            new ToRep("r-17", Optional.of(Duration.ofDays(1))),
            new ToPool("amer", Optional.empty()));
    assertThat(policy.rule("gone")).isEmpty();
  }

  @Test
  void aScorecardIsReadWhole() {
    Scorecard scorecard = Cases.policy(WHOLE).scorecard();

    assertThat(scorecard.fit()).hasSize(2);
    assertThat(scorecard.fit().get(0).points()).isEqualTo(30);
    assertThat(scorecard.fit().get(0).text()).isEqualTo("company of 500 or more");
    assertThat(scorecard.fit())
        .extracting(rule -> rule.appliesTo(LEAD, Optional.empty(), Cases.QUALITY, NOW))
        .containsExactly(true, false);
    assertThat(scorecard.fit())
        .extracting(rule -> rule.appliesTo(BARE, Optional.empty(), Cases.QUALITY, NOW))
        .containsExactly(false, true);
    assertThat(scorecard.halfLife()).isEqualTo(Duration.ofDays(7));
    assertThat(scorecard.activityPoints()).isEqualTo(Map.of("webinar", 15.0, "email-click", 3.0));
    assertThat(scorecard.capPerKind()).isEqualTo(30);
    assertThat(List.of(61.0, 60.0, 59.9, 40.0, 20.0, 19.9, -5.0))
        .extracting(scorecard::grade)
        .containsExactly("A", "A", "B", "B", "C", "D", "D");
    assertThat(List.of(30.0, 29.9, 10.0, 9.9, 0.0))
        .extracting(scorecard::band)
        .containsExactly(1, 2, 2, 3, 3);
  }

  @Test
  void theFirstRuleThatHoldsWins() {
    Policy policy = Cases.policy(WHOLE);
    assertThat(policy.match(scored(LEAD, Optional.of(ACCOUNT)), NOW).id()).isEqualTo("customers");
    assertThat(policy.match(scored(LEAD, Optional.empty()), NOW).id()).isEqualTo("by-score");
    assertThat(policy.match(scored(BARE, Optional.empty()), NOW).id()).isEqualTo("everything-else");
  }

  @Test
  void aLeadWithoutItsIdentifiersMatchesAsBefore() {
    Policy policy = Cases.policy(WHOLE);
    var lead = scored(LEAD, Optional.of(ACCOUNT));
    assertThat(policy.match(lead.withoutIdentifiers(), NOW)).isEqualTo(policy.match(lead, NOW));
  }

  @Test
  void whatWorksButIsHardlyMeantIsAWarning() {
    Policy policy =
        Cases.policy(
            """
            id: idle
            groups: [g, empty]
            pools:
              used: {group: g, members: 'true'}
              unused: {group: g, members: 'true'}
            rules: [{id: all, otherwise: true, routes: [{pool: used}]}]
            """);
    assertThat(policy.warnings())
        .extracting(Finding::toString)
        .containsExactly(
            "policy.yaml:2:13: warning: group \"empty\" has no pool",
            "policy.yaml:5:3: warning: no rule routes to pool \"unused\"");
  }

  @Test
  void aPublishedPolicyIsNamedByItsIdAndVersion() {
    assertThatThrownBy(() -> Policy.parse(published(1, "id: 5")))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageStartingWith("sample@7:1:1: missing key \"groups\" in a policy\n");
  }

  @Test
  void aNewerLanguageIsRefused() throws InvalidPolicyException {
    assertThat(Policy.parse(published(1, WHOLE)).version()).isEqualTo(7);
    assertThatThrownBy(() -> Policy.parse(published(2, WHOLE)))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessage(
            "sample@7:1:1: written in format 2 of the policy language; this router reads up to 1:"
                + " run a newer router");
  }

  private static PublishedPolicy published(int format, String yaml) {
    return new PublishedPolicy("sample", 7, format, yaml, "", "", "", Instant.EPOCH);
  }
}
