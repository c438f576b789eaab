package io.leadrouter.routing;

import io.leadrouter.domain.LeadCounts;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What somebody holds and got, be it a rep or the members of a pool together, and what limits leave
 * of that. Not thread-safe.
 */
final class Usage {

  private final Supplier<Instant> now;
  private final WindowCounts counts;
  private int load;
  private int unaccepted;

  /**
   * @param now tells the group's time
   */
  Usage(int load, int unaccepted, WindowCounts counts, Supplier<Instant> now) {
    this.load = load;
    this.unaccepted = unaccepted;
    this.counts = counts;
    this.now = now;
  }

  /** What is held, in capacity units. */
  int load() {
    return load;
  }

  /** Of that, what is neither accepted nor worked on. */
  int unaccepted() {
    return unaccepted;
  }

  /** What was got. */
  WindowCounts counts() {
    return counts;
  }

  LeadCounts stored() {
    return counts.stored(now.get());
  }

  /** Takes, or gives back what is negative. */
  void take(int units, int unaccepted) {
    load += units;
    this.unaccepted += unaccepted;
  }

  /** All of it is counted elsewhere. */
  void clear() {
    load = 0;
    unaccepted = 0;
    counts.clear();
  }

  /**
   * The first of the limits that is reached; empty: none is.
   *
   * @param beside what counts as held and not accepted, and is not
   */
  Optional<Obstacle> reached(Limits limits, int beside) {
    if (reached(limits.openLeads(), load + beside)) {
      return Optional.of(Obstacle.AT_CAPACITY);
    }
    if (reached(limits.maxUnaccepted(), unaccepted + beside)) {
      return Optional.of(Obstacle.UNACCEPTED);
    }
    for (Pace pace : limits.paces()) {
      if (counts.used(pace, now.get()) >= pace.cap()) {
        return Optional.of(pace.window().full());
      }
    }
    return Optional.empty();
  }

  private static boolean reached(OptionalInt most, int used) {
    return most.isPresent() && used >= most.getAsInt();
  }

  /**
   * What is left under all of them, below 0 when one was lowered; empty: there is none.
   *
   * @param beside what counts as held and not accepted, and is not
   */
  OptionalInt room(Limits limits, int beside) {
    OptionalInt room = least(OptionalInt.empty(), limits.openLeads(), load + beside);
    room = least(room, limits.maxUnaccepted(), unaccepted + beside);
    for (Pace pace : limits.paces()) {
      room = least(room, OptionalInt.of(pace.cap()), counts.used(pace, now.get()));
    }
    return room;
  }

  private static OptionalInt least(OptionalInt room, OptionalInt cap, int used) {
    return cap.isEmpty() ? room : least(room, OptionalInt.of(cap.getAsInt() - used));
  }

  /** Empty is more than any. */
  static OptionalInt least(OptionalInt one, OptionalInt other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.getAsInt() <= other.getAsInt() ? one : other;
  }

  /** When the first window that is full lets more come; empty: none is full. */
  Optional<Instant> mayGetMore(Limits limits) {
    Optional<Instant> first = Optional.empty();
    for (Pace pace : limits.paces()) {
      first = OnTheClock.earlier(first, counts.mayGetMore(pace, now.get()));
    }
    return first;
  }
}
