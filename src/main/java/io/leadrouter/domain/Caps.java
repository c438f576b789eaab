package io.leadrouter.domain;

import java.util.OptionalInt;

/**
 * The most that a rep may have, or a pool together; empty is no limit.
 *
 * @param rolling whether an hour, a day, a week and a month are the last 60 minutes, 24 hours, 7
 *     days and 30 days at any moment, instead of those of the calendar
 */
public record Caps(
    OptionalInt openLeads,
    OptionalInt perHour,
    OptionalInt perDay,
    OptionalInt perWeek,
    OptionalInt perMonth,
    boolean rolling) {

  /** What was given is remembered one by one where windows roll; nobody remembers more of it. */
  public static final int MOST_ROLLING = 1_000;

  public static final Caps NONE = openLeads(OptionalInt.empty());

  /** Only a limit on open leads. */
  public static Caps openLeads(OptionalInt openLeads) {
    OptionalInt none = OptionalInt.empty();
    return new Caps(openLeads, none, none, none, none, false);
  }
}
