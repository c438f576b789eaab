package io.leadrouter.routing;

import io.leadrouter.domain.Holding;
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

/**
 * Leads that were assigned and of which nobody has said that the CRM has them. Those that should be
 * there by now are kept apart, so that counting them does not take longer the more there are. Test
 * leads are none of them: a connector may keep them from its CRM. Not thread-safe.
 */
final class Undelivered {

  /** A connector that is well needs seconds. */
  private static final Duration SHOULD_BE_THERE = Duration.ofMinutes(10);

  private record Given(Instant at, String leadId) {}

  private static final Comparator<Given> FIRST_FIRST =
      Comparator.comparing(Given::at).thenComparing(Given::leadId);

  private final Map<String, Given> byLead = new HashMap<>();
  private final NavigableSet<Given> lately = new TreeSet<>(FIRST_FIRST);

  /** All of them given before those lately. */
  private final NavigableSet<Given> late = new TreeSet<>(FIRST_FIRST);

  /** As it is with the lead now. */
  void keep(OpenLead lead) {
    Given before = byLead.remove(lead.leadId());
    if (before != null && !lately.remove(before)) {
      late.remove(before);
    }
    if (lead.status() == LeadStatus.ASSIGNED && isToBeDelivered(lead.holding())) {
      Given given = new Given(lead.holding().assignedAt().orElseThrow(), lead.leadId());
      byLead.put(lead.leadId(), given);
      lately.add(given);
    }
  }

  /** What somebody gave by hand, the CRM has already. */
  private static boolean isToBeDelivered(Holding holding) {
    return holding.units() > 0
        && !holding.byHand()
        && holding.deliveredAt().isEmpty()
        && !holding.workedOn();
  }

  /** When the first of them was given that was given then or later. */
  Optional<Instant> firstSince(Instant time) {
    Given then = new Given(time, "");
    Given first = late.ceiling(then);
    return Optional.ofNullable(first != null ? first : lately.ceiling(then)).map(Given::at);
  }

  /** How many should be there by {@code now}, which does not run backwards. */
  int count(Instant now) {
    while (!lately.isEmpty() && !lately.first().at().plus(SHOULD_BE_THERE).isAfter(now)) {
      late.add(lately.pollFirst());
    }
    return late.size();
  }

  /** When the first of those counted last was given; empty: there is none. */
  Optional<Instant> oldest() {
    return late.isEmpty() ? Optional.empty() : Optional.of(late.first().at());
  }
}
