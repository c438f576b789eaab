package io.leadrouter.routing;

import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Of what the time will say something else, and when, the first one first; ids make the order
 * total. Not thread-safe.
 */
final class Alarms<T> {

  private record Alarm<T>(Instant at, String id, T of) {}

  private final NavigableSet<Alarm<T>> all =
      new TreeSet<>(Comparator.<Alarm<T>, Instant>comparing(Alarm::at).thenComparing(Alarm::id));

  private final Function<T, String> id;
  private final Function<T, Optional<Instant>> alarm;

  /**
   * @param alarm when the time will say something else; empty: never
   */
  Alarms(Function<T, String> id, Function<T, Optional<Instant>> alarm) {
    this.id = id;
    this.alarm = alarm;
  }

  /** Changes something, and with it perhaps when its alarm rings. */
  void change(T of, Runnable change) {
    Optional<Instant> before = alarm.apply(of);
    change.run();
    Optional<Instant> after = alarm.apply(of);
    if (!after.equals(before)) {
      before.ifPresent(at -> all.remove(new Alarm<>(at, id.apply(of), of)));
      after.ifPresent(at -> all.add(new Alarm<>(at, id.apply(of), of)));
    }
  }

  /** When the first one rings; {@link Instant#MAX}: none ever does. */
  Instant first() {
    return all.isEmpty() ? Instant.MAX : all.first().at();
  }

  /** Whose alarm rings first; there is one. */
  T next() {
    return all.first().of();
  }
}
