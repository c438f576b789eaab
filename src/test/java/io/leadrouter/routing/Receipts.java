package io.leadrouter.routing;

import io.leadrouter.domain.LeadCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What a rep got, counted by what the calendar calls the hour, day, week and month of each lead. An
 * hour that a change of the clock repeats is another one. Shares nothing with the engine.
 */
final class Receipts {

  static final int HOUR = 0;
  static final int DAY = 1;
  static final int WEEK = 2;
  static final int MONTH = 3;

  /** No window at all. */
  static final int NONE = -1;

  private static final List<Function<ZonedDateTime, Object>> NAMES =
      List.of(
          at -> at.truncatedTo(ChronoUnit.HOURS).toLocalDateTime() + " " + at.getOffset(),
          ZonedDateTime::toLocalDate,
          at -> at.get(IsoFields.WEEK_BASED_YEAR) + " " + at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR),
          YearMonth::from);

  private static final List<Duration> LENGTHS =
      List.of(
          Duration.ofMinutes(60), Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30));

  private final int[] counts = new int[NAMES.size()];

  /** When it got those of the longest window that rolls for it; none when none does. */
  private final List<Instant> times = new ArrayList<>();

  private int longest = NONE;
  private Instant last = Instant.MIN;
  private ZoneId zone = ZoneOffset.UTC;

  /** Got one. */
  void add(Instant at, ZoneId zone) {
    Receipts one = new Receipts();
    one.last = at;
    Arrays.fill(one.counts, 1);
    if (longest != NONE) {
      one.times.add(at);
    }
    add(one, zone);
  }

  /** Got one, by its present clock. */
  void add(Instant at) {
    add(at, zone);
  }

  /** This month, by its present clock. */
  int used(Instant now) {
    return used(MONTH, now, zone);
  }

  /** Got others in another group. */
  void add(Receipts others, ZoneId zone) {
    moveTo(zone);
    boolean later = !others.last.isBefore(last);
    Receipts first = later ? this : others;
    Receipts then = later ? others : this;
    for (int window = 0; window < counts.length; window++) {
      counts[window] = then.counts[window] + first.used(window, then.last, zone);
    }
    last = then.last;
    times.addAll(others.times);
    Collections.sort(times);
  }

  /** From now on, windows up to this one roll. A longer one begins with what is known. */
  void roll(int longest, Instant now) {
    if (this.longest != NONE) {
      times.removeIf(at -> !within(this.longest, at, now));
    }
    this.longest = longest;
    if (longest == NONE) {
      times.clear();
    }
  }

  /** Leaves for another group, where other windows roll; also where it was only passing through. */
  void leave(Instant now) {
    times.removeIf(at -> longest != NONE && !within(longest, at, now));
    longest = NONE;
  }

  private static boolean within(int window, Instant at, Instant now) {
    return at.plus(LENGTHS.get(window)).isAfter(now);
  }

  /** In the time before now. */
  int rolled(int window, Instant now) {
    return (int) times.stream().filter(at -> within(window, at, now)).count();
  }

  /** When it got what the longest window holds now. */
  List<Instant> latest(List<Instant> times, Instant now) {
    return times.stream().filter(at -> longest != NONE && within(longest, at, now)).toList();
  }

  List<Instant> latest(Instant now) {
    return latest(times, now);
  }

  /** One that it got then is not to count, in the windows that the last one lies in too. */
  void remove(Instant at) {
    for (int window = 0; window < counts.length; window++) {
      if (counts[window] > 0 && name(window, at, zone).equals(name(window, last, zone))) {
        counts[window]--;
      }
    }
    times.remove(at);
  }

  /** Lives by that clock now. */
  void moveTo(ZoneId zone) {
    this.zone = zone;
  }

  /** In the present window. */
  int used(int window, Instant now, ZoneId zone) {
    if (last.equals(Instant.MIN)) {
      return 0;
    }
    // Groups' times differ a little.
    boolean same = !now.isAfter(last) || name(window, now, zone).equals(name(window, last, zone));
    return same ? counts[window] : 0;
  }

  private static Object name(int window, Instant at, ZoneId zone) {
    return NAMES.get(window).apply(at.atZone(zone));
  }

  /** When the last one came; {@link Instant#MIN}: none did. */
  Instant last() {
    return last;
  }

  LeadCounts counts() {
    return new LeadCounts(counts[HOUR], counts[DAY], counts[WEEK], counts[MONTH]);
  }
}
