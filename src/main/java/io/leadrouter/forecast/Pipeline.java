package io.leadrouter.forecast;

import java.util.Arrays;

/**
 * The leads that are open, and how many of them will have converted by when: each by its
 * probability and how long it has been open for already, all by how right such forecasts were
 * lately. Immutable.
 */
final class Pipeline {

  static final int[] HORIZONS = {7, 30, 90};

  /** Intervals leave out so much on either side: they hold 80 %. */
  static final double TAIL = 0.1;

  private static final int FURTHEST = HORIZONS[HORIZONS.length - 1];

  /** How far back the forecaster looks at its own errors. */
  private static final int WEEKS = 26;

  /** Of a count, relative to its mean: nothing is ever certain. */
  private static final double LEAST_VARIANCE = 0.02;

  private final Curve curve;
  private final Level level = new Level();
  private final double[] foreseen = new double[FURTHEST + 1];
  private final double[][] byBand = new double[HORIZONS.length][Curve.BANDS];
  private final double[] squares = new double[HORIZONS.length];
  private long open;

  /**
   * @param own the leads in question
   * @param curve of them, or of more like them
   * @param today the day that has begun
   * @param passed how much of it is over, from 0 to below 1
   */
  Pipeline(Cohorts own, Curve curve, int today, double passed) {
    this.curve = curve;
    learnLevel(own, today);
    own.open(today, (age, bin, count) -> foresee(age, bin, count, passed));
  }

  private void learnLevel(Cohorts own, int today) {
    double[] expected = new double[WEEKS];
    long[] came = new long[WEEKS];
    own.walk(
        today,
        (day, age, bin, atRisk, flow) -> {
          int week = (today - 1 - day) / 7;
          if (week < WEEKS) {
            expected[week] += atRisk * curve.today(bin, age);
            came[week] += flow == null ? 0 : flow.won();
          }
        });
    int first = Math.min(WEEKS - 1, (today - 1 - own.firstDay()) / 7);
    for (int week = first; week >= 0; week--) {
      level.week(expected[week], came[week]);
    }
  }

  private void foresee(int age, int bin, long count, double passed) {
    double[] days = new double[FURTHEST + 1];
    curve.outlook(bin, age, days);
    // Who came today has most likely just come.
    double first = age == 0 ? 1 : 1 - passed;
    double converted = 0;
    open += count;
    int horizon = 0;
    for (int day = 0; day <= FURTHEST && horizon < HORIZONS.length; day++) {
      double share = day == 0 ? first : 1;
      if (day == HORIZONS[horizon]) {
        double rest = days[day] * (1 - first);
        byBand[horizon][Curve.band(age + day)] += count * rest;
        double all = converted + rest;
        squares[horizon] += count * all * all;
        horizon++;
      }
      converted += share * days[day];
      foreseen[day] += count * share * days[day];
      for (int h = horizon; h < HORIZONS.length; h++) {
        byBand[h][Curve.band(age + day)] += count * share * days[day];
      }
    }
  }

  long open() {
    return open;
  }

  /** How many of them convert within the horizon of that index. */
  CountDistribution conversions(int horizon) {
    double mean = Arrays.stream(byBand[horizon]).sum();
    if (mean <= 0) {
      return new CountDistribution(0, 0);
    }
    Level.Ahead ahead = level.ahead(foreseen, HORIZONS[horizon]);
    double alone =
        Math.max(mean * LEAST_VARIANCE, mean - squares[horizon] * ahead.mean()) * ahead.mean();
    double scale =
        mean * mean * (ahead.variance() + unsure(horizon, mean) * ahead.mean() * ahead.mean());
    double variance = alone + scale;
    return new CountDistribution(mean * ahead.mean(), variance);
  }

  /**
   * Variance, relative to the mean, for what is known little of some ages. What is uncertain of all
   * ages alike is the level's affair.
   */
  private double unsure(int horizon, double mean) {
    double variance = 0;
    double all = 0;
    for (int band = 0; band < Curve.BANDS; band++) {
      double share = byBand[horizon][band] / mean;
      variance += share * share / curve.events(band);
      all += curve.events(band);
    }
    return Math.max(0, variance - 1 / all);
  }
}
