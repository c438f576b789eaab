package io.leadrouter.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How long something may take: a lead to wait where nobody is eligible, or a rep to accept it.
 * Immutable.
 *
 * @param waitFor empty: whoever asks knows what that means
 * @param clock the calendar in whose hours that counts; empty: it always does
 */
public record Stay(Optional<Duration> waitFor, Optional<Calendar> clock) {

  public static final Stay NONE = new Stay(Optional.empty(), Optional.empty());

  /** The moment at which what began at {@code since} has taken so long; empty: it has no end. */
  public Optional<Instant> until(Instant since) {
    return waitFor.map(
        wait ->
            clock
                .map(calendar -> calendar.hours(ZoneOffset.UTC, "").passed(since, wait))
                .orElseGet(() -> since.plus(wait)));
  }
}
