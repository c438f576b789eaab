package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.util.List;

/**
 * Learns from outcomes, one at a time and in their order, how likely leads convert. Two regressions
 * learn the same: one takes the world to be what it always was, the other lets it drift, and the
 * model is the mean of both in log-odds. It follows a market that changes without forgetting what
 * does not, and is still one linear model, whose reasons add up. The same examples in the same
 * order give the same model, to the bit. Some ten megabytes, whatever leads say. Not thread-safe.
 */
public final class Learner {

  /** Variance of a weight, inputs having length 1 in the mean. */
  private static final double PRIOR = 1.5;

  /** Lets a weight move by its prior deviation in some thousand examples. */
  private static final double DRIFT = 8e-4;

  private final Regression steady = new Regression(PRIOR, 0);
  private final Regression drifting = new Regression(PRIOR, DRIFT);
  private final Profiles profiles = new Profiles();
  private final Glossary glossary = new Glossary();
  private final Encoder inputs = new Encoder();
  private final Predictor predictor = new Predictor(this::weight, profiles);
  private TrackRecord trackRecord = TrackRecord.NONE;
  private long conversions;

  /**
   * Takes in what became of a lead.
   *
   * @param features what was known when the lead was scored
   */
  public void learn(List<Feature> features, boolean converted) {
    conversions += converted ? 1 : 0;
    profiles.observe(features);
    inputs.encode(features, profiles);
    profiles.observeLength(inputs.squaredLength());
    double logOdds = (steady.learn(inputs, converted) + drifting.learn(inputs, converted)) / 2;
    trackRecord = trackRecord.with(Odds.probability(logOdds), converted, profiles.leads());
    glossary.observe(features, inputs);
    observeContributions(features);
  }

  private void observeContributions(List<Feature> features) {
    double contribution = 0;
    for (int i = 0; i < inputs.size() - 1; i++) {
      contribution += weight(inputs.bucket(i)) * inputs.value(i);
      int feature = inputs.feature(i);
      if (inputs.feature(i + 1) != feature) {
        Profile profile = profiles.of(features.get(feature).name());
        if (profile != null) {
          profile.observeContribution(contribution);
        }
        contribution = 0;
      }
    }
  }

  private double weight(int bucket) {
    return (steady.mean(bucket) + drifting.mean(bucket)) / 2;
  }

  /** How much has been learnt from. */
  public Experience experience() {
    return new Experience(profiles.leads(), conversions);
  }

  /** The log-odds that all that was learnt so far gives a lead, however little that is. */
  double logOdds(List<Feature> features) {
    return predictor.logOdds(features);
  }

  /** All that was learnt so far. */
  public Model model() {
    float[] weights = new float[Encoder.BUCKETS];
    for (int bucket = 0; bucket < weights.length; bucket++) {
      weights[bucket] = (float) weight(bucket);
    }
    return new Model(
        experience(),
        trackRecord,
        profiles.copy(),
        glossary.strongest(this::weight, profiles.scale(0), Model.STRONGEST),
        weights);
  }
}
