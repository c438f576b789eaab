package io.leadrouter.routing;

import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Hearing;
import io.leadrouter.policy.ClockStart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the group hears of the CRM's connector: whether it says when a lead is delivered, and
 * whether it is there. While it is not, nobody can say in time what was done in time. Not
 * thread-safe.
 */
final class Connector {

  /**
   * Connectors that report deliveries do so of every lead: one that has reported none for so long
   * may be another, which does not.
   */
  private static final Duration REPORTS_DELIVERIES = Duration.ofDays(7);

  /** So long it may be busy; and so long it is read before what it says too late counts as that. */
  private static final Duration BUSY = Deadlines.GRACE;

  private final Undelivered undelivered;
  private Hearing heard;

  Connector(Undelivered undelivered, Hearing heard) {
    this.undelivered = undelivered;
    this.heard = heard;
  }

  Hearing heard() {
    return heard;
  }

  /** It reports something. */
  void hears(Disposition disposition, ClockStart clock, Instant now) {
    Optional<Instant> said = Optional.of(now);
    heard =
        new Hearing(
            disposition == Disposition.DELIVERED ? said : heard.delivery(),
            said,
            silent(clock, now) ? said : heard.again());
  }

  /** Whether the time of a lead that is assigned now begins with its delivery. */
  boolean tellsOfDelivery(ClockStart clock, Instant now) {
    return switch (clock) {
      case ASSIGNMENT -> false;
      case DELIVERY -> true;
      case DELIVERY_IF_REPORTED ->
          heard.delivery().filter(at -> at.plus(REPORTS_DELIVERIES).isAfter(now)).isPresent();
    };
  }

  /** Whether it has ever told of a delivery, or has to. */
  boolean shouldTellOfDelivery(ClockStart clock) {
    return clock == ClockStart.DELIVERY || heard.delivery().isPresent();
  }

  /** Whether what was done in time has been heard of by now. */
  boolean isHeard(ClockStart clock, Instant now) {
    return !silent(clock, now) && heard.again().filter(at -> at.plus(BUSY).isAfter(now)).isEmpty();
  }

  /** Whether it has said nothing at all since it was given a lead that should be there by now. */
  private boolean silent(ClockStart clock, Instant now) {
    return tellsOfDelivery(clock, now)
        && undelivered
            .firstSince(heard.anything().orElse(Instant.MIN))
            .filter(at -> !at.plus(BUSY).isAfter(now))
            .isPresent();
  }
}
