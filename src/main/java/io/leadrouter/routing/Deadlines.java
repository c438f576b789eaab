package io.leadrouter.routing;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** When the leads are taken back that somebody holds and has not accepted. Not thread-safe. */
final class Deadlines {

  /**
   * Acceptances travel through a connector: one that was made in the last second of the time to
   * accept must not find the lead gone.
   */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** The moment from which on the lead is taken back. */
  record End(Instant at, String leadId) {}

  private final Map<String, End> byLead = new HashMap<>();
  private final NavigableSet<End> inOrder =
      new TreeSet<>(Comparator.comparing(End::at).thenComparing(End::leadId));

  /** As it is with the lead now. */
  void keep(OpenLead lead) {
    forget(lead.leadId());
    if (lead.status() == LeadStatus.ASSIGNED && lead.holding().deadline().isPresent()) {
      Instant by = lead.holding().deadline().get().by();
      End end = new End(by.plus(GRACE), lead.leadId());
      byLead.put(lead.leadId(), end);
      inOrder.add(end);
    }
  }

  void forget(String leadId) {
    End end = byLead.remove(leadId);
    if (end != null) {
      inOrder.remove(end);
    }
  }

  /** One that has come at {@code now} or before; the first one first. */
  Optional<End> due(Instant now) {
    return inOrder.isEmpty() || inOrder.first().at().isAfter(now)
        ? Optional.empty()
        : Optional.of(inOrder.first());
  }
}
