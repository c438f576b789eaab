package io.leadrouter.routing;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.policy.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the time says about a rep: whether it works now, and until when that holds.
 *
 * @param obstacle why it takes nothing; empty: it works
 * @param until when to ask again; empty: never
 */
record OnTheClock(Optional<Obstacle> obstacle, Optional<Instant> until) {

  static final OnTheClock ALWAYS = new OnTheClock(Optional.empty(), Optional.empty());

  /** By its working hours, its holidays and its times away. */
  static OnTheClock of(Rep rep, Hours working, Instant now) {
    OnTheClock hours = of(working, now);
    return rep.timeOff().isEmpty() ? hours : timeOff(rep.timeOff(), now).and(hours);
  }

  static OnTheClock of(Hours hours, Instant now) {
    if (hours.include(now)) {
      return new OnTheClock(Optional.empty(), hours.changesAfter(now));
    }
    Obstacle why = hours.holiday(now) ? Obstacle.HOLIDAY : Obstacle.OFF_SHIFT;
    return new OnTheClock(Optional.of(why), hours.reasonChangesAfter(now));
  }

  private static OnTheClock timeOff(List<TimeOff> times, Instant now) {
    boolean away = false;
    Optional<Instant> until = Optional.empty();
    for (TimeOff time : times) {
      if (!time.from().isBefore(time.to())) {
        continue; // nobody is away for no time
      }
      away |= !time.from().isAfter(now) && time.to().isAfter(now);
      until = earlier(until, Optional.of(time.from()).filter(now::isBefore));
      until = earlier(until, Optional.of(time.to()).filter(now::isBefore));
    }
    return new OnTheClock(away ? Optional.of(Obstacle.TIME_OFF) : Optional.empty(), until);
  }

  /**
   * Less the end of it: whoever works gets nothing for which no more than so much time is left.
   *
   * @param time not negative
   */
  OnTheClock lessTheLast(Duration time, Instant now) {
    if (time.isZero() || obstacle.isPresent() || until.isEmpty()) {
      return this;
    }
    Instant last = until.get().minus(time);
    return now.isBefore(last)
        ? new OnTheClock(obstacle, Optional.of(last))
        : new OnTheClock(Optional.of(Obstacle.SHIFT_ENDS), until);
  }

  /** Both must let the rep work; of two obstacles, the record names this one's. */
  OnTheClock and(OnTheClock other) {
    return new OnTheClock(obstacle.or(other::obstacle), earlier(until, other.until));
  }

  /** Empty is later than any. */
  static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().isBefore(other.get()) ? one : other;
  }
}
