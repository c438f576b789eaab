package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a rep got its latest leads, or a pool gave them, as far back as a cap over a rolling window
 * looks: while there is no such cap, nothing is remembered. As no such cap is higher than {@link
 * Caps#MOST_ROLLING}, whether one is reached is always known, however many leads somebody gets by
 * hand. Not thread-safe.
 */
final class LatestLeads {

  /** In order, the earliest first. */
  private final List<Instant> times = new ArrayList<>();

  private Optional<Duration> span = Optional.empty();

  /** Got others beside. */
  void add(List<Instant> others) {
    others.forEach(this::insert);
  }

  /** Got a lead. */
  void add(Instant at) {
    if (span.isPresent()) {
      insert(at);
      forgetBefore(at);
    }
  }

  private void insert(Instant at) {
    times.add(firstAfter(at), at);
    if (times.size() > Caps.MOST_ROLLING) {
      times.remove(0);
    }
  }

  /** One that it got at that time does not count. */
  void remove(Instant at) {
    times.remove(at);
  }

  void clear() {
    times.clear();
  }

  /**
   * Remembers as much from now on. What was remembered before is not more than before.
   *
   * @return whether something is forgotten
   */
  boolean lookBack(Optional<Duration> span, Instant now) {
    int before = times.size();
    forgetBefore(now);
    this.span = span;
    if (span.isEmpty()) {
      times.clear();
    }
    return times.size() < before;
  }

  private void forgetBefore(Instant now) {
    span.ifPresent(time -> times.subList(0, firstAfter(now.minus(time))).clear());
  }

  /** What is to be remembered of it at {@code now}. */
  List<Instant> stored(Instant now) {
    forgetBefore(now);
    return times;
  }

  /** How many it got in the time before {@code now}; what is exactly so long ago is not in it. */
  int used(Duration time, Instant now) {
    return times.size() - firstAfter(now.minus(time));
  }

  /** When fewer than so many will be in it, of those that are in it now or more. */
  Instant fewerThan(int cap, Duration time) {
    return times.get(times.size() - cap).plus(time);
  }

  private int firstAfter(Instant at) {
    int low = 0;
    int high = times.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times.get(middle).isAfter(at)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
