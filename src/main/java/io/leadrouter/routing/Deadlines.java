package io.leadrouter.routing;

import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /**
   * The moment from which on something is to be done about a lead.
   *
   * @param until from then on it is too late for it
   */
  record Due(Instant at, Instant until, What what, String leadId) {}

  private static final Comparator<Due> FIRST_FIRST =
      Comparator.comparing(Due::at).thenComparing(Due::what).thenComparing(Due::leadId);

  private final NavigableSet<Due> inOrder = new TreeSet<>(FIRST_FIRST);

  /**
   * What it is too late for, as long as time does not run back. The lead knows of it still: a
   * delivery may give it time again.
   */
  private final NavigableSet<Due> late =
      new TreeSet<>(Comparator.comparing(Due::until).thenComparing(FIRST_FIRST));

  /** As it is with the lead now: that something has been dealt with is a change of the lead. */
  void keep(OpenLead lead, Indexed of) {
    List<Due> now = due(lead);
    if (!now.equals(of.due)) {
      of.due.forEach(inOrder::remove);
      of.due.forEach(late::remove);
      inOrder.addAll(now);
      of.due = now;
    }
  }

  private static List<Due> due(OpenLead lead) {
    Holding holding = lead.holding();
    boolean any = holding.acceptBy().isPresent() || holding.touchBy().isPresent();
    if (!any || lead.status() != LeadStatus.ASSIGNED) {
      return List.of();
    }
    List<Due> all = new ArrayList<>(4);
    add(all, lead, holding.acceptBy(), What.ACCEPT_WARNING, What.NOT_ACCEPTED);
    add(all, lead, holding.touchBy(), What.TOUCH_WARNING, What.NOT_CONTACTED);
    return all;
  }

  private static void add(
      List<Due> all, OpenLead lead, Optional<Deadline> deadline, What warning, What end) {
    if (deadline.filter(Deadline::runs).isPresent()) {
      Instant by = deadline.get().by();
      all.add(new Due(by.plus(GRACE), Instant.MAX, end, lead.leadId()));
      deadline
          .get()
          .warning()
          .ifPresent(given -> all.add(new Due(given.at(), by, warning, lead.leadId())));
    }
  }

  /** One that has come at {@code now} or before, and for which it is not too late; in order. */
  Optional<Due> due(Instant now) {
    while (!late.isEmpty() && now.isBefore(late.last().until())) {
      inOrder.add(late.pollLast());
    }
    while (!inOrder.isEmpty() && !inOrder.first().at().isAfter(now)) {
      Due first = inOrder.first();
      if (now.isBefore(first.until())) {
        return Optional.of(first);
      }
      late.add(inOrder.pollFirst());
    }
    return Optional.empty();
  }
}
