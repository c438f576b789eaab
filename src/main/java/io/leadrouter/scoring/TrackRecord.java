package io.leadrouter.scoring;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How well the latest outcomes were foreseen, about {@value #MEMORY} of them: each by what was
 * learnt before it. Beside {@code logLoss} stands what somebody would have lost who knew the recent
 * rate and nothing else; calibrated is who predicts as many as convert.
 *
 * @param logLoss mean negative logarithm of what was predicted for what happened; 0 is best
 * @param predicted mean of the predicted probabilities
 * @param converted share of those that did convert
 */
public record TrackRecord(double logLoss, double predicted, double converted) {

  static final TrackRecord NONE = new TrackRecord(0, 0, 0);

  static final int MEMORY = 1_000;

  /**
   * @param examples how many there are with this one
   */
  TrackRecord with(double probability, boolean positive, long examples) {
    double share = 1.0 / Math.min(examples, MEMORY);
    double loss = -Math.log(positive ? probability : 1 - probability);
    return new TrackRecord(
        logLoss + (loss - logLoss) * share,
        predicted + (probability - predicted) * share,
        converted + ((positive ? 1 : 0) - converted) * share);
  }

  /**
   * The same, after one of them turned out to have the other outcome. How long ago it was learnt is
   * not known any more: it counts as much as the latest.
   *
   * @param probability that was predicted
   * @param positive what it is now
   */
  TrackRecord corrected(double probability, boolean positive, long examples) {
    double share = 1.0 / Math.min(examples, MEMORY);
    double loss = Math.log(positive ? 1 - probability : probability);
    double gain = Math.log(positive ? probability : 1 - probability);
    return new TrackRecord(
        Math.max(0, logLoss + (loss - gain) * share),
        predicted,
        Math.max(0, Math.min(1, converted + (positive ? share : -share))));
  }

  void write(DataOutput out) throws IOException {
    out.writeDouble(logLoss);
    out.writeDouble(predicted);
    out.writeDouble(converted);
  }

  static TrackRecord read(DataInput in) throws IOException {
    return new TrackRecord(in.readDouble(), in.readDouble(), in.readDouble());
  }

  /** What is lost by who knows the recent rate alone; 0 when nothing or all converted. */
  public double logLossOfRate() {
    // Not the negative of the sum: people see no difference between zeros.
    return 0 - xLogX(converted) - xLogX(1 - converted);
  }

  private static double xLogX(double x) {
    return x <= 0 ? 0 : x * Math.log(x);
  }
}
