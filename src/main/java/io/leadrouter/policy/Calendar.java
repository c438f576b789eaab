package io.leadrouter.policy;

import io.leadrouter.domain.WorkingHours;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Working hours that have a name in a policy. Immutable. */
public final class Calendar {

  private final String id;
  private final Optional<ZoneId> timeZone;
  private final List<WorkingHours> week;
  private final Set<String> regions;
  private final Map<String, Holidays> holidays;

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
    this.holidays = Map.copyOf(holidays);
  }

  public String id() {
    return id;
  }

  /** Whose clock it is on; empty: that of whoever it is asked for. */
  public Optional<ZoneId> timeZone() {
    return timeZone;
  }

  /** The blocks of a week; none means always. */
  List<WorkingHours> week() {
    return week;
  }

  Set<String> regions() {
    return regions;
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
    Holidays all = holidays.getOrDefault(region, Holidays.NONE);
    for (String other : regions) {
      all = all.and(holidays.getOrDefault(other, Holidays.NONE));
    }
    return Hours.of(zone, week, all);
  }
}
