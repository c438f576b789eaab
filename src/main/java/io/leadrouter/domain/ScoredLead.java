package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * A lead after normalising, enriching and scoring: all that rules can read.
 *
 * @param policyVersion version of the policy whose scorecard was used
 */
public record ScoredLead(
    Lead lead,
    Optional<Account> account,
    DataQuality quality,
    Score score,
    int policyVersion,
    Instant scoredAt) {

  /** The same, without what says who the person is. */
  public ScoredLead withoutIdentifiers() {
    return new ScoredLead(
        lead.withoutIdentifiers(),
        account,
        quality,
        score.withoutQuotations(),
        policyVersion,
        scoredAt);
  }

  /** Nothing but which lead it is. */
  ScoredLead bare(String leadId) {
    return new ScoredLead(
        lead.bare(leadId), Optional.empty(), DataQuality.UNKNOWN, Score.NONE, 0, Instant.EPOCH);
  }

  /** The same, matched with another version of the policy. */
  public ScoredLead withPolicyVersion(int policyVersion) {
    return new ScoredLead(lead, account, quality, score, policyVersion, scoredAt);
  }
}
