package io.leadrouter.routing;

import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.time.Duration;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Leads that were assigned and of which nobody has said that the CRM has them. How many should be
 * there by now is kept, so that counting them does not take longer the more there are. Test leads
 * are none of them: a connector may keep them from its CRM. Not thread-safe.
 */
final class Undelivered {

  /** A connector that is well needs seconds. */
  private static final Duration SHOULD_BE_THERE = Duration.ofMinutes(10);

  /** How many of them were given then. */
  private final NavigableMap<Instant, Integer> givenAt = new TreeMap<>();

  /** Who was given before or then should be there. */
  private Instant lateUpTo = Instant.MIN;

  /** How many of them were. */
  private int late;

  /** As it is with the lead now. */
  void keep(OpenLead lead, Indexed of) {
    boolean any = lead.status() == LeadStatus.ASSIGNED && isToBeDelivered(lead.holding());
    Optional<Instant> now = any ? lead.holding().assignedAt() : Optional.empty();
    if (!now.equals(of.undeliveredSince)) {
      of.undeliveredSince.ifPresent(at -> change(at, -1));
      now.ifPresent(at -> change(at, 1));
      of.undeliveredSince = now;
    }
  }

  private void change(Instant at, int by) {
    givenAt.merge(at, by, (before, more) -> before + more == 0 ? null : before + more);
    if (!at.isAfter(lateUpTo)) {
      late += by;
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
    return Optional.ofNullable(givenAt.ceilingKey(time));
  }

  /** How many should be there by {@code now}, which does not run backwards. */
  int count(Instant now) {
    Instant upTo = now.minus(SHOULD_BE_THERE);
    if (upTo.isAfter(lateUpTo)) {
      for (int given : givenAt.subMap(lateUpTo, false, upTo, true).values()) {
        late += given;
      }
      lateUpTo = upTo;
    }
    return late;
  }

  /** When the first of those counted last was given; empty: there is none. */
  Optional<Instant> oldest() {
    return late == 0 ? Optional.empty() : Optional.of(givenAt.firstKey());
  }
}
