package io.leadrouter.policy;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.leadrouter.domain.WorkingHours;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Working hours that have a name in a policy. Immutable. */
public final class Calendar {

  private final String id;
  private final Optional<ZoneId> timeZone;
  private final List<WorkingHours> week;
  private final Set<String> regions;
  private final Holidays holidays;

  /** The same with those of one region more. */
  private final Map<String, Holidays> holidaysWith;

  /**
   * @param week none means always
   * @param regions whose holidays everybody has
   * @param holidays of every region of the policy
   */
  Calendar(
      String id,
      Optional<ZoneId> timeZone,
      List<WorkingHours> week,
      Set<String> regions,
      Map<String, Holidays> holidays) {
    this.id = id;
    this.timeZone = timeZone;
    this.week = List.copyOf(week);
    this.regions = Collections.unmodifiableSet(new TreeSet<>(regions));
    this.holidays =
        regions.stream()
            .map(region -> holidays.getOrDefault(region, Holidays.NONE))
            .reduce(Holidays.NONE, Holidays::and);
    this.holidaysWith =
        holidays.keySet().stream()
            .collect(
                toUnmodifiableMap(
                    Function.identity(), region -> this.holidays.and(holidays.get(region))));
  }

  public String id() {
    return id;
  }

  /** Whose clock it is on; empty: that of whoever it is asked for. */
  public Optional<ZoneId> timeZone() {
    return timeZone;
  }

  /** How much of a week without holidays it is open. */
  Duration aWeek() {
    return week.isEmpty()
        ? Duration.ofDays(7)
        : Duration.ofMinutes(week.stream().mapToInt(block -> block.to() - block.from()).sum());
  }

  /** The blocks of a week; none means always. */
  List<WorkingHours> week() {
    return week;
  }

  Set<String> regions() {
    return regions;
  }

  /** The calendar for whoever it is asked for, if it has a clock of its own. */
  public Hours hours() {
    return hours(ZoneOffset.UTC, "");
  }

  /**
   * The calendar for somebody.
   *
   * @param own the time zone to use where the calendar has none
   * @param region whose holidays are added to the calendar's; empty or unknown: none
   */
  public Hours hours(ZoneId own, String region) {
    return on(timeZone.orElse(own), region);
  }

  /** The calendar on another clock than its own. */
  Hours on(ZoneId zone, String region) {
    return Hours.of(zone, week, holidaysWith.getOrDefault(region, holidays));
  }
}
