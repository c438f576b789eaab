package io.leadrouter.routing;

import io.leadrouter.domain.OpenLead;
import java.util.Optional;

/** The leads that a group has stored, as they were before the present command. */
@FunctionalInterface
public interface LeadRecords {

  /** The lead, open or settled; empty when the group has never had it or has forgotten it. */
  Optional<OpenLead> find(String leadId);
}
