package io.leadrouter.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How long something may take: a lead to wait where nobody is eligible, or a rep to accept it.
 * Immutable.
 *
 * @param waitFor empty: whoever asks knows what that means
 * @param clock the calendar in whose hours that counts; empty: none
 * @param ofRep whether it counts in the working hours of the rep whom it is about; with neither, it
 *     always does
 */
public record Stay(Optional<Duration> waitFor, Optional<Calendar> clock, boolean ofRep) {

  /** What a policy calls the hours of the rep. */
  public static final String REP = "rep";

  public static final Stay NONE = new Stay(Optional.empty(), Optional.empty());

  /** Whoever it is about. */
  public Stay(Optional<Duration> waitFor, Optional<Calendar> clock) {
    this(waitFor, clock, false);
  }

  /** As a policy names its clock; empty: it always counts. */
  public String clockName() {
    return ofRep ? REP : clock.map(Calendar::id).orElse("");
  }

  /**
   * The hours in which it counts.
   *
   * @param reps those of the rep whom it is about
   */
  public Hours hours(Supplier<Hours> reps) {
    return ofRep ? reps.get() : clock.map(Calendar::hours).orElse(Hours.ALWAYS);
  }

  /**
   * The moment at which what began at {@code since} has taken so long, where it is about no rep;
   * empty: it has no end.
   */
  public Optional<Instant> until(Instant since) {
    return waitFor.map(
        wait ->
            clock
                .map(calendar -> calendar.hours().passed(since, wait))
                .orElseGet(() -> since.plus(wait)));
  }
}
