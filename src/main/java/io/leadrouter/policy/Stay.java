package io.leadrouter.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How long a lead waits at a route where nobody is eligible. Immutable.
 *
 * @param waitFor empty: on the last route for ever, on an earlier one not at all
 * @param clock the calendar in whose hours the wait counts; empty: it always does
 */
public record Stay(Optional<Duration> waitFor, Optional<Calendar> clock) {

  static final Stay NONE = new Stay(Optional.empty(), Optional.empty());

  /** The moment at which a wait that began at {@code since} is over; empty: it has no end. */
  public Optional<Instant> until(Instant since) {
    return waitFor.map(
        wait ->
            clock
                .map(calendar -> calendar.hours(ZoneOffset.UTC, "").passed(since, wait))
                .orElseGet(() -> since.plus(wait)));
  }
}
