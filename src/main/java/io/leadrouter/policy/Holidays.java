package io.leadrouter.policy;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days on which a region does not work. Immutable.
 *
 * @param dates in one year
 * @param yearly in every year
 */
public record Holidays(Set<LocalDate> dates, Set<MonthDay> yearly) {

  public static final Holidays NONE = new Holidays(Set.of(), Set.of());

  public Holidays {
    dates = Set.copyOf(dates);
    yearly = Set.copyOf(yearly);
  }

  public boolean include(LocalDate day) {
    return dates.contains(day) || yearly.contains(MonthDay.from(day));
  }

  boolean isEmpty() {
    return dates.isEmpty() && yearly.isEmpty();
  }

  /** Those of both. */
  Holidays and(Holidays other) {
    Set<LocalDate> allDates = new TreeSet<>(dates);
    allDates.addAll(other.dates);
    Set<MonthDay> allYearly = new TreeSet<>(yearly);
    allYearly.addAll(other.yearly);
    return new Holidays(allDates, allYearly);
  }
}
