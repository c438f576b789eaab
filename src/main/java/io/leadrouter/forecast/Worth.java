package io.leadrouter.forecast;

import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.GammaDistribution;

/** What conversions are worth: how many in which currency, and how much each. */
final class Worth {

  /** How many conversions of the leads in question what all are worth counts as. */
  private static final double STRENGTH = 5;

  private record Amounts(double count, double sum, double squares) {
    static final Amounts NONE = new Amounts(0, 0, 0);

    Amounts and(Amounts more) {
      return new Amounts(count + more.count, sum + more.sum, squares + more.squares);
    }

    Amounts times(double factor) {
      return new Amounts(factor * count, factor * sum, factor * squares);
    }
  }

  private final Map<String, Amounts> byCurrency = new TreeMap<>();

  /** How many conversions there were, with a value or without. */
  private final double conversions;

  private Worth(Map<String, Amounts> byCurrency, double conversions) {
    this.byCurrency.putAll(byCurrency);
    this.conversions = conversions;
  }

  static Worth of(Figures figures) {
    Map<String, Amounts> amounts = new TreeMap<>();
    figures.each(
        Measure.WORTH,
        (mark, count) -> {
          double size = mark.cell().size();
          amounts.merge(
              mark.cell().label(),
              new Amounts(count, count * size, count * size * size),
              Amounts::and);
        });
    return new Worth(amounts, figures.count(Measure.CONVERTED));
  }

  /** Of few, what more like them are worth counts too. */
  Worth shrunkTo(Worth all) {
    if (all.conversions <= 0) {
      return this;
    }
    Map<String, Amounts> amounts = new TreeMap<>(byCurrency);
    all.byCurrency.forEach(
        (currency, some) ->
            amounts.merge(currency, some.times(STRENGTH / all.conversions), Amounts::and));
    return new Worth(amounts, conversions + STRENGTH);
  }

  /** What so many conversions are worth, by currency; the interval holds 80 %. */
  Map<String, Outlook.Range> of(CountDistribution count) {
    Map<String, Outlook.Range> ranges = new TreeMap<>();
    byCurrency.forEach(
        (currency, amounts) -> {
          double share = Math.min(1, amounts.count / conversions);
          double mean = amounts.sum / amounts.count;
          double spread = Math.max(0, amounts.squares / amounts.count - mean * mean);
          double number = count.mean() * share;
          double numbers = share * share * count.variance() + share * (1 - share) * count.mean();
          ranges.put(currency, range(number * mean, number * spread + mean * mean * numbers));
        });
    return ranges;
  }

  private static Outlook.Range range(double mean, double variance) {
    if (mean <= 0 || variance <= 0) {
      return new Outlook.Range(mean, mean, mean);
    }
    GammaDistribution sum = GammaDistribution.of(mean * mean / variance, variance / mean);
    return new Outlook.Range(
        mean,
        sum.inverseCumulativeProbability(Pipeline.TAIL),
        sum.inverseSurvivalProbability(Pipeline.TAIL));
  }
}
