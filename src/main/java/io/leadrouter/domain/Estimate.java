package io.leadrouter.domain;

import java.util.List;

/**
 * How likely a lead converts, by a model.
 *
 * @param probability above 0 and below 1
 * @param modelVersion which model says so
 * @param reasons they add up to the log-odds of the probability; empty where nobody asks why
 */
public record Estimate(double probability, String modelVersion, List<Reason> reasons) {

  public Estimate {
    reasons = List.copyOf(reasons);
  }

  /** What moved the probability, in words; speaks for a conversion above 0, against it below. */
  public record Reason(String text, double logOdds) {}

  /** The same without the reasons, which quote what was said of the lead. */
  public Estimate withoutReasons() {
    return new Estimate(probability, modelVersion, List.of());
  }
}
