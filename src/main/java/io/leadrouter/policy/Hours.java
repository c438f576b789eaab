package io.leadrouter.policy;

import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * When somebody works: the blocks of a week on the clock of a time zone, less holidays. An hour
 * that a change of the clock repeats is worked twice, and one that it leaves out not at all.
 * Immutable.
 */
public final class Hours {

  public static final Hours ALWAYS = of(ZoneOffset.UTC, List.of(), Holidays.NONE);

  private static final int END_OF_DAY = 24 * 60;

  /**
   * Within so many days every weekday and every yearly holiday has been; other holidays may come.
   */
  private static final int FURTHEST_DAYS = 400;

  private final ZoneId zone;
  private final Map<DayOfWeek, List<WorkingHours>> week = new EnumMap<>(DayOfWeek.class);
  private final Holidays holidays;
  private final boolean always;

  private Hours(ZoneId zone, List<WorkingHours> week, Holidays holidays) {
    this.zone = zone;
    this.holidays = holidays;
    this.always = week.isEmpty() && holidays.isEmpty();
    for (DayOfWeek day : DayOfWeek.values()) {
      this.week.put(
          day,
          week.isEmpty()
              ? List.of(new WorkingHours(day, 0, END_OF_DAY))
              : week.stream().filter(block -> block.day() == day).toList());
    }
  }

  /**
   * @param week none means always, but on holidays
   */
  public static Hours of(ZoneId zone, List<WorkingHours> week, Holidays holidays) {
    return new Hours(zone, week, holidays);
  }

  /** Whether it is working time. */
  public boolean include(Instant at) {
    LocalDateTime local = LocalDateTime.ofInstant(at, zone);
    if (holidays.include(local.toLocalDate())) {
      return false;
    }
    int minute = local.getHour() * 60 + local.getMinute();
    for (WorkingHours block : week.get(local.getDayOfWeek())) {
      if (block.from() <= minute && minute < block.to()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the day is a holiday where the clock is. */
  public boolean holiday(Instant at) {
    return holidays.include(LocalDate.ofInstant(at, zone));
  }

  /** The first moment after {@code at} at which work begins or ends; empty: it never does. */
  public Optional<Instant> changesAfter(Instant at) {
    if (always) {
      return Optional.empty();
    }
    LocalDate today = LocalDate.ofInstant(at, zone);
    for (int i = -1; i <= FURTHEST_DAYS; i++) {
      Optional<Instant> change = changeAfter(at, today.plusDays(i));
      if (change.isPresent()) {
        // A clock that goes back over midnight begins the next day before this one has ended.
        return Stream.concat(change.stream(), changeAfter(at, today.plusDays(i + 1)).stream())
            .min(Comparator.naturalOrder());
      }
    }
    return holidays.dates().stream()
        .filter(today.plusDays(FURTHEST_DAYS)::isBefore)
        .sorted()
        .flatMap(day -> changeAfter(at, day).stream())
        .findFirst();
  }

  /**
   * The first moment after {@code at} at which a holiday begins or ends, or work does; empty:
   * never.
   */
  public Optional<Instant> reasonChangesAfter(Instant at) {
    Optional<Instant> change = changesAfter(at);
    if (holidays.isEmpty()) {
      return change;
    }
    LocalDate today = LocalDate.ofInstant(at, zone);
    LocalDate last = change.map(end -> LocalDate.ofInstant(end, zone)).orElse(today);
    return today
        .plusDays(1)
        .datesUntil(last.isAfter(today) ? last.plusDays(1) : today.plusDays(1))
        .filter(day -> holidays.include(day) != holidays.include(today))
        .map(day -> day.atStartOfDay(zone).toInstant())
        .filter(at::isBefore)
        .findFirst()
        .or(() -> change);
  }

  private Optional<Instant> changeAfter(Instant at, LocalDate day) {
    boolean now = include(at);
    return edges(day).tailSet(at, false).stream().filter(edge -> include(edge) != now).findFirst();
  }

  /** The moment at which so much working time has passed since {@code from}. */
  public Instant passed(Instant from, Duration workingTime) {
    Instant at = from;
    Duration left = workingTime;
    while (true) {
      Optional<Instant> change = changesAfter(at);
      if (change.isEmpty()) {
        // Always, or never again: then time passes as it does for everybody.
        return at.plus(left);
      }
      if (include(at)) {
        Duration worked = Duration.between(at, change.get());
        if (worked.compareTo(left) >= 0) {
          return at.plus(left);
        }
        left = left.minus(worked);
      }
      at = change.get();
    }
  }

  /** Every moment of the day at which work may begin or end, in order. */
  private NavigableSet<Instant> edges(LocalDate day) {
    NavigableSet<Instant> edges = new TreeSet<>();
    for (WorkingHours block : week.get(day.getDayOfWeek())) {
      addMoments(day, block.from(), edges);
      addMoments(day, block.to(), edges);
    }
    ZoneRules rules = zone.getRules();
    ZoneOffsetTransition transition = rules.nextTransition(day.atStartOfDay(zone).toInstant());
    if (transition != null && day.equals(LocalDate.ofInstant(transition.getInstant(), zone))) {
      edges.add(transition.getInstant());
    }
    return edges;
  }

  /** A time that the clock shows twice is two moments; one that it leaves out is the leap. */
  private void addMoments(LocalDate day, int minute, NavigableSet<Instant> moments) {
    LocalDateTime local = day.atStartOfDay().plusMinutes(minute);
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    offsets.forEach(offset -> moments.add(local.toInstant(offset)));
    if (offsets.isEmpty()) {
      moments.add(rules.getTransition(local).getInstant());
    }
  }
}
