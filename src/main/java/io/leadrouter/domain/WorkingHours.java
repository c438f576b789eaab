package io.leadrouter.domain;

import java.time.DayOfWeek;

/**
 * One block of work on one day of the week, in the rep's time zone.
 *
 * @param from minutes after midnight, 0 to 1439
 * @param to minutes after midnight, later than {@code from}, at most 1440
 */
public record WorkingHours(DayOfWeek day, int from, int to) {}
