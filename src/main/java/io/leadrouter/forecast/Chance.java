package io.leadrouter.forecast;

import java.util.OptionalDouble;

/**
 * Probabilities in bins of a quarter of a log-odds, so that leads can be counted by them: whoever
 * is in a bin is taken to have its middle, which is wrong by an eighth at most.
 */
public final class Chance {

  /** Of leads that have no probability. */
  public static final int UNKNOWN = 0;

  /** Bins with a probability are 1 to this. */
  public static final int BINS = 48;

  private static final double WIDTH = 0.25;
  private static final double LEAST = -8;

  private static final double[] MIDDLES = new double[BINS + 1];

  static {
    for (int bin = 1; bin <= BINS; bin++) {
      MIDDLES[bin] = 1 / (1 + Math.exp(-(LEAST + (bin - 0.5) * WIDTH)));
    }
  }

  private Chance() {}

  /**
   * The bin of a probability.
   *
   * @param probability from 0 to 1; empty: not known
   */
  public static int bin(OptionalDouble probability) {
    if (probability.isEmpty() || Double.isNaN(probability.getAsDouble())) {
      return UNKNOWN;
    }
    double p = probability.getAsDouble();
    double logOdds = Math.log(p / (1 - p));
    return (int) Math.max(1, Math.min(BINS, 1 + Math.floor((logOdds - LEAST) / WIDTH)));
  }

  /**
   * The probability that a bin stands for.
   *
   * @param rate for those of whom none is known
   */
  static double middle(int bin, double rate) {
    return bin == UNKNOWN ? rate : MIDDLES[bin];
  }
}
