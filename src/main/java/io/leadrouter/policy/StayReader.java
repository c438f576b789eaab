package io.leadrouter.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads how long something may take, and in whose hours that counts. */
final class StayReader {

  private static final int MOST_YEARS = 5;

  private final Map<String, Calendar> calendars;

  StayReader(Map<String, Calendar> calendars) {
    this.calendars = calendars;
  }

  /**
   * Likewise of something that a rep has to do, in whose own hours that may count.
   *
   * @param clock the key that names a calendar, or the rep's hours
   */
  Stay readOfRep(Section section, String duration, String clock, Duration longest) {
    Optional<Value> reps = section.optional(clock).filter(value -> value.says(Stay.REP));
    if (reps.isEmpty()) {
      return read(section, duration, clock, longest);
    }
    checkIsNeeded(reps.get(), section, duration, clock);
    if (calendars.containsKey(Stay.REP)) {
      String means = "%s: %s means the hours of the rep; give calendar \"%2$s\" another name";
      reps.get().error(means.formatted(clock, Stay.REP));
    }
    Optional<Duration> time = section.optional(duration).flatMap(value -> value.duration(longest));
    return new Stay(time, Optional.empty(), true);
  }

  private static void checkIsNeeded(Value named, Section section, String duration, String clock) {
    if (!section.has(duration)) {
      named.error(
          "%1$s says in which hours %2$s counts, and there is no %2$s".formatted(clock, duration));
    }
  }

  /**
   * @param duration the key that says how long
   * @param clock the key that names a calendar
   */
  Stay read(Section section, String duration, String clock, Duration longest) {
    Optional<Value> named = section.optional(clock);
    named.ifPresent(value -> checkIsNeeded(value, section, duration, clock));
    Optional<Calendar> calendar =
        named.flatMap(name -> name.definedIn("calendar", calendars.keySet())).map(calendars::get);
    if (calendar.isPresent() && calendar.get().timeZone().isEmpty()) {
      named
          .get()
          .error(
              "calendar \""
                  + calendar.get().id()
                  + "\" has no timeZone, so that nobody knows when it is open");
    }
    Optional<Duration> time = section.optional(duration).flatMap(value -> value.duration(longest));
    if (time.isPresent() && calendar.isPresent() && takesTooLong(time.get(), calendar.get())) {
      named
          .get()
          .error(
              "%s is more than all hours of calendar \"%s\" in %d years"
                  .formatted(duration, calendar.get().id(), MOST_YEARS));
    }
    return new Stay(time, calendar);
  }

  /** To find the end of a wait, its hours are gone through one after the other. */
  private static boolean takesTooLong(Duration time, Calendar calendar) {
    return time.compareTo(calendar.aWeek().multipliedBy(52L * MOST_YEARS)) > 0;
  }
}
