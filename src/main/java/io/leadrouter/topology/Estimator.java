package io.leadrouter.topology;

import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Feature;
import io.leadrouter.scoring.Predictor;
import java.util.List;
import java.util.Optional;

/** Asks the model in force, whichever that is by then. For one thread. */
final class Estimator {

  private final ModelBook models;
  private Optional<ModelBook.Entry> asked = Optional.empty();
  private Optional<Predictor> predictor = Optional.empty();

  Estimator(ModelBook models) {
    this.models = models;
  }

  /** How likely a lead converts, and why; empty while no model has enough experience to say. */
  Optional<Estimate> estimate(List<Feature> features) {
    Optional<ModelBook.Entry> inForce = models.inForce();
    if (!inForce.equals(asked)) {
      asked = inForce;
      predictor = inForce.flatMap(entry -> entry.model().predictor());
    }
    return predictor.map(model -> model.explain(features).published(asked.orElseThrow().version()));
  }
}
