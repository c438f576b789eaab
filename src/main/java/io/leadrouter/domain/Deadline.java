package io.leadrouter.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * By when something is to be done with a lead, as the policy said when the lead was assigned; a
 * later policy does not change it.
 *
 * @param by the moment
 * @param within how long the rep has
 * @param clock the calendar in whose hours that counts, or rep, for those of the rep; empty: every
 *     hour does
 * @param delivered whether the time counts from the delivery, and no more from the assignment
 * @param fromDelivery whether no time passes before that: until then, {@code by} is a promise and
 *     no more
 * @param warning when it is to be said that time runs out; empty: never, or it has been
 */
public record Deadline(
    Instant by,
    Duration within,
    String clock,
    boolean delivered,
    boolean fromDelivery,
    Optional<Warning> warning) {

  /**
   * That a deadline comes near.
   *
   * @param after how much of the time has passed by then, in the same hours
   */
  public record Warning(Instant at, Duration after) {}

  /** Counted from the delivery; nobody has less time for having been told late. */
  public Deadline delivered(Instant otherBy, Optional<Warning> otherWarning) {
    return new Deadline(
        later(by, otherBy), within, clock, true, fromDelivery, later(warning, otherWarning));
  }

  /** Whether time passes. */
  public boolean runs() {
    return delivered || !fromDelivery;
  }

  private static Optional<Warning> later(Optional<Warning> one, Optional<Warning> other) {
    return one.isPresent() && other.isPresent() && other.get().at().isAfter(one.get().at())
        ? other
        : one;
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }

  /** It has been said that time runs out. */
  public Deadline warned() {
    return new Deadline(by, within, clock, delivered, fromDelivery, Optional.empty());
  }
}
