package io.leadrouter.forecast;

import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Quantiles of times and amounts, from counts by size: two digits of each are kept, as in an HDR
 * histogram (Gil Tene), so that a quantile is right to one in a hundred, and a count can be taken
 * back again.
 */
final class Delays {

  private static final int DIGITS = 2;

  /** Only asked which values it takes for the same. */
  private static final Histogram BUCKETS = new Histogram(Integer.MAX_VALUE, DIGITS);

  private final Histogram histogram = new Histogram(Integer.MAX_VALUE, DIGITS);

  private Delays() {}

  /** In seconds. */
  static int rounded(Duration delay) {
    return rounded(Math.max(0, Math.min(Integer.MAX_VALUE, delay.toSeconds())));
  }

  static int rounded(long size) {
    return (int) BUCKETS.lowestEquivalentValue(size);
  }

  static Delays of(Figures figures, Measure measure) {
    Delays delays = new Delays();
    figures.each(
        measure,
        (mark, count) -> {
          if (count > 0) {
            delays.histogram.recordValueWithCount(mark.cell().size(), count);
          }
        });
    return delays;
  }

  /**
   * @param counts by size
   */
  static Delays of(Map<Integer, Long> counts) {
    Delays delays = new Delays();
    counts.forEach(
        (size, count) -> {
          if (count > 0) {
            delays.histogram.recordValueWithCount(size, count);
          }
        });
    return delays;
  }

  long count() {
    return histogram.getTotalCount();
  }

  /** How many are above. */
  long above(long size) {
    return size >= Integer.MAX_VALUE ? 0 : count() - histogram.getCountBetweenValues(0, size);
  }

  long quantile(double share) {
    return histogram.getValueAtPercentile(100 * share);
  }
}
