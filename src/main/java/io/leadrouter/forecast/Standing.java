package io.leadrouter.forecast;

import java.util.HashMap;
import java.util.Map;

/**
 * What is compared of a dimension with others like it, lately.
 *
 * @param mix closed leads, by their bin and what they are like
 * @param acceptDelays how many were accepted after so many seconds, by pool
 * @param quiet conversions of the last four weeks, and how many there should have been
 */
record Standing(
    Rate.Closed closed,
    Map<Slot, Rate.Closed> mix,
    Map<String, Map<Integer, Long>> acceptDelays,
    Quiet quiet) {

  record Slot(int bin, String label) {}

  record Quiet(long came, double expected) {}

  /** How far back "stopped" looks, in days. */
  private static final int FOUR_WEEKS = 28;

  static Standing of(Figures recent, Cohorts cohorts, Curve curve, int today) {
    Map<Slot, Rate.Closed> mix = new HashMap<>();
    recent.each(
        Measure.CONVERTED, (mark, count) -> add(mix, mark.cell(), new Rate.Closed(count, 0)));
    recent.each(Measure.LOST, (mark, count) -> add(mix, mark.cell(), new Rate.Closed(0, count)));
    Map<String, Map<Integer, Long>> delays = new HashMap<>();
    recent.each(
        Measure.ACCEPT_DELAY,
        (mark, count) ->
            delays
                .computeIfAbsent(mark.cell().label(), pool -> new HashMap<>())
                .merge(mark.cell().size(), count, Long::sum));
    long[] came = {0};
    double[] expected = {0};
    cohorts.walk(
        today,
        (day, age, bin, atRisk, flow) -> {
          if (day >= today - FOUR_WEEKS) {
            expected[0] += atRisk * curve.today(bin, age);
            came[0] += flow == null ? 0 : flow.won();
          }
        });
    return new Standing(
        new Rate.Closed(recent.count(Measure.CONVERTED), recent.count(Measure.LOST)),
        mix,
        delays,
        new Quiet(came[0], expected[0]));
  }

  private static void add(Map<Slot, Rate.Closed> mix, Cell cell, Rate.Closed closed) {
    mix.merge(
        new Slot(cell.bin(), cell.label()),
        closed,
        (one, other) -> new Rate.Closed(one.won() + other.won(), one.lost() + other.lost()));
  }
}
