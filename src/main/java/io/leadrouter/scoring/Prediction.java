package io.leadrouter.scoring;

import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Feature;
import java.util.ArrayList;
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

  /** So many reasons are published; all others together are one more. */
  static final int PUBLISHED = 12;

  /**
   * As it is published: first what is usual of such leads, then what sets this one apart, the
   * strongest first, then all others together, so that the reasons add up.
   */
  public Estimate published(String modelVersion) {
    List<Estimate.Reason> published = new ArrayList<>();
    published.add(new Estimate.Reason("usual", usual));
    int strongest = Math.min(PUBLISHED, reasons.size());
    double rest = logOdds - usual;
    for (Reason reason : reasons.subList(0, strongest)) {
      published.add(new Estimate.Reason(reason.text(), reason.logOdds()));
      rest -= reason.logOdds();
    }
    if (strongest < reasons.size()) {
      published.add(new Estimate.Reason((reasons.size() - strongest) + " others", rest));
    }
    return new Estimate(probability, modelVersion, published);
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
