package io.leadrouter.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A business of half a year whose truth is known: how many leads come, how likely each converts,
 * and when. The forecaster is told only what a router knows: probabilities that lag behind the
 * drift and are a little wrong, and what has happened so far.
 */
final class Truth {

  static final int DAYS = 182;

  /** What may be true. */
  enum Kind {
    /** Nothing changes. */
    STEADY,
    /** How likely leads convert wanders from day to day. */
    DRIFT,
    /** It goes up and down with the year, and so does how many come. */
    SEASON,
    /** Those who convert do so in days. */
    FAST,
    /** They take months. */
    SLOW,
    /**
     * Some are fast and some slow, and all of the above; deals close faster or slower as time goes.
     */
    EVERYTHING,
    /** Out of the family: everything, of twenty times as many leads. */
    LARGE,
    /** Out of the family: everything, and no model tells how likely a lead converts. */
    UNTOLD,
    /** Out of the family: from one day to the next, the market halves or doubles. */
    BREAK,
    /** Out of the family: what a week brings is all good or all bad. */
    CLUMPS
  }

  /** One lead; times in days from the beginning. */
  record Lead(
      double at,
      OptionalDouble told,
      double chance,
      double median,
      double lostMedian,
      boolean converts,
      double closesAt) {

    int day() {
      return (int) Math.floor(at);
    }

    int closes() {
      return (int) Math.floor(Math.min(closesAt, 100_000));
    }
  }

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  final Kind kind;
  final List<Lead> leads = new ArrayList<>();

  private final double spread;
  private final double lostSpread;
  private final double never;

  Truth(Kind kind, RandomGenerator random) {
    this.kind = kind;
    boolean all = kind == Kind.EVERYTHING || kind == Kind.UNTOLD || kind == Kind.LARGE;
    double perDay =
        Math.exp(between(random, Math.log(5), Math.log(80))) * (kind == Kind.LARGE ? 20 : 1);
    double weekend = between(random, 0.1, 1);
    double base = between(random, -3.2, -1.2);
    double differ = between(random, 0.4, 1.2);
    double wrong = between(random, 0, 0.3);
    int lag = (int) between(random, 10, 45);
    double wander = all || kind == Kind.DRIFT ? between(random, 0.01, 0.03) : 0;
    double season = all || kind == Kind.SEASON ? between(random, 0.1, 0.4) : 0;
    double phase = between(random, 0, 2 * Math.PI);
    double faster = all ? between(random, -0.4, 0.4) / DAYS : 0;
    double fast = Math.exp(between(random, Math.log(0.5), Math.log(6)));
    double slow = Math.exp(between(random, Math.log(15), Math.log(60)));
    double slowShare =
        switch (kind) {
          case FAST -> 0;
          case SLOW -> 1;
          default -> between(random, 0, 1);
        };
    spread = between(random, 0.5, 1.1);
    lostSpread = between(random, 0.5, 1.1);
    never = between(random, 0, 0.4);
    double lossTakes = between(random, 0.7, 2);
    int breakDay = (int) between(random, 60, 150);
    double jump = random.nextBoolean() ? Math.log(2) : -Math.log(2);
    double clump = kind == Kind.CLUMPS ? 0.4 : 0;

    double[] market = new double[DAYS];
    double walk = 0;
    double thisWeek = 0;
    for (int day = 0; day < DAYS; day++) {
      walk += wander * random.nextGaussian();
      thisWeek = day % 7 == 0 ? clump * random.nextGaussian() : thisWeek;
      market[day] =
          walk
              + thisWeek
              + season * Math.sin(2 * Math.PI * day / 365 + phase)
              + (kind == Kind.BREAK && day >= breakDay ? jump : 0);
      double volume = perDay * (day % 7 >= 5 ? weekend : 1) * (1 + season * Math.cos(day / 58.0));
      int count = poisson(random, volume);
      for (int i = 0; i < count; i++) {
        double who = differ * random.nextGaussian();
        double chance = probability(base + market[day] + who);
        double known = day < lag ? market[0] : market[day - lag];
        double said = probability(base + known + who + wrong * random.nextGaussian());
        OptionalDouble told =
            kind == Kind.UNTOLD ? OptionalDouble.empty() : OptionalDouble.of(said);
        double median = (random.nextDouble() < slowShare ? slow : fast) * Math.exp(faster * day);
        boolean converts = random.nextDouble() < chance;
        double at = day + random.nextDouble();
        double takes;
        if (converts) {
          takes = median * Math.exp(spread * random.nextGaussian());
        } else if (random.nextDouble() < never) {
          takes = 1e6;
        } else {
          takes = lossTakes * median * Math.exp(lostSpread * random.nextGaussian());
        }
        double closes = at + takes;
        // Few deals are closed on weekends: most wait for Monday.
        int weekday = (int) Math.floorMod((long) Math.floor(closes), 7L);
        if (weekday >= 5 && random.nextDouble() < 0.7) {
          closes = Math.floor(closes) + 7 - weekday + random.nextDouble() * 0.9;
        }
        leads.add(new Lead(at, told, chance, median, lossTakes * median, converts, closes));
      }
    }
  }

  /** What somebody would foresee at the beginning of a day who knows all but the future. */
  CountDistribution oracle(int today, int days) {
    double mean = 0;
    double squares = 0;
    for (Lead lead : leads) {
      if (openOn(lead, today)) {
        double age = today - lead.at;
        double soon = done(age + days, lead.median, spread) - done(age, lead.median, spread);
        double still =
            lead.chance * (1 - done(age, lead.median, spread))
                + (1 - lead.chance)
                    * (never + (1 - never) * (1 - done(age, lead.lostMedian, lostSpread)));
        double chance = lead.chance * soon / still;
        mean += chance;
        squares += chance * chance;
      }
    }
    return new CountDistribution(mean, Math.max(0.02 * mean, mean - squares));
  }

  long converted(int today, int days) {
    return leads.stream()
        .filter(lead -> openOn(lead, today) && lead.converts && lead.closes() < today + days)
        .count();
  }

  private static boolean openOn(Lead lead, int today) {
    return lead.day() < today && lead.closes() >= today;
  }

  /** The share of log-normal times that are over. */
  private static double done(double age, double median, double spread) {
    return age <= 0 ? 0 : NORMAL.cumulativeProbability(Math.log(age / median) / spread);
  }

  private static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private static int poisson(RandomGenerator random, double mean) {
    if (mean > 60) {
      return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
