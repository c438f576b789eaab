package io.leadrouter.routing;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.Origin;
import java.util.Optional;

/** Something that a desk tells the outside, in the order in which it has to be told. */
public sealed interface Output {

  /** For the audit record. */
  record Decided(Decision decision) implements Output {}

  /** For the CRM connectors. */
  record Assigned(Assignment assignment) implements Output {}

  /** Nothing may be left of this lead's assignment. */
  record Forgotten(String leadId) implements Output {}

  /** For attribution and forecasting. */
  record Concluded(Conversion conversion) implements Output {}

  /**
   * For every group: who holds a person or an account.
   *
   * @param owner empty: nobody
   */
  record Owned(String key, Optional<LeadOwner> owner) implements Output {}

  /**
   * For another group.
   *
   * @param origin the record from outside that caused it; empty when time did, or a record about
   *     something else
   */
  record Forwarded(String group, Command command, Optional<Origin> origin) implements Output {}
}
