package io.leadrouter.domain;

import java.util.List;
import java.util.Optional;

/**
 * How much a lead is worth calling.
 *
 * @param total what rules read and who waits goes by: fit plus engagement, or where the policy says
 *     so the probability of the estimate in percent
 * @param grade fit, A (best) to D
 * @param band engagement, 1 (highest) to 3
 * @param reasons contributions; they add up to fit plus engagement
 * @param estimate how likely it converts; empty while no model has enough experience to say so
 */
public record Score(
    double total,
    double fit,
    double engagement,
    String grade,
    int band,
    List<ScoreReason> reasons,
    Optional<Estimate> estimate) {

  /** Before a lead is scored. */
  public static final Score NONE = new Score(0, 0, 0, "D", 3, List.of());

  public Score {
    reasons = List.copyOf(reasons);
  }

  /** By the scorecard alone. */
  public Score(
      double total,
      double fit,
      double engagement,
      String grade,
      int band,
      List<ScoreReason> reasons) {
    this(total, fit, engagement, grade, band, reasons, Optional.empty());
  }

  /** The same, without what is quoted of the lead. */
  Score withoutQuotations() {
    return estimate.isEmpty()
        ? this
        : new Score(
            total, fit, engagement, grade, band, reasons, estimate.map(Estimate::withoutReasons));
  }
}
