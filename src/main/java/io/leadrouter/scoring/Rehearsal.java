package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Plays the past again: each lead is predicted by what was known when it came, and learnt from when
 * its outcome became known (prequential evaluation: Dawid 1984). Leads of the cold start are
 * predicted, too, by the little that is known. Not thread-safe.
 */
public final class Rehearsal {

  private final Learner learner = new Learner();
  private final PriorityQueue<Known> open =
      new PriorityQueue<>(Comparator.comparing(Known::at).thenComparingInt(Known::number));
  private final BitSet converted = new BitSet();
  private double[] probabilities = new double[1_024];
  private double[] rates = new double[1_024];
  private int rows;
  private int cold;

  /** An outcome, and when it is known. */
  private record Known(Instant at, int number, List<Feature> features, boolean converted) {}

  /**
   * The next lead.
   *
   * @param now when it came, not before the one before: what was known by then has been learnt
   * @param known when its outcome was, not before {@code now}; {@link Instant#MAX} for never
   */
  public void add(List<Feature> features, boolean converted, Instant now, Instant known) {
    learnUntil(now);
    if (rows == probabilities.length) {
      probabilities = Arrays.copyOf(probabilities, 2 * rows);
      rates = Arrays.copyOf(rates, 2 * rows);
    }
    Experience experience = learner.experience();
    cold += experience.isEnough() ? 0 : 1;
    probabilities[rows] = Odds.probability(learner.logOdds(features));
    // Laplace's rule of succession: nothing is certain before it was seen.
    rates[rows] = (experience.conversions() + 1.0) / (experience.examples() + 2.0);
    this.converted.set(rows, converted);
    open.add(new Known(known, rows, features, converted));
    rows++;
  }

  private void learnUntil(Instant now) {
    while (!open.isEmpty() && !open.peek().at().isAfter(now)) {
      Known next = open.poll();
      learner.learn(next.features(), next.converted());
    }
  }

  /** After the last lead: all outcomes that will ever be known. */
  public void learnAll() {
    learnUntil(Instant.MAX.minusNanos(1));
  }

  /** How good the predictions were so far. */
  public Evaluation evaluation() {
    return evaluation(probabilities);
  }

  /** How good they were if each lead were predicted by the rate of conversions until then. */
  public Evaluation byRateAlone() {
    return evaluation(rates);
  }

  /** How many leads came before there was enough experience for a probability. */
  public int cold() {
    return cold;
  }

  /** What has been learnt so far: of outcomes known when the latest lead came. */
  public Model model() {
    return learner.model();
  }

  private Evaluation evaluation(double[] predictions) {
    boolean[] outcomes = new boolean[rows];
    for (int i = 0; i < rows; i++) {
      outcomes[i] = converted.get(i);
    }
    return Evaluation.of(Arrays.copyOf(predictions, rows), outcomes);
  }
}
