package io.leadrouter.forecast;

import java.util.Collection;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How many of those that were closed were converted: a Beta posterior, shrunk to the rate of more
 * leads like them as far as these differ (empirical Bayes, beta-binomial by moments). Immutable.
 *
 * @param mean from 0 to 1
 * @param low the interval holds 80 %
 */
public record Rate(double mean, double low, double high) {

  /** Before anything is known: Jeffreys' prior. */
  private static final Prior NOTHING = new Prior(0.5, 1);

  /** How many closed leads the rate of the others counts as, at least and at most. */
  private static final double WEAKEST = 2;

  private static final double STRONGEST = 200;
  private static final double USUAL = 20;

  /** What was closed. */
  record Closed(long won, long lost) {
    static final Closed NOTHING = new Closed(0, 0);

    long all() {
      return won + lost;
    }
  }

  /** What is thought of a rate beforehand. */
  record Prior(double mean, double strength) {}

  static Rate of(Closed closed, Prior prior) {
    BetaDistribution posterior =
        BetaDistribution.of(
            Math.max(1e-3, closed.won + prior.mean * prior.strength),
            Math.max(1e-3, closed.lost + (1 - prior.mean) * prior.strength));
    return new Rate(
        posterior.getMean(),
        posterior.inverseCumulativeProbability(Pipeline.TAIL),
        posterior.inverseSurvivalProbability(Pipeline.TAIL));
  }

  /** Of all leads, which are like no others. */
  static Rate of(Closed closed) {
    return of(closed, NOTHING);
  }

  /**
   * How many closed leads it is worth to know the rate of all, by how much those differ who are
   * like each other; never more than it is known by.
   */
  static double strength(Collection<Closed> alike) {
    double won = alike.stream().mapToLong(Closed::won).sum();
    double all = alike.stream().mapToLong(Closed::all).sum();
    long several = alike.stream().filter(closed -> closed.all() > 0).count();
    if (several < 2 || won == 0 || won == all) {
      return Math.max(WEAKEST, Math.min(USUAL, all));
    }
    double mean = won / all;
    double chance = mean * (1 - mean);
    double spread = 0;
    double squares = 0;
    for (Closed closed : alike) {
      if (closed.all() > 0) {
        double off = (double) closed.won / closed.all() - mean;
        spread += closed.all() * off * off;
        squares += (double) closed.all() * closed.all();
      }
    }
    double between = (spread - (several - 1) * chance) / (all - squares / all);
    double strength = between <= 0 ? STRONGEST : chance / between - 1;
    return Math.max(WEAKEST, Math.min(Math.min(STRONGEST, all), strength));
  }
}
