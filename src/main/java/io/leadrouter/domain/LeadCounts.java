package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;

/**
 * Leads that a rep got, in whatever pools, or a pool gave, in the hour, the day, the week and the
 * month of the last one, on its own clock.
 *
 * @param latest when each of the latest ones was given, the earliest first, as far back as a cap
 *     over a rolling window looks; none where there is no such cap
 */
public record LeadCounts(int hour, int day, int week, int month, List<Instant> latest) {

  public static final LeadCounts NONE = new LeadCounts(0, 0, 0, 0);

  public LeadCounts {
    latest = List.copyOf(latest);
  }

  /** Where no window rolls. */
  public LeadCounts(int hour, int day, int week, int month) {
    this(hour, day, week, month, List.of());
  }
}
