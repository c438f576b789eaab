package io.leadrouter.forecast;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;

/**
 * How many, by mean and variance: negative binomial where the variance is above the mean, binomial
 * with any number of trials where it is below, Poisson in between. Immutable.
 *
 * @param mean at least 0
 * @param variance above 0 unless the mean is 0
 */
record CountDistribution(double mean, double variance) {

  private static final double NEAR = 1e-6;

  /**
   * The quantile of the mid-distribution, between whole numbers (Ma, Genton and Parzen 2011): over
   * many counts, what lies below has the share that was asked for, which whole numbers cannot give.
   */
  double quantile(double share) {
    if (mean <= 0) {
      return 0;
    }
    long low = -1;
    long high = 1 + (long) (mean + 12 * Math.sqrt(variance) + 12);
    while (high - low > 1) {
      long middle = (low + high) >>> 1;
      if (mid(middle) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    if (low < 0) {
      return 0;
    }
    double below = mid(low);
    double above = mid(high);
    return low + (share - below) / (above - below);
  }

  /** The chance of fewer, and half of that of as many. */
  private double mid(long count) {
    return (atMost(count) + atMost(count - 1)) / 2;
  }

  /** The chance of so many or fewer. */
  double atMost(long count) {
    if (count < 0) {
      return 0;
    }
    double ratio = variance / mean;
    if (ratio > 1 + NEAR) {
      double successes = mean / (ratio - 1);
      return BetaDistribution.of(successes, count + 1).cumulativeProbability(1 / ratio);
    }
    if (ratio < 1 - NEAR) {
      double trials = mean / (1 - ratio);
      return count >= trials
          ? 1
          : BetaDistribution.of(count + 1, trials - count).survivalProbability(1 - ratio);
    }
    return PoissonDistribution.of(mean).cumulativeProbability((int) count);
  }
}
