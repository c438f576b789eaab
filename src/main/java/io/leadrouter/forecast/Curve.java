package io.leadrouter.forecast;

/**
 * When leads convert and when they are lost, by age in days: the actuarial estimate, which is
 * Kaplan and Meier's in steps of a day and for two competing ends Aalen and Johansen's (1978).
 * Leads that are still open, or became open late, count as long as they were seen. Ages are taken
 * together in bands that widen with age; a band of which little was seen leans on the one before
 * it, whose daily hazard falls with age. What happened lately counts more: half after {@value
 * #HALF_LIFE} days.
 *
 * <p>Not every lead converts, and those that do are open for shorter: among leads with a
 * probability p of converting, p of {@link #converting} would, the others never do (a cure model),
 * and whoever is still open is judged by both. Immutable.
 */
final class Curve {

  private static final double HALF_LIFE = 90;

  /** Events that the prior of a band is worth: more would hold back hazards that rise with age. */
  private static final double PRIOR_EVENTS = 0.1;

  /** How the hazard falls with age where nothing is known: as the density of times with a mean. */
  private static final double FALLS = 1.5;

  /** Of the first band, before anything was seen; a day. */
  private static final double FIRST_HAZARD = 0.02;

  /** So that somebody is always left to be judged. */
  private static final double MOST_LEAVE = 0.999;

  private static final int[] FROM = {
    0, 1, 2, 3, 5, 8, 14, 21, 31, 46, 61, 91, 136, 201, 301, Cohorts.OLDEST + 1
  };

  static final int BANDS = FROM.length - 1;

  private static final int[] BAND = new int[Cohorts.OLDEST + 1];

  /** What counts of a day so many days ago. */
  private static final double[] WEIGHT = new double[Cohorts.OLDEST + 1];

  static {
    for (int ago = 0; ago <= Cohorts.OLDEST; ago++) {
      WEIGHT[ago] = Math.pow(2, -ago / HALF_LIFE);
    }
    for (int band = 0; band < BANDS; band++) {
      for (int age = FROM[band]; age < FROM[band + 1]; age++) {
        BAND[age] = band;
      }
    }
  }

  private final double[] won = new double[Cohorts.OLDEST + 2];
  private final double[] open = new double[Cohorts.OLDEST + 2];
  private final double[] events = new double[BANDS];
  private final double convertsAtAll;
  private final double[][] hazards = new double[Chance.BINS + 1][];

  /**
   * @param chances sum of the probabilities of those who entered with one
   */
  private Curve(double[] wonIn, double[] goneIn, double[] openIn, double chances, double entered) {
    double wonHazard = FIRST_HAZARD;
    double goneHazard = FIRST_HAZARD;
    double[] wonHazards = new double[BANDS];
    double[] goneHazards = new double[BANDS];
    for (int band = 0; band < BANDS; band++) {
      double ageing = band < 2 ? 1 : Math.pow(middle(band - 1) / middle(band), FALLS);
      wonHazard = hazard(wonIn[band], openIn[band], wonHazard * ageing);
      goneHazard = hazard(goneIn[band], openIn[band], goneHazard * ageing);
      wonHazards[band] = wonHazard;
      goneHazards[band] = goneHazard;
      events[band] = wonIn[band] + 1;
    }
    double expected = entered > 0 ? chances / entered : 1;
    open[0] = 1;
    for (int age = 0; age <= Cohorts.OLDEST; age++) {
      double w = wonHazards[BAND[age]];
      double g = goneHazards[BAND[age]];
      double leaves = Math.min(MOST_LEAVE, w + g);
      double wonHere = open[age] * leaves * w / (w + g);
      if (openIn[BAND[age]] < 1) {
        // Older than any lead was seen: no more convert than their probabilities say.
        wonHere = Math.min(wonHere, Math.max(0, expected - won[age]));
      }
      won[age + 1] = won[age] + wonHere;
      open[age + 1] = open[age] * (1 - leaves);
    }
    double seen = won[Cohorts.OLDEST + 1];
    convertsAtAll = entered > 0 ? Math.max(seen, Math.min(MOST_LEAVE, expected)) : seen;
  }

  private static double hazard(double events, double exposure, double prior) {
    return (events + PRIOR_EVENTS) / (exposure + PRIOR_EVENTS / prior);
  }

  private static double middle(int band) {
    return (FROM[band] + FROM[band + 1]) / 2.0;
  }

  /** As seen before today. */
  static Curve of(Cohorts cohorts, int today) {
    double[] won = new double[BANDS];
    double[] gone = new double[BANDS];
    double[] open = new double[BANDS];
    double[] chances = {0, 0};
    cohorts.walk(
        today,
        (day, age, bin, atRisk, flow) -> {
          double weight = WEIGHT[Math.min(today - day, Cohorts.OLDEST)];
          int band = BAND[age];
          open[band] += weight * atRisk;
          if (flow != null) {
            won[band] += weight * flow.won();
            gone[band] += weight * flow.gone();
            if (bin != Chance.UNKNOWN) {
              chances[0] += weight * flow.entered() * Chance.middle(bin, 0);
              chances[1] += weight * flow.entered();
            }
          }
        });
    return new Curve(won, gone, open, chances[0], chances[1]);
  }

  static int band(int age) {
    return BAND[Math.min(age, Cohorts.OLDEST)];
  }

  /** Conversions by which the hazard of a band is known, lately; at least 1. */
  double events(int band) {
    return events[band];
  }

  /** Conversions that the curve is known by, lately. */
  double events() {
    double sum = -BANDS;
    for (double some : events) {
      sum += some;
    }
    return sum;
  }

  /** Of those that convert, the share that has by that age; up to 1. */
  double converting(int age) {
    return won[Math.min(age, Cohorts.OLDEST + 1)] / convertsAtAll;
  }

  /** Of a lead with such a probability, the chance that it converts on the day of that age. */
  private double wonOn(double p, int age) {
    return p * (converting(age + 1) - converting(age));
  }

  /** Of a lead with such a probability, the chance that it is still open at that age. */
  private double openAt(double p, int age) {
    double willConvert = convertsAtAll - won[age];
    double willNot = Math.max(1e-9, open[age] - willConvert);
    return p * (1 - converting(age)) + (1 - p) * willNot / (1 - convertsAtAll);
  }

  /**
   * The chance that a lead of this bin that is open at an age converts on some later day, by day.
   *
   * @param days filled with it, from the day of that age on
   */
  void outlook(int bin, int age, double[] days) {
    double p = Chance.middle(bin, convertsAtAll);
    double still = openAt(p, age);
    for (int day = 0; day < days.length; day++) {
      days[day] = age + day > Cohorts.OLDEST ? 0 : wonOn(p, age + day) / still;
    }
  }

  /** The chance that a lead of this bin that is open at an age converts on the same day. */
  double today(int bin, int age) {
    double[] known = hazards[bin];
    if (known == null) {
      known = new double[Cohorts.OLDEST + 1];
      double p = Chance.middle(bin, convertsAtAll);
      for (int i = 0; i < known.length; i++) {
        known[i] = wonOn(p, i) / openAt(p, i);
      }
      hazards[bin] = known;
    }
    return known[age];
  }
}
