package io.leadrouter.event;

import java.util.List;
import java.util.Optional;

/**
 * How likely a lead converts, between the contract and the domain: whole on a score, elsewhere as a
 * probability and the version of the model, without reasons.
 */
final class Estimates {

  private Estimates() {}

  static Optional<io.leadrouter.domain.Estimate> read(Estimate estimate) {
    return estimate == null
        ? Optional.empty()
        : Optional.of(
            new io.leadrouter.domain.Estimate(
                estimate.getProbability(),
                estimate.getModelVersion(),
                Each.of(estimate.getReasons(), Estimates::read)));
  }

  static Estimate write(Optional<io.leadrouter.domain.Estimate> estimate) {
    return estimate
        .map(
            any ->
                new Estimate(
                    any.probability(),
                    any.modelVersion(),
                    Each.of(any.reasons(), Estimates::write)))
        .orElse(null);
  }

  private static io.leadrouter.domain.Estimate.Reason read(EstimateReason reason) {
    return new io.leadrouter.domain.Estimate.Reason(reason.getText(), reason.getLogOdds());
  }

  private static EstimateReason write(io.leadrouter.domain.Estimate.Reason reason) {
    return new EstimateReason(reason.text(), reason.logOdds());
  }

  /**
   * @param probability null: no model said so
   * @param modelVersion null: not known
   */
  static Optional<io.leadrouter.domain.Estimate> read(Double probability, String modelVersion) {
    return probability == null
        ? Optional.empty()
        : Optional.of(
            new io.leadrouter.domain.Estimate(probability, Absent.text(modelVersion), List.of()));
  }

  static Double probability(Optional<io.leadrouter.domain.Estimate> estimate) {
    return estimate.map(io.leadrouter.domain.Estimate::probability).orElse(null);
  }

  static String modelVersion(Optional<io.leadrouter.domain.Estimate> estimate) {
    return estimate
        .map(io.leadrouter.domain.Estimate::modelVersion)
        .map(Absent::orNull)
        .orElse(null);
  }
}
