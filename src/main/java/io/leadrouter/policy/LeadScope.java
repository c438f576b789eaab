package io.leadrouter.policy;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a condition on a lead can read. */
record LeadScope(
    Lead lead, Optional<Account> account, DataQuality quality, Score score, Instant now) {

  private static final Score UNSCORED = new Score(0, 0, 0, "", 0, List.of());

  static LeadScope of(ScoredLead scored, Instant now) {
    return new LeadScope(scored.lead(), scored.account(), scored.quality(), scored.score(), now);
  }

  /** For the scorecard, whose conditions cannot read the score that they make. */
  static LeadScope unscored(
      Lead lead, Optional<Account> account, DataQuality quality, Instant now) {
    return new LeadScope(lead, account, quality, UNSCORED, now);
  }
}
