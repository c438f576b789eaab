package io.leadrouter.policy;

import static io.leadrouter.policy.Cases.ACCOUNT;
import static io.leadrouter.policy.Cases.BARE;
import static io.leadrouter.policy.Cases.LEAD;
import static io.leadrouter.policy.Cases.NOW;
import static io.leadrouter.policy.Cases.rep;
import static io.leadrouter.policy.Cases.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.ScoredLead;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

  private static final ScoredLead KNOWN = scored(LEAD, Optional.of(ACCOUNT));
  private static final ScoredLead UNKNOWN = scored(BARE, Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.country == 'DE'",
        "lead.country in ['DE', 'FR'] && lead.person.title == 'CTO'",
        "lead.company.employees > 1000",
        "lead.company.employees >= 1200.0",
        "lead.company.revenue.amount >= 2500000 && lead.company.revenue.currency == 'EUR'",
        "lead.submittedAt < now && now - lead.submittedAt == duration('60s')",
        "now.getDayOfWeek('Europe/Berlin') == 1 && now.getHours('Europe/Berlin') == 10",
        "lead.consent == 'GRANTED' && !lead.test",
        "lead.attributes.tier == 'gold' && lead.attributes['tier'] == 'gold'",
        "lead.productInterest.startsWith('cloud') && lead.productInterest.matches('^cloud-.+$')",
        "account.lifecycle == 'CUSTOMER' && account.segment == 'enterprise'",
        "account.owners.exists(owner, owner.role == 'account-executive')",
        "account.owners[0].repId == 'rep-1' && 'acme.example' in account.domains",
        "score == 50.0 && score > 10 && engagement < 20.5 && quality == 0.75",
        "grade in ['A', 'B'] && band == 2",
        "has(account.accountId) && has(lead.company) && has(lead.company.revenue)",
        "has(lead.attributes.tier) && !has(lead.attributes.other)",
        "has(account.owners) && has(lead.consent) && !has(lead.region) && !has(lead.test)",
      })
  void aConditionReadsTheRealLead(String when) {
    assertThat(Cases.holds(when, KNOWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "!has(account.accountId) && account.accountId == ''",
        "account.lifecycle == 'UNKNOWN' && !has(account.lifecycle)",
        "account.owners.size() == 0 && !has(account.owners) && account.employees == 0",
        "!has(lead.country) && lead.country == ''",
        "!has(lead.company) && !has(lead.company.employees) && lead.company.employees == 0",
        "!has(lead.company.revenue) && lead.company.revenue.amount == 0.0",
        "!has(lead.person) && lead.person.title == ''",
        "!has(lead.attributes) && !('tier' in lead.attributes)",
      })
  void whatIsUnknownReadsAsAnUnsetField(String when) {
    assertThat(Cases.holds(when, UNKNOWN)).isTrue();
    assertThat(Cases.holds(when, KNOWN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.attributes['absent'] == 'x'",
        "lead.attributes.absent != 'x'",
        "account.owners[7].role == 'x'",
        "1 / (band - 2) == 0",
        "timestamp(lead.country) < now",
        "lead.country.matches('[')",
      })
  void aConditionThatCannotBeEvaluatedDoesNotHold(String when) {
    assertThat(Cases.holds(when, KNOWN)).isFalse();
  }

  @Test
  void anErrorOnOneSideDoesNotHideTheOther() {
    assertThat(Cases.holds("lead.attributes.absent == 'x' || lead.country == 'DE'", KNOWN))
        .isTrue();
  }

  @Test
  void aPoolAdmitsTheRepsOfItsGroupWhomItsConditionNames() {
    Pool pool = pool("'\"enterprise\" in rep.skills && rep.languages == [\"de\", \"en\"]'");
    assertThat(pool.admits(rep("r1", "g", "enterprise"))).isTrue();
    assertThat(pool.admits(rep("r1", "g", "smb"))).isFalse();
    assertThat(pool.admits(rep("r1", "other", "enterprise"))).isFalse();
    assertThat(pool("[r1, r2]").admits(rep("r2", "g"))).isTrue();
    assertThat(pool("[r1, r2]").admits(rep("r3", "g"))).isFalse();
    assertThat(pool("[r1, r2]").admits(rep("r1", "other"))).isFalse();
    assertThat(pool("'rep.skills[3] == \"x\"'").admits(rep("r1", "g"))).isFalse();
  }

  @Test
  void aCheckSaysWhatIsNotCompiled() {
    Policy policy =
        Cases.policy(
            """
            id: slow
            groups: [g]
            pools: {p: {group: g, members: 'type(rep.weight) == int'}}
            rules:
              - id: a
                when: >-
                  lead.test || type(lead.country) == string
                routes: [{pool: p}]
              - {id: others, otherwise: true, routes: [{pool: p}]}
            """);
    assertThat(policy.warnings())
        .extracting(Finding::toString)
        .containsExactly(
            "policy.yaml:3:32: warning: members is evaluated by dev.cel itself, which is slower:"
                + " our compiler does not know \"type\"",
            "policy.yaml:6:11: warning: when is evaluated by dev.cel itself, which is slower:"
                + " our compiler does not know \"type\"");
    assertThat(policy.match(KNOWN, NOW).id()).isEqualTo("a");
  }

  @Test
  void twoThreadsMatchTheSamePolicy() {
    Policy policy =
        Cases.policy(
            """
            id: shared
            groups: [g]
            pools: {p: {group: g, members: 'true'}}
            rules:
              - {id: customers, when: 'account.owners.exists(o, o.repId == "rep-1")', routes: [{pool: p}]}
              - {id: others, otherwise: true, routes: [{pool: p}]}
            """);
    assertThat(
            IntStream.range(0, 20_000)
                .parallel()
                .filter(
                    i -> {
                      String rule = policy.match(i % 2 == 0 ? KNOWN : UNKNOWN, NOW).id();
                      return rule.equals(i % 2 == 0 ? "customers" : "others");
                    }))
        .hasSize(20_000);
  }

  private static Pool pool(String members) {
    return Cases.policy(
            """
            id: one-pool
            groups: [g]
            pools: {p: {group: g, members: %s}}
            rules: [{id: all, otherwise: true, routes: [{pool: p}]}]
            """
                .formatted(members))
        .pools()
        .get("p");
  }
}
