package io.leadrouter.scoring;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where the values of one figure lie, learnt from those seen. Amounts of money and ages end up on
 * one scale: values are divided by their usual size, compressed by asinh (as good as linear near 0,
 * logarithmic far away), then shifted and scaled to mean 0 and deviation 1 (Welford 1962).
 * Immutable.
 *
 * @param count values seen
 * @param size mean of their absolute values
 * @param mean of the compressed values
 * @param squares sum of squared deviations of the compressed values
 */
record Spread(long count, double size, double mean, double squares) {

  static final Spread NONE = new Spread(0, 0, 0, 0);

  /** Further out, a value says no more; in deviations. */
  private static final double FURTHEST = 8;

  /**
   * From here on, asinh is the logarithm of the double to the last bit, and squares may overflow.
   */
  private static final double FAR = 1e9;

  /** With one more; finite. */
  Spread with(double value) {
    long more = count + 1;
    double newSize = size + (Math.abs(value) - size) / more;
    double compressed = compressed(value, newSize);
    double deviation = compressed - mean;
    double newMean = mean + deviation / more;
    return new Spread(more, newSize, newMean, squares + deviation * (compressed - newMean));
  }

  /** How many deviations from the mean, at most {@value #FURTHEST}; 0 while all were the same. */
  double standardised(double value) {
    if (count < 2 || squares <= 0) {
      return 0;
    }
    double z = (compressed(value, size) - mean) / Math.sqrt(squares / count);
    return Math.max(-FURTHEST, Math.min(FURTHEST, z));
  }

  /** asinh(value / size). */
  private static double compressed(double value, double size) {
    if (size <= 0) {
      return 0;
    }
    double scaled = Math.abs(value) / size;
    double asinh =
        scaled < FAR
            ? Math.log(scaled + Math.sqrt(scaled * scaled + 1))
            : Math.log(scaled) + Math.log(2);
    return Math.copySign(asinh, value);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(count);
    out.writeDouble(size);
    out.writeDouble(mean);
    out.writeDouble(squares);
  }

  static Spread read(DataInput in) throws IOException {
    return new Spread(in.readLong(), in.readDouble(), in.readDouble(), in.readDouble());
  }
}
