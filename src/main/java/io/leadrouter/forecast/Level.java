package io.leadrouter.forecast;

/**
 * How many more or fewer conversions come than foreseen, and how much that may change: learnt from
 * the forecaster's own past, week by week. The logarithm of the level is a random walk of unknown
 * pace, each week's conversions are Poisson about what was foreseen times the level (a state space
 * model for counts; West and Harrison 1997). Levels and paces lie on a grid, so that Bayes' rule
 * needs no approximation. Not thread-safe.
 */
final class Level {

  private static final double STEP = 0.04;

  /** Of what lies about a point of the grid, so that none is ever known for certain. */
  private static final double WITHIN_STEP = STEP * STEP / 12;

  private static final int HALF = 60;
  private static final int POINTS = 2 * HALF + 1;

  /** Deviation of the level before the first week. */
  private static final double START = 0.3;

  /** What the logarithm may move by in a week. */
  private static final double[] PACES = {0, 0.03, 0.06, 0.1, 0.16, 0.25};

  private static final double[] PACE_PRIOR = {0.2, 0.25, 0.25, 0.2, 0.07, 0.03};

  private static final double LEAST_BELIEF = 1e-30;

  private static final double[] LEVELS = new double[POINTS];
  private static final double[][][] MOVES = new double[PACES.length][][];

  static {
    for (int i = 0; i < POINTS; i++) {
      LEVELS[i] = Math.exp((i - HALF) * STEP);
    }
    for (int pace = 1; pace < PACES.length; pace++) {
      MOVES[pace] = moves(PACES[pace]);
    }
  }

  private final double[][] beliefs = new double[PACES.length][POINTS];

  Level() {
    for (int pace = 0; pace < PACES.length; pace++) {
      double sum = 0;
      for (int i = 0; i < POINTS; i++) {
        double z = (i - HALF) * STEP / START;
        beliefs[pace][i] = Math.exp(-z * z / 2);
        sum += beliefs[pace][i];
      }
      for (int i = 0; i < POINTS; i++) {
        beliefs[pace][i] *= PACE_PRIOR[pace] / sum;
      }
    }
  }

  /** From each level to each other within a week. */
  private static double[][] moves(double pace) {
    double[][] moves = new double[POINTS][POINTS];
    for (int from = 0; from < POINTS; from++) {
      double sum = 0;
      for (int to = 0; to < POINTS; to++) {
        double z = (to - from) * STEP / pace;
        moves[from][to] = Math.exp(-z * z / 2);
        sum += moves[from][to];
      }
      for (int to = 0; to < POINTS; to++) {
        moves[from][to] /= sum;
      }
    }
    return moves;
  }

  /** A week is over. */
  void week(double foreseen, long came) {
    double[] likelihood = likelihood(foreseen, came);
    double sum = 0;
    for (int pace = 0; pace < PACES.length; pace++) {
      double[] moved = pace == 0 ? beliefs[0] : moved(beliefs[pace], MOVES[pace]);
      for (int i = 0; i < POINTS; i++) {
        // Whatever happens, no level is ever ruled out.
        beliefs[pace][i] = Math.max(LEAST_BELIEF, moved[i] * likelihood[i]);
        sum += beliefs[pace][i];
      }
    }
    for (double[] belief : beliefs) {
      for (int i = 0; i < POINTS; i++) {
        belief[i] /= sum;
      }
    }
  }

  /** Of each level, relative to the likeliest, lest they underflow. */
  private static double[] likelihood(double foreseen, long came) {
    double[] likelihood = new double[POINTS];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < POINTS; i++) {
      likelihood[i] = came * (i - HALF) * STEP - foreseen * LEVELS[i];
      most = Math.max(most, likelihood[i]);
    }
    for (int i = 0; i < POINTS; i++) {
      likelihood[i] = Math.exp(likelihood[i] - most);
    }
    return likelihood;
  }

  private static double[] moved(double[] belief, double[][] moves) {
    double[] moved = new double[POINTS];
    for (int from = 0; from < POINTS; from++) {
      if (belief[from] > 1e-12) {
        for (int to = 0; to < POINTS; to++) {
          moved[to] += belief[from] * moves[from][to];
        }
      }
    }
    return moved;
  }

  /**
   * The mean of the level over what is foreseen for the next days, and its variance.
   *
   * @param foreseen by day
   */
  Ahead ahead(double[] foreseen, int days) {
    double wander = wander(foreseen, days);
    double first = 0;
    double second = 0;
    for (int pace = 0; pace < PACES.length; pace++) {
      double variance = PACES[pace] * PACES[pace] / 7 * wander + WITHIN_STEP;
      for (int i = 0; i < POINTS; i++) {
        first += beliefs[pace][i] * LEVELS[i];
        second += beliefs[pace][i] * LEVELS[i] * LEVELS[i] * Math.exp(variance);
      }
    }
    return new Ahead(first, second - first * first);
  }

  record Ahead(double mean, double variance) {}

  /** Variance of the mean of a random walk of pace 1 a day, weighted by what is foreseen. */
  private static double wander(double[] foreseen, int days) {
    double total = 0;
    for (int i = 0; i < days; i++) {
      total += foreseen[i];
    }
    double after = total;
    double sum = 0;
    // The walk's step of each day is in all that comes after it.
    for (int i = 0; i < days && total > 0; i++) {
      sum += (after / total) * (after / total);
      after -= foreseen[i];
    }
    return sum;
  }
}
