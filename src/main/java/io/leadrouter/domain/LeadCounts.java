package io.leadrouter.domain;

/**
 * Leads that a rep got, in whatever pools, in the hour, the day, the week and the month of its last
 * one, on its own clock.
 */
public record LeadCounts(int hour, int day, int week, int month) {

  public static final LeadCounts NONE = new LeadCounts(0, 0, 0, 0);
}
