package io.leadrouter.scoring;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Logistic regression whose weights may move: dynamic logistic regression (Penny and Roberts 1999),
 * an extended Kalman filter with a diagonal covariance. Each weight is a mean and a variance; an
 * example moves those weights most that are least certain, and a weight that has not been seen for
 * long is less certain again. No learning rate has to be tuned. For inputs of any length up to some
 * thousands, weights stay finite and variances above 0 and at most the prior. Not thread-safe.
 */
final class Regression {

  /** Even where the model is sure, an example teaches something. */
  private static final double LEAST_CURVATURE = 0.01;

  private final double prior;
  private final double drift;

  /** The mean and, beside it in one line of the cache, the variance of each weight. */
  private final double[] weights = new double[2 * Encoder.BUCKETS];

  private final long[] seen = new long[Encoder.BUCKETS];
  private long examples;

  /**
   * @param prior variance of a weight of which nothing is known
   * @param drift what a variance grows by with each example, up to the prior
   */
  Regression(double prior, double drift) {
    this.prior = prior;
    this.drift = drift;
    for (int bucket = 0; bucket < Encoder.BUCKETS; bucket++) {
      weights[2 * bucket + 1] = prior;
    }
  }

  double mean(int bucket) {
    return weights[2 * bucket];
  }

  double variance(int bucket) {
    return weights[2 * bucket + 1];
  }

  /** Learns from an example, and answers the log-odds that it would have been given before. */
  double learn(Encoder inputs, boolean positive) {
    examples++;
    double logOdds = 0;
    double uncertainty = 0;
    for (int i = 0; i < inputs.size(); i++) {
      int bucket = inputs.bucket(i);
      double value = inputs.value(i);
      double variance = drifted(bucket);
      weights[2 * bucket + 1] = variance;
      seen[bucket] = examples;
      logOdds += weights[2 * bucket] * value;
      uncertainty += variance * value * value;
    }
    double probability = 1 / (1 + Math.exp(-logOdds));
    double curvature = curvature(probability);
    double gain = 1 / (1 + curvature * uncertainty);
    double surprise = ((positive ? 1 : 0) - probability) * gain;
    double certainty = curvature * gain;
    for (int i = 0; i < inputs.size(); i++) {
      int mean = 2 * inputs.bucket(i);
      int variance = mean + 1;
      double step = weights[variance] * inputs.value(i);
      weights[mean] += step * surprise;
      weights[variance] -= step * step * certainty;
    }
    return logOdds;
  }

  /**
   * Takes back what an example once taught, and teaches it with its other outcome. An example moves
   * the means by its residual, outcome - probability, times what is uncertain of them; so the
   * residual of then is taken off, and that of now is put on. No more is known than before:
   * variances stay, and no time passes.
   *
   * @param positive what it is now, and was not when it was learnt
   * @param then the probability that it had when it was learnt
   */
  void correct(Encoder inputs, boolean positive, double then) {
    double logOdds = 0;
    double uncertainty = 0;
    for (int i = 0; i < inputs.size(); i++) {
      int bucket = inputs.bucket(i);
      double value = inputs.value(i);
      logOdds += weights[2 * bucket] * value;
      uncertainty += drifted(bucket) * value * value;
    }
    double probability = 1 / (1 + Math.exp(-logOdds));
    double gain = 1 / (1 + curvature(probability) * uncertainty);
    double taught = (positive ? 0 : 1) - then;
    double surprise = ((positive ? 1 : 0) - probability - taught) * gain;
    for (int i = 0; i < inputs.size(); i++) {
      int bucket = inputs.bucket(i);
      weights[2 * bucket] += drifted(bucket) * inputs.value(i) * surprise;
    }
  }

  private static double curvature(double probability) {
    return Math.max(probability * (1 - probability), LEAST_CURVATURE);
  }

  private double drifted(int bucket) {
    double variance = weights[2 * bucket + 1];
    if (drift == 0) {
      return variance;
    }
    return Math.min(prior, variance + drift * (examples - seen[bucket]));
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(examples);
    for (int bucket = 0; bucket < Encoder.BUCKETS; bucket++) {
      // Of a weight without any certainty it makes no difference when it was seen.
      if (mean(bucket) != 0 || variance(bucket) != prior) {
        out.writeInt(bucket);
        out.writeDouble(mean(bucket));
        out.writeDouble(variance(bucket));
        if (drift != 0) {
          out.writeLong(seen[bucket]);
        }
      }
    }
    out.writeInt(Encoder.BUCKETS);
  }

  /** Reads what {@link #write} wrote; for one that has not learnt yet. */
  void read(DataInput in) throws IOException {
    examples = in.readLong();
    for (int bucket = in.readInt(); bucket != Encoder.BUCKETS; bucket = in.readInt()) {
      weights[2 * bucket] = in.readDouble();
      weights[2 * bucket + 1] = in.readDouble();
      seen[bucket] = drift == 0 ? 0 : in.readLong();
    }
  }
}
