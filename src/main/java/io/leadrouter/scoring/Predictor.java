package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Asks a model about leads. Not thread-safe: each thread has its own. */
public final class Predictor {

  private static final Comparator<Prediction.Reason> STRONGEST_FIRST =
      Comparator.comparingDouble(reason -> -Math.abs(reason.logOdds()));

  private final Encoder inputs = new Encoder();
  private final Weights weights;
  private final Profiles profiles;

  Predictor(Weights weights, Profiles profiles) {
    this.weights = weights;
    this.profiles = profiles;
  }

  /** How likely a lead with these features converts; above 0 and below 1. */
  public double probability(List<Feature> features) {
    return Odds.probability(logOdds(features));
  }

  /** The same, with the reasons. */
  public Prediction explain(List<Feature> features) {
    double sum = logOdds(features);
    // Beyond what any lead is given, all that it has counts less.
    double share = Math.abs(sum) > Odds.MOST ? Odds.MOST / Math.abs(sum) : 1;
    double[] contributions = new double[features.size() + 1];
    for (int i = 0; i < inputs.size(); i++) {
      contributions[inputs.feature(i)] += share * contribution(i);
    }
    double usual = contributions[features.size()];
    List<Prediction.Reason> reasons = new ArrayList<>(features.size());
    for (int i = 0; i < features.size(); i++) {
      Feature feature = features.get(i);
      Profile profile = profiles.of(feature.name());
      double expected = profile == null ? 0 : share * profile.usual();
      usual += expected;
      reasons.add(new Prediction.Reason(feature, contributions[i] - expected));
    }
    reasons.sort(STRONGEST_FIRST);
    return new Prediction(Odds.probability(sum), share * sum, usual, reasons);
  }

  double logOdds(List<Feature> features) {
    inputs.encode(features, profiles);
    double sum = 0;
    for (int i = 0; i < inputs.size(); i++) {
      sum += contribution(i);
    }
    return sum;
  }

  private double contribution(int input) {
    return weights.of(inputs.bucket(input)) * inputs.value(input);
  }
}
