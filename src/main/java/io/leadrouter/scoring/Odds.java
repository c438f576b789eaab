package io.leadrouter.scoring;

/** Log-odds and probabilities. */
final class Odds {

  /** No outcome is certain: beyond, a probability would round to 0 or 1. */
  static final double MOST = 30;

  private Odds() {}

  /**
   * The nearest probability that leads are given; above 0 and below 1.
   *
   * @param otherwise taken for what is not a number
   */
  static double moderate(double probability, double otherwise) {
    if (Double.isNaN(probability)) {
      return moderate(otherwise, 0.5);
    }
    return Math.max(probability(-MOST), Math.min(probability(MOST), probability));
  }

  /** Above 0 and below 1. */
  static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-Math.max(-MOST, Math.min(MOST, logOdds))));
  }
}
