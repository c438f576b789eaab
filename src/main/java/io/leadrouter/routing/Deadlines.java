package io.leadrouter.routing;

import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** What time makes due of the leads that somebody holds. Not thread-safe. */
final class Deadlines {

  /**
   * Reports travel through a connector: what was done in the last second of the time for it must
   * not find the lead gone.
   */
  static final Duration GRACE = Duration.ofMinutes(2);

  /** What is due; of two at one moment, the first comes first. */
  enum What {
    ACCEPT_WARNING,
    TOUCH_WARNING,
    NOT_ACCEPTED,
    NOT_CONTACTED
  }

  /** The moment from which on something is to be done about a lead. */
  record Due(Instant at, What what, String leadId) {}

  private static final Comparator<Due> FIRST_FIRST =
      Comparator.comparing(Due::at).thenComparing(Due::what).thenComparing(Due::leadId);

  /** Of each lead the first; that it has been dealt with is a change of the lead. */
  private final Map<String, Due> byLead = new HashMap<>();

  private final NavigableSet<Due> inOrder = new TreeSet<>(FIRST_FIRST);

  /** As it is with the lead now. */
  void keep(OpenLead lead) {
    forget(lead.leadId());
    if (lead.status() == LeadStatus.ASSIGNED) {
      first(lead)
          .ifPresent(
              due -> {
                byLead.put(lead.leadId(), due);
                inOrder.add(due);
              });
    }
  }

  private static Optional<Due> first(OpenLead lead) {
    Holding holding = lead.holding();
    if (holding.acceptBy().isEmpty() && holding.touchBy().isEmpty()) {
      return Optional.empty();
    }
    List<Due> all = new ArrayList<>(4);
    add(all, lead, holding.acceptBy(), What.ACCEPT_WARNING, What.NOT_ACCEPTED);
    add(all, lead, holding.touchBy(), What.TOUCH_WARNING, What.NOT_CONTACTED);
    return all.stream().min(FIRST_FIRST);
  }

  private static void add(
      List<Due> all, OpenLead lead, Optional<Deadline> deadline, What warning, What end) {
    if (deadline.isPresent()) {
      all.add(new Due(deadline.get().by().plus(GRACE), end, lead.leadId()));
      deadline
          .get()
          .warning()
          .ifPresent(given -> all.add(new Due(given.at(), warning, lead.leadId())));
    }
  }

  void forget(String leadId) {
    Due due = byLead.remove(leadId);
    if (due != null) {
      inOrder.remove(due);
    }
  }

  /** One that has come at {@code now} or before; the first one first. */
  Optional<Due> due(Instant now) {
    return inOrder.isEmpty() || inOrder.first().at().isAfter(now)
        ? Optional.empty()
        : Optional.of(inOrder.first());
  }
}
