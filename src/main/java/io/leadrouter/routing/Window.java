package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.OptionalInt;

/**
 * A stretch of time in which a rep gets only so many leads, or a pool gives them. Fixed windows are
 * of its own clock, and one begins where the one before ends: a day has 23 or 25 hours when the
 * clock is changed, and each of two hours of the same name is one of its own. A rolling window is
 * what lies behind, always of the same length.
 */
enum Window {
  HOUR(Obstacle.CAP_PER_HOUR, Duration.ofHours(1)) {
    @Override
    Instant end(Instant at, ZoneId zone) {
      ZoneRules rules = zone.getRules();
      int offset = rules.getOffset(at).getTotalSeconds();
      long second = at.getEpochSecond();
      Instant end = Instant.ofEpochSecond(second - Math.floorMod(second + offset, 3600) + 3600);
      // A clock that is changed by half an hour begins another hour there.
      return rules.getOffset(end).getTotalSeconds() == offset
          ? end
          : rules.nextTransition(at).getInstant();
    }

    @Override
    OptionalInt cap(Caps caps) {
      return caps.perHour();
    }
  },
  DAY(Obstacle.CAP_PER_DAY, Duration.ofDays(1)) {
    @Override
    Instant end(Instant at, ZoneId zone) {
      return start(LocalDate.ofInstant(at, zone).plusDays(1), zone, at);
    }

    @Override
    OptionalInt cap(Caps caps) {
      return caps.perDay();
    }
  },
  /** From Monday. */
  WEEK(Obstacle.CAP_PER_WEEK, Duration.ofDays(7)) {
    @Override
    Instant end(Instant at, ZoneId zone) {
      LocalDate today = LocalDate.ofInstant(at, zone);
      return start(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)), zone, at);
    }

    @Override
    OptionalInt cap(Caps caps) {
      return caps.perWeek();
    }
  },
  MONTH(Obstacle.CAP_PER_MONTH, Duration.ofDays(30)) {
    @Override
    Instant end(Instant at, ZoneId zone) {
      LocalDate today = LocalDate.ofInstant(at, zone);
      return start(today.with(TemporalAdjusters.firstDayOfNextMonth()), zone, at);
    }

    @Override
    OptionalInt cap(Caps caps) {
      return caps.perMonth();
    }
  };

  /** The shortest first, without a copy for each look. */
  static final List<Window> ALL = List.of(values());

  private final Obstacle full;
  private final Duration length;

  Window(Obstacle full, Duration length) {
    this.full = full;
    this.length = length;
  }

  /** Why nothing more is taken until the end of it. */
  Obstacle full() {
    return full;
  }

  /** Of one that rolls: the same every day, whatever the clock does. */
  Duration length() {
    return length;
  }

  /** Where the one that {@code at} lies in ends, and the next begins; after {@code at}. */
  abstract Instant end(Instant at, ZoneId zone);

  /** The most leads in one of them; empty: no limit. */
  abstract OptionalInt cap(Caps caps);

  private static Instant start(LocalDate day, ZoneId zone, Instant after) {
    Instant first = day.atStartOfDay(zone).toInstant();
    // A clock that goes back over midnight shows it twice.
    return first.isAfter(after)
        ? first
        : day.atStartOfDay(zone).withLaterOffsetAtOverlap().toInstant();
  }
}
