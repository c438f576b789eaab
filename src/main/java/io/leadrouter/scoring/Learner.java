package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Learns from outcomes, one at a time and in their order, how likely leads convert. Two regressions
 * learn the same: one takes the world to be what it always was, the other lets it drift, and the
 * model is the mean of both in log-odds. It follows a market that changes without forgetting what
 * does not, and is still one linear model, whose reasons add up. The same examples in the same
 * order give the same model, to the bit, also when the learner was written down ({@link
 * LearnerState}) and read back in between. Some ten megabytes, whatever leads say. Not thread-safe.
 */
public final class Learner {

  /** Variance of a weight, inputs having length 1 in the mean. */
  private static final double PRIOR = 1.5;

  /** Lets a weight move by its prior deviation in some thousand examples. */
  private static final double DRIFT = 8e-4;

  private final Regression steady = new Regression(PRIOR, 0);
  private final Regression drifting = new Regression(PRIOR, DRIFT);
  private final Profiles profiles;
  private final Glossary glossary = new Glossary();
  private final Encoder inputs = new Encoder();
  private final Predictor predictor;
  private TrackRecord trackRecord;
  private long lessons;
  private long conversions;

  /** Knows nothing yet. */
  public Learner() {
    this(new Profiles(), TrackRecord.NONE, 0, 0);
  }

  private Learner(Profiles profiles, TrackRecord trackRecord, long lessons, long conversions) {
    this.profiles = profiles;
    this.predictor = new Predictor(this::weight, profiles);
    this.trackRecord = trackRecord;
    this.lessons = lessons;
    this.conversions = conversions;
  }

  /**
   * Takes in what became of a lead.
   *
   * @param features what was known when the lead was scored
   */
  public void learn(List<Feature> features, boolean converted) {
    lessons++;
    conversions += converted ? 1 : 0;
    profiles.observe(features);
    inputs.encode(features, profiles);
    profiles.observeLength(inputs.squaredLength());
    double logOdds = (steady.learn(inputs, converted) + drifting.learn(inputs, converted)) / 2;
    trackRecord = trackRecord.with(Odds.probability(logOdds), converted, profiles.leads());
    glossary.observe(features, inputs);
    observeContributions(features);
  }

  /**
   * Takes in that an example which was learnt turned out the other way, such as a lead that
   * converts long after it had been given up. It counts once: what its first outcome taught is
   * taken back, and what the other teaches is put in its place. So nobody has to wait for outcomes
   * that take long (the problem: Chapelle 2014), and conversions that come late leave no losses
   * behind them. Who learns both as examples has to weigh them instead (Ktena et al. 2019), and
   * counts them twice.
   *
   * <p>While the model does not move, the two together change the residual by exactly 1, whatever
   * the probability: in the long run late conversions teach as much as prompt ones. When many come
   * at once they move it less and less, as examples do.
   *
   * @param features the same that were learnt from
   * @param converted the other outcome; of what can't have been learnt, for there was no such
   *     outcome yet, it is an example like any other
   * @param probability what the lead was given when it was scored, above 0 and below 1; empty where
   *     no model scored it: then as much as the latest on the whole
   */
  public void correct(List<Feature> features, boolean converted, OptionalDouble probability) {
    long corrected = conversions + (converted ? 1 : -1);
    if (corrected < 0 || corrected > profiles.leads()) {
      learn(features, converted);
      return;
    }
    lessons++;
    conversions = corrected;
    double then = Odds.moderate(probability.orElse(Double.NaN), trackRecord.predicted());
    inputs.encode(features, profiles);
    steady.correct(inputs, converted, then);
    drifting.correct(inputs, converted, then);
    trackRecord = trackRecord.corrected(then, converted, profiles.leads());
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

  /** How well the latest outcomes were foreseen, each before it was learnt. */
  public TrackRecord trackRecord() {
    return trackRecord;
  }

  /** How often it was taught: examples, and corrections of them. */
  public long lessons() {
    return lessons;
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

  void write(DataOutput out) throws IOException {
    profiles.write(out);
    trackRecord.write(out);
    out.writeLong(lessons);
    out.writeLong(conversions);
    steady.write(out);
    drifting.write(out);
    glossary.write(out);
  }

  static Learner read(DataInput in) throws IOException {
    Learner learner =
        new Learner(Profiles.read(in), TrackRecord.read(in), in.readLong(), in.readLong());
    learner.steady.read(in);
    learner.drifting.read(in);
    learner.glossary.read(in);
    return learner;
  }
}
