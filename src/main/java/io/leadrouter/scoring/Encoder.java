package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the features of a lead into inputs of the model: numbers in buckets. A word has the bucket
 * of its name and value (hashing trick: Weinberger et al. 2009), so that values need not be known
 * beforehand and memory is bounded. A figure has one bucket for how far out it lies, one for the
 * stretch in which it lies, for what does not grow evenly, and one for exactly this value, for
 * figures that are names. Not thread-safe: each thread has its own.
 */
final class Encoder {

  private static final int BITS = 16;

  /** Of the intercept, which every lead has. */
  static final int INTERCEPT = 1 << BITS;

  /** Buckets there are. */
  static final int BUCKETS = INTERCEPT + 1;

  /** A stretch is half a deviation wide. */
  private static final double STRETCHES_PER_DEVIATION = 2;

  /** A stretch or a value says less than the figure itself: fewer leads share it. */
  private static final double INDICATOR = 0.3;

  private static final int FIGURE = '#';
  private static final int WORD = '=';

  private int[] buckets = new int[64];
  private double[] values = new double[64];
  private int[] features = new int[64];
  private int size;
  private double squaredLength;

  /** Encodes the features of one lead; what was encoded before is gone. */
  void encode(List<Feature> of, Profiles profiles) {
    size = 0;
    squaredLength = 0;
    for (int i = 0; i < of.size(); i++) {
      Feature feature = of.get(i);
      Profile profile = profiles.of(feature.name());
      if (profile == null || profile.tellsApart(profiles.leads())) {
        encode(feature, profile, i);
      }
    }
    double scale = profiles.scale(squaredLength);
    for (int i = 0; i < size; i++) {
      values[i] /= scale;
    }
    add(INTERCEPT, 1, of.size());
  }

  private void encode(Feature feature, Profile profile, int number) {
    if (feature instanceof Feature.Word word) {
      add(bucketOf(word), 1, number);
    } else if (feature instanceof Feature.Figure figure) {
      int exactly = bucketOf(figure);
      if (profile == null) {
        add(exactly, 1, number);
      } else {
        double z = profile.spread().standardised(figure.value());
        int stretch = (int) Math.floor(z * STRETCHES_PER_DEVIATION);
        long figures = Hash.then(Hash.of(figure.name()), FIGURE);
        add(bucket(figures), z, number);
        add(bucket(Hash.then(figures, stretch)), INDICATOR, number);
        add(exactly, INDICATOR, number);
      }
    }
  }

  private static int bucketOf(Feature.Word word) {
    return bucket(Hash.then(word(word.name()), Hash.of(word.value())));
  }

  private static int bucketOf(Feature.Figure figure) {
    return bucket(Hash.then(word(figure.name()), Double.doubleToLongBits(figure.value())));
  }

  private static long word(String name) {
    return Hash.then(Hash.of(name), WORD);
  }

  private static int bucket(long hash) {
    return Hash.bucket(hash, BITS);
  }

  private void add(int bucket, double value, int feature) {
    if (size == buckets.length) {
      buckets = Arrays.copyOf(buckets, size * 2);
      values = Arrays.copyOf(values, size * 2);
      features = Arrays.copyOf(features, size * 2);
    }
    buckets[size] = bucket;
    values[size] = value;
    features[size] = feature;
    size++;
    squaredLength += value * value;
  }

  /**
   * How many inputs the lead has; those of one feature follow each other, the intercept is last.
   */
  int size() {
    return size;
  }

  int bucket(int input) {
    return buckets[input];
  }

  double value(int input) {
    return values[input];
  }

  /** The number of the feature that it is of; of the intercept, how many features there are. */
  int feature(int input) {
    return features[input];
  }

  /** Of the inputs but the intercept, before they were scaled. */
  double squaredLength() {
    return squaredLength;
  }
}
