package io.leadrouter.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * By when a lead is to be accepted, as the policy said when the lead was assigned; a later policy
 * does not change it.
 *
 * @param by the moment
 * @param within how long the rep has
 * @param clock the calendar in whose hours that counts; empty: every hour does
 * @param delivered whether the time counts from the delivery, and no more from the assignment
 */
public record Deadline(Instant by, Duration within, String clock, boolean delivered) {

  /** Counted from the delivery; nobody has less time for having been told late. */
  public Deadline delivered(Instant other) {
    return new Deadline(other.isAfter(by) ? other : by, within, clock, true);
  }
}
