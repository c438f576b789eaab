package io.leadrouter.scoring;

import java.util.List;
import java.util.Optional;

/**
 * What a {@link Learner} had learnt at one moment: for each lead a probability to convert, and the
 * reasons; nothing before it has {@link Experience#isEnough() enough} experience. {@link ModelText}
 * writes and reads it. Immutable and thread-safe.
 */
public final class Model {

  /** So many features are named that speak for a conversion, and so many against. */
  static final int STRONGEST = 40;

  private final Experience experience;
  private final TrackRecord trackRecord;
  private final Profiles profiles;
  private final List<Learnt> strongest;
  private final float[] weights;

  /**
   * @param profiles that nobody changes any more
   * @param weights by bucket; that nobody changes any more
   */
  Model(
      Experience experience,
      TrackRecord trackRecord,
      Profiles profiles,
      List<Learnt> strongest,
      float[] weights) {
    this.experience = experience;
    this.trackRecord = trackRecord;
    this.profiles = profiles;
    this.strongest = List.copyOf(strongest);
    this.weights = weights;
  }

  /** What asks it; empty while the scorecard has to decide. For one thread. */
  public Optional<Predictor> predictor() {
    return experience.isEnough()
        ? Optional.of(new Predictor(this::weight, profiles))
        : Optional.empty();
  }

  /** How many outcomes it was learnt from, and what is missing while they are too few. */
  public Experience experience() {
    return experience;
  }

  /** How well it did lately. */
  public TrackRecord trackRecord() {
    return trackRecord;
  }

  /** What moves the log-odds most: first what speaks for a conversion, then what against. */
  public List<Learnt> strongest() {
    return strongest;
  }

  Profiles profiles() {
    return profiles;
  }

  double weight(int bucket) {
    return weights[bucket];
  }
}
