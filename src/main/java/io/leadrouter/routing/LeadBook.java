package io.leadrouter.routing;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The group's leads. Reads what the present command has changed before what is stored, and keeps
 * the lines in step with every change. Not thread-safe.
 */
final class LeadBook {

  private final LeadRecords records;
  private final Lines lines = new Lines();
  private Map<String, Optional<OpenLead>> changes = new LinkedHashMap<>();

  LeadBook(LeadRecords records, Iterable<OpenLead> open) {
    this.records = records;
    open.forEach(this::index);
  }

  Optional<OpenLead> find(String leadId) {
    Optional<OpenLead> changed = changes.get(leadId);
    return changed != null ? changed : records.find(leadId);
  }

  /** A lead that is known to be here, because it stands in a line. */
  OpenLead get(Waiting waiting) {
    return find(waiting.leadId())
        .orElseThrow(() -> new IllegalStateException("No record of a waiting lead"));
  }

  void save(OpenLead lead) {
    changes.put(lead.leadId(), Optional.of(lead));
    index(lead);
  }

  void forget(String leadId) {
    changes.put(leadId, Optional.empty());
    lines.leave(leadId);
  }

  Lines lines() {
    return lines;
  }

  /** Every lead that changed since this was last asked. */
  Map<String, Optional<OpenLead>> takeChanges() {
    Map<String, Optional<OpenLead>> taken = changes;
    changes = new LinkedHashMap<>();
    return taken;
  }

  private void index(OpenLead lead) {
    if (lead.status() == LeadStatus.WAITING) {
      lines.enter(Waiting.of(lead));
    } else {
      lines.leave(lead.leadId());
    }
  }
}
