package io.leadrouter.policy;

import io.leadrouter.domain.Caps;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the most that each member of a pool may have, and all of them together. */
final class CapsReader {

  private static final String OPEN_LEADS = "openLeads";
  private static final String MAX_UNACCEPTED = "maxUnaccepted";
  private static final String ROLLING = "rolling";
  private static final String TIME_ZONE = "timeZone";
  private static final List<String> PACES = List.of("perHour", "perDay", "perWeek", "perMonth");

  static final Set<String> CAPS =
      Keys.of(OPEN_LEADS, "perHour", "perDay", "perWeek", "perMonth", ROLLING);

  static final Set<String> POOL_CAPS =
      Keys.of(
          OPEN_LEADS,
          MAX_UNACCEPTED,
          "perHour",
          "perDay",
          "perWeek",
          "perMonth",
          ROLLING,
          TIME_ZONE);

  private static final int HIGHEST = 100_000;

  /** As much as a hundred such members, and more than anybody counts. */
  private static final int HIGHEST_TOGETHER = 10_000_000;

  /** So that nobody hoards. */
  private static final int DEFAULT_UNACCEPTED = 3;

  private static final String NONE = "none";

  private CapsReader() {}

  /** Of a member. */
  static Caps caps(Value value) {
    return caps(value.section(CAPS), HIGHEST);
  }

  static OptionalInt maxUnaccepted(Section pool) {
    return pool.optional(MAX_UNACCEPTED)
        .map(
            value ->
                value.says(NONE)
                    ? OptionalInt.empty()
                    : value.as(MAX_UNACCEPTED + ", unless it is " + NONE + ",").integer(1, HIGHEST))
        .orElse(OptionalInt.of(DEFAULT_UNACCEPTED));
  }

  /**
   * Of all members together.
   *
   * @param hours in which the pool gives leads, whose clock is its own unless it has another
   */
  static PoolCaps poolCaps(Value value, Optional<Calendar> hours) {
    Section section = value.section(POOL_CAPS);
    Caps caps = caps(section, HIGHEST_TOGETHER);
    Optional<Value> clock = section.optional(TIME_ZONE);
    if (caps.rolling() || PACES.stream().noneMatch(section::has)) {
      clock.ifPresent(CapsReader::warnOfNoWindow);
    }
    return new PoolCaps(
        caps,
        section
            .optional(MAX_UNACCEPTED)
            .map(most -> most.integer(1, HIGHEST_TOGETHER))
            .orElse(OptionalInt.empty()),
        clock
            .flatMap(CalendarReader::timeZone)
            .or(() -> hours.flatMap(Calendar::timeZone))
            .orElse(ZoneOffset.UTC));
  }

  private static void warnOfNoWindow(Value clock) {
    clock.warning(
        "timeZone does nothing without one of " + String.join(", ", PACES) + " that does not roll");
  }

  private static Caps caps(Section section, int highest) {
    boolean rolling = section.optional(ROLLING).flatMap(Value::flag).orElse(false);
    List<OptionalInt> paces =
        PACES.stream()
            .map(section::optional)
            .map(pace -> pace.map(cap -> pace(cap, rolling, highest)).orElse(OptionalInt.empty()))
            .toList();
    if (rolling && PACES.stream().noneMatch(section::has)) {
      section
          .optional(ROLLING)
          .ifPresent(
              flag ->
                  flag.warning("rolling does nothing without one of " + String.join(", ", PACES)));
    }
    return new Caps(
        section
            .optional(OPEN_LEADS)
            .map(cap -> cap.integer(1, highest))
            .orElse(OptionalInt.empty()),
        paces.get(0),
        paces.get(1),
        paces.get(2),
        paces.get(3),
        rolling);
  }

  private static OptionalInt pace(Value value, boolean rolling, int highest) {
    return rolling
        ? value.as("a rolling " + value.name()).integer(1, Caps.MOST_ROLLING)
        : value.integer(1, highest);
  }
}
