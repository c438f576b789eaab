package io.leadrouter.domain;

import java.time.Instant;

/**
 * What stays of a person who shall be forgotten, so that nothing late brings them back.
 *
 * @param at when it was asked for
 * @param until the latest time of a report that was known then, if that lies after {@code at}: the
 *     clock of whoever reported was ahead
 * @param version of the lead that it made; nothing of an earlier one is to be left
 */
public record Erasure(Instant at, Instant until, long version) {

  /** Asked for once more, or of somebody of whom a report had come. */
  public Erasure and(Erasure other) {
    return new Erasure(
        later(at, other.at), later(until, other.until), Math.max(version, other.version));
  }

  /** Whether what was said then, or was published then, is of before. */
  public boolean covers(Instant said, Instant published) {
    return !said.isAfter(later(at, until)) || covers(published);
  }

  /** Whether that time is of before. */
  public boolean covers(Instant published) {
    return !published.isAfter(at);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
