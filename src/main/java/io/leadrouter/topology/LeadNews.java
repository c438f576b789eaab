package io.leadrouter.topology;

import io.leadrouter.domain.LeadOutcome;
import java.util.List;

/** What makes a difference to what can be learnt of a lead. */
sealed interface LeadNews {

  /**
   * It goes to a group, or there again.
   *
   * @param identities pseudonyms of its person
   */
  record Routed(Sighting.Scored scored, List<String> identities) implements LeadNews {}

  /** The CRM reported of it. */
  record Told(LeadOutcome outcome) implements LeadNews {}

  /** Nothing of it may be remembered. */
  record Forgotten() implements LeadNews {}
}
