package io.leadrouter.domain;

import java.util.List;

/**
 * How much a lead is worth calling.
 *
 * @param total fit plus engagement
 * @param grade fit, A (best) to D
 * @param band engagement, 1 (highest) to 3
 * @param reasons contributions; they add up to the total
 */
public record Score(
    double total,
    double fit,
    double engagement,
    String grade,
    int band,
    List<ScoreReason> reasons) {

  /** Before a lead is scored. */
  public static final Score NONE = new Score(0, 0, 0, "D", 3, List.of());

  public Score {
    reasons = List.copyOf(reasons);
  }
}
