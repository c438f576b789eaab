package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.util.List;

/**
 * How likely a lead converts, and why.
 *
 * @param probability above 0 and below 1
 * @param logOdds the logarithm of probability / (1 - probability); {@code usual} and all reasons
 *     add up to it (within 1e-9)
 * @param usual log-odds of a lead that has the same features, each as it usually is
 * @param reasons one for each feature of the lead, what moved the probability most first
 */
public record Prediction(double probability, double logOdds, double usual, List<Reason> reasons) {

  public Prediction {
    reasons = List.copyOf(reasons);
  }

  /**
   * What sets a lead apart.
   *
   * @param logOdds above 0: speaks for a conversion, against one below 0
   */
  public record Reason(Feature feature, double logOdds) {

    /** As people read it, such as {@code source = referral}. */
    public String text() {
      return feature.text();
    }
  }
}
