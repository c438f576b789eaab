package io.leadrouter.forecast;

import java.time.LocalDate;
import java.time.temporal.IsoFields;

/**
 * Which days are looked at, of UTC.
 *
 * @param firstDay since 1970-01-01
 */
public record Window(Kind kind, int firstDay) {

  /** What kinds there are. */
  public enum Kind {
    /** A day. */
    DAY(1),
    /** From Monday to Sunday, as ISO 8601 counts weeks. */
    WEEK(7),
    /** The last thirteen weeks and today, with what is expected of the leads that are open. */
    RECENT(92);

    private final int days;

    Kind(int days) {
      this.days = days;
    }

    /** How many there are. */
    public int days() {
      return days;
    }
  }

  static Window day(int day) {
    return new Window(Kind.DAY, day);
  }

  static Window weekOf(int day) {
    // 1970-01-01 was a Thursday.
    return new Window(Kind.WEEK, day - Math.floorMod(day + 3, 7));
  }

  static Window recent(int today) {
    return new Window(Kind.RECENT, today - Kind.RECENT.days + 1);
  }

  public int lastDay() {
    return firstDay + kind.days - 1;
  }

  /** As in {@code day/2026-11-26}, {@code week/2026-W48} and {@code recent}. */
  public String key() {
    LocalDate first = LocalDate.ofEpochDay(firstDay);
    return switch (kind) {
      case DAY -> "day/" + first;
      case WEEK ->
          "week/%d-W%02d"
              .formatted(
                  first.get(IsoFields.WEEK_BASED_YEAR),
                  first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case RECENT -> "recent";
    };
  }
}
