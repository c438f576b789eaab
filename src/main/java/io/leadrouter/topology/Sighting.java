package io.leadrouter.topology;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A lead on its way through intake: what came, and what was known.
 *
 * @param state what is known with this taken in, but not yet where the lead goes
 * @param holder who has it already, if it is new
 * @param eventId the report that caused it
 * @param now when intake took it up
 */
record Sighting(
    LeadState state,
    Lead lead,
    DataQuality quality,
    LeadChange change,
    Optional<Holder> holder,
    Origin origin,
    String eventId,
    Instant now) {

  /** With its account. */
  record Enriched(Sighting sighting, Optional<Account> account) {}

  /**
   * With its score.
   *
   * @param features with which it was scored
   * @param policy whose scorecard was used, and whose rules shall be
   */
  record Scored(Sighting sighting, ScoredLead lead, List<Feature> features, Policy policy) {}
}
