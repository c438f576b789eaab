package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.RandomDomain;
import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two leads have the same facts exactly when the condition cannot tell them apart. */
class LeadFactsTest {

  private static final ScoredLead LEAD = new RandomDomain(1).scoredLead();
  private static final Account ACCOUNT = new RandomDomain(2).account();

  @Test
  void ownersAreToldApartByWhatTheyAre() {
    String condition = "account.owners.exists(owner, owner.repId == rep.repId)";
    AccountOwner ana = new AccountOwner("executive", "ana");
    AccountOwner bob = new AccountOwner("executive", "bob");
    String facts = facts(condition, ownedBy(ana, bob));
    assertThat(facts(condition, ownedBy(new AccountOwner("executive", "ana"), bob)))
        .isEqualTo(facts);
    assertThat(facts(condition, ownedBy(ana))).isNotEqualTo(facts);
    assertThat(facts(condition, ownedBy(ana, new AccountOwner("success", "bob"))))
        .isNotEqualTo(facts);
    assertThat(facts).contains("ana", "bob");
  }

  @Test
  void attributesAreToldApartWhateverTheyHold() {
    String condition = "lead.attributes.exists(key, lead.attributes[key] in rep.skills)";
    String facts = facts(condition, with(Map.of("a", "1", "b", "2")));
    assertThat(facts(condition, with(Map.of("b", "2", "a", "1")))).isEqualTo(facts);
    assertThat(facts(condition, with(Map.of("a", "1, b=2")))).isNotEqualTo(facts);
  }

  @Test
  void oneFactDoesNotRunIntoTheNext() {
    String condition = "lead.attributes.a in rep.skills || lead.attributes.b in rep.skills";
    assertThat(facts(condition, with(Map.of("a", "x\u001ey", "b", ""))))
        .isNotEqualTo(facts(condition, with(Map.of("a", "x", "b", "y\u001e"))));
    assertThat(facts(condition, with(Map.of("a", "-"))))
        .isNotEqualTo(facts(condition, with(Map.of("b", "-"))));
  }

  private static String facts(String condition, ScoredLead lead) {
    try {
      return LeadFacts.readBy(new Conditions(Map.of()).requirements().compile(condition))
          .of(LeadScope.of(lead, Instant.EPOCH));
    } catch (Problem.Found e) {
      throw new AssertionError(e.problems().toString(), e);
    }
  }

  private static ScoredLead ownedBy(AccountOwner... owners) {
    Account account =
        new Account(
            ACCOUNT.accountId(),
            ACCOUNT.domains(),
            ACCOUNT.name(),
            List.of(owners),
            ACCOUNT.lifecycle(),
            ACCOUNT.segment(),
            ACCOUNT.industry(),
            ACCOUNT.employees(),
            ACCOUNT.revenue(),
            ACCOUNT.country());
    return scored(LEAD.lead(), account);
  }

  private static ScoredLead with(Map<String, String> attributes) {
    Lead lead = LEAD.lead();
    return scored(
        new Lead(
            lead.leadId(),
            lead.eventId(),
            lead.source(),
            lead.campaign(),
            lead.submittedAt(),
            lead.person(),
            lead.company(),
            lead.country(),
            lead.region(),
            lead.postalCode(),
            lead.language(),
            lead.timeZone(),
            lead.productInterest(),
            lead.funnelStage(),
            lead.consent(),
            lead.dedupeKey(),
            attributes,
            lead.test()),
        ACCOUNT);
  }

  private static ScoredLead scored(Lead lead, Account account) {
    return new ScoredLead(
        lead,
        Optional.of(account),
        LEAD.quality(),
        LEAD.score(),
        LEAD.policyVersion(),
        LEAD.scoredAt());
  }
}
