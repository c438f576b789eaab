package io.leadrouter.forecast;

import io.leadrouter.forecast.Dimension.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;

/**
 * Who stands out, without guessing. A rep's conversions are compared with what its pool converts of
 * leads with the same probabilities, or, where there are none, of the same sources; how much reps
 * differ at all is learnt from all of them (a gamma distributed factor, its variance by moments),
 * so that where nobody differs nobody stands out. Many are compared at once: as many are named as
 * leave one in twenty of those named to be wrong about the direction (the s-value; Stephens 2017).
 * For sources and slowness the threshold of one in twenty is shared among all that are compared.
 */
final class Signals {

  private static final double WRONG = 0.05;

  /** A difference that is worth a word. */
  private static final double FACTOR = 1.25;

  /** How surely the rate of a source is known: so many conversions. */
  private static final double SOURCE_SHAPE = 10;

  /** A quarter of a pool's leads is accepted later than this share of them. */
  private static final double UPPER_QUARTER = 0.75;

  /** How many leads the pool's quarter counts as, of each rep. */
  private static final double QUARTER_STRENGTH = 8;

  private Signals() {}

  /** All that there are, by the dimension that they are about. */
  static Map<Dimension, List<Signal>> of(Map<Dimension, Standing> standings) {
    Map<Dimension, List<Signal>> signals = new HashMap<>();
    conversions(standings, signals);
    stopped(standings, signals);
    slow(standings, signals);
    return signals;
  }

  private record Compared(Dimension rep, long actual, double expected) {}

  private static void conversions(
      Map<Dimension, Standing> standings, Map<Dimension, List<Signal>> signals) {
    Map<String, double[]> pools = pools(standings);
    List<Compared> compared = new ArrayList<>();
    standings.forEach(
        (dimension, standing) -> {
          if (dimension.kind() == Kind.REP && standing.closed().all() > 0) {
            double expected = 0;
            for (Map.Entry<Standing.Slot, Rate.Closed> slot : standing.mix().entrySet()) {
              Mix mix = Mix.read(slot.getKey().label());
              double[] pool = pools.getOrDefault(mix.pool(), new double[2]);
              double ratio = pool[1] > 0 ? pool[0] / pool[1] : 1;
              expected += slot.getValue().all() * chance(slot.getKey(), standings) * ratio;
            }
            compared.add(new Compared(dimension, standing.closed().won(), expected));
          }
        });
    double shape = shape(compared);
    List<Map.Entry<Dimension, Signal>> candidates = new ArrayList<>();
    for (Compared one : compared) {
      GammaDistribution factor =
          GammaDistribution.of(shape + one.actual, 1 / (shape + one.expected));
      double below = factor.cumulativeProbability(1);
      boolean isBelow = below > 0.5;
      double mean = factor.getMean();
      if (mean * FACTOR <= 1 || mean >= FACTOR) {
        candidates.add(
            Map.entry(
                one.rep,
                new Signal(
                    isBelow ? Signal.Kind.BELOW : Signal.Kind.ABOVE,
                    one.actual,
                    one.expected,
                    isBelow ? 1 - below : below)));
      }
    }
    candidates.sort(
        Comparator.<Map.Entry<Dimension, Signal>>comparingDouble(c -> c.getValue().doubt())
            .thenComparing(c -> c.getKey().key()));
    double doubts = 0;
    for (int i = 0; i < candidates.size(); i++) {
      doubts += candidates.get(i).getValue().doubt();
      if (doubts / (i + 1) > WRONG) {
        return;
      }
      add(signals, candidates.get(i).getKey(), candidates.get(i).getValue());
    }
  }

  /** Of each pool, what its reps converted and what their leads' chances say. */
  private static Map<String, double[]> pools(Map<Dimension, Standing> standings) {
    Map<String, double[]> pools = new HashMap<>();
    standings.forEach(
        (dimension, standing) -> {
          if (dimension.kind() == Kind.REP) {
            standing
                .mix()
                .forEach(
                    (slot, closed) -> {
                      double[] pool =
                          pools.computeIfAbsent(
                              Mix.read(slot.label()).pool(), any -> new double[2]);
                      pool[0] += closed.won();
                      pool[1] += closed.all() * chance(slot, standings);
                    });
          }
        });
    return pools;
  }

  private static double chance(Standing.Slot slot, Map<Dimension, Standing> standings) {
    if (slot.bin() != Chance.UNKNOWN) {
      return Chance.middle(slot.bin(), 0);
    }
    Standing source = standings.get(Dimension.source(Mix.read(slot.label()).source()));
    Standing all = standings.get(Dimension.ALL);
    Rate.Closed closed = source == null ? Rate.Closed.NOTHING : source.closed();
    Rate.Closed everything = all == null ? Rate.Closed.NOTHING : all.closed();
    double usual = (everything.won() + 0.5) / (everything.all() + 1.0);
    return (closed.won() + usual) / (closed.all() + 1.0);
  }

  /** How alike reps are: the factor's variance is one by this. */
  private static double shape(List<Compared> compared) {
    double excess = 0;
    double squares = 0;
    for (Compared one : compared) {
      double off = one.actual - one.expected;
      excess += off * off - one.expected;
      squares += one.expected * one.expected;
    }
    double variance = squares > 0 ? excess / squares : 0;
    return variance <= 1e-4 ? 1e4 : Math.max(1, 1 / variance);
  }

  private static void stopped(
      Map<Dimension, Standing> standings, Map<Dimension, List<Signal>> signals) {
    long sources = standings.keySet().stream().filter(d -> d.kind() == Kind.SOURCE).count();
    standings.forEach(
        (dimension, standing) -> {
          if (dimension.kind() == Kind.SOURCE && standing.quiet().came() == 0) {
            double expected = standing.quiet().expected();
            // Nothing at all, of a Poisson distributed number whose mean is gamma distributed.
            double doubt = Math.pow(1 + expected / SOURCE_SHAPE, -SOURCE_SHAPE);
            if (doubt <= WRONG / sources) {
              add(signals, dimension, new Signal(Signal.Kind.STOPPED, 0, expected, doubt));
            }
          }
        });
  }

  private static void slow(
      Map<Dimension, Standing> standings, Map<Dimension, List<Signal>> signals) {
    Map<String, Long> limits = new HashMap<>();
    standings.forEach(
        (dimension, standing) -> {
          if (dimension.kind() == Kind.POOL) {
            Delays delays =
                Delays.of(standing.acceptDelays().getOrDefault(dimension.id(), Map.of()));
            limits.put(dimension.id(), delays.quantile(UPPER_QUARTER));
          }
        });
    long reps = standings.keySet().stream().filter(d -> d.kind() == Kind.REP).count();
    standings.forEach(
        (dimension, standing) -> {
          if (dimension.kind() == Kind.REP) {
            long all = 0;
            long late = 0;
            for (Map.Entry<String, Map<Integer, Long>> pool : standing.acceptDelays().entrySet()) {
              Delays delays = Delays.of(pool.getValue());
              all += delays.count();
              late += delays.above(limits.getOrDefault(pool.getKey(), Long.MAX_VALUE));
            }
            double usual = 1 - UPPER_QUARTER;
            BetaDistribution share =
                BetaDistribution.of(
                    late + usual * QUARTER_STRENGTH, all - late + (1 - usual) * QUARTER_STRENGTH);
            double doubt = share.cumulativeProbability(0.5);
            if (doubt <= WRONG / reps) {
              double actual = (double) late / all;
              add(signals, dimension, new Signal(Signal.Kind.SLOW, actual, usual, doubt));
            }
          }
        });
  }

  private static void add(
      Map<Dimension, List<Signal>> signals, Dimension dimension, Signal signal) {
    signals.computeIfAbsent(dimension, any -> new ArrayList<>()).add(signal);
  }
}
