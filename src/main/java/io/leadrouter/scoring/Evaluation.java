package io.leadrouter.scoring;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How good predictions were, once the outcomes are known. Figures that need both outcomes, as the
 * AUC does, are NaN without them.
 *
 * @param rows how many predictions
 * @param positives conversions among them
 * @param logLoss mean of the negative logarithm of what was predicted for what happened; 0 is best
 * @param brier mean squared error
 * @param auc chance that of a conversion and another lead the conversion had the higher
 *     probability, over the whole stream; follows a base rate that drifts
 * @param windowAuc mean of the AUCs inside consecutive whole windows of {@value #WINDOW} rows,
 *     where the base rate hardly drifts
 * @param calibrationError expected calibration error: mean distance of predicted and real rate in
 *     ten bins of equal mass
 * @param lift rate of conversions in the best tenth over the rate of all
 */
public record Evaluation(
    int rows,
    int positives,
    double logLoss,
    double brier,
    double auc,
    double windowAuc,
    double calibrationError,
    double lift) {

  static final int WINDOW = 1_000;
  private static final int BINS = 10;

  /**
   * Compares predictions with what happened, in the order of the leads.
   *
   * @param probabilities above 0 and below 1
   * @param converted as many
   */
  public static Evaluation of(double[] probabilities, boolean[] converted) {
    int rows = probabilities.length;
    double logLoss = 0;
    double brier = 0;
    int positives = 0;
    for (int i = 0; i < rows; i++) {
      double of = converted[i] ? probabilities[i] : 1 - probabilities[i];
      logLoss -= Math.log(of);
      brier += (1 - of) * (1 - of);
      positives += converted[i] ? 1 : 0;
    }
    int[] ascending = ascending(probabilities, 0, rows);
    return new Evaluation(
        rows,
        positives,
        logLoss / rows,
        brier / rows,
        auc(ascending, probabilities, converted),
        windowAuc(probabilities, converted),
        calibrationError(ascending, probabilities, converted),
        lift(ascending, converted, positives));
  }

  private static int[] ascending(double[] probabilities, int from, int to) {
    return IntStream.range(from, to)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> probabilities[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Mann-Whitney's U over the number of pairs; equal probabilities count half. */
  private static double auc(int[] ascending, double[] probabilities, boolean[] converted) {
    double pairs = 0;
    double below = 0;
    double positives = 0;
    for (int i = 0; i < ascending.length; ) {
      double tied = 0;
      double tiedPositives = 0;
      double probability = probabilities[ascending[i]];
      for (; i < ascending.length && probabilities[ascending[i]] == probability; i++) {
        tied++;
        tiedPositives += converted[ascending[i]] ? 1 : 0;
      }
      double tiedNegatives = tied - tiedPositives;
      pairs += tiedPositives * (below + tiedNegatives / 2);
      below += tiedNegatives;
      positives += tiedPositives;
    }
    return pairs / (positives * below);
  }

  private static double windowAuc(double[] probabilities, boolean[] converted) {
    return IntStream.range(0, probabilities.length / WINDOW)
        .mapToObj(window -> ascending(probabilities, window * WINDOW, (window + 1) * WINDOW))
        .mapToDouble(ascending -> auc(ascending, probabilities, converted))
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(Double.NaN);
  }

  private static double calibrationError(
      int[] ascending, double[] probabilities, boolean[] converted) {
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double gap = 0;
      for (int i : Arrays.copyOfRange(ascending, cut(bin, ascending), cut(bin + 1, ascending))) {
        gap += probabilities[i] - (converted[i] ? 1 : 0);
      }
      error += Math.abs(gap);
    }
    return error / ascending.length;
  }

  private static int cut(int bin, int[] of) {
    return (int) ((long) bin * of.length / BINS);
  }

  private static double lift(int[] ascending, boolean[] converted, int positives) {
    int best = ascending.length / BINS;
    double hits = 0;
    for (int i : Arrays.copyOfRange(ascending, ascending.length - best, ascending.length)) {
      hits += converted[i] ? 1 : 0;
    }
    return hits / best / ((double) positives / ascending.length);
  }
}
