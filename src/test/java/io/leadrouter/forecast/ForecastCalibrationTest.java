package io.leadrouter.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.forecast.Truth.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Forecasts hold: over simulated half-years whose truth is known, what came lies in the intervals
 * as often as they say. Another seed: {@code -Dforecast.seed=N}.
 */
class ForecastCalibrationTest {

  private static final long SEED = Long.getLong("forecast.seed", 20_261_126);

  private static final List<Kind> FAMILY =
      List.of(Kind.STEADY, Kind.DRIFT, Kind.SEASON, Kind.FAST, Kind.SLOW, Kind.EVERYTHING);

  private static final List<Kind> HARDER =
      List.of(Kind.LARGE, Kind.UNTOLD, Kind.BREAK, Kind.CLUMPS);

  /** On which days a forecast is made; of those that 90 days follow, also for 90. */
  private static final int[] SNAPSHOTS = {61, 92, 122, 151};

  private static final int HALF_YEARS = Integer.getInteger("forecast.halfyears", 240);

  /** How often, and how wide. */
  private static final class Score {
    int forecasts;
    int covered;
    int below;
    double width;
    double foreseen;
    double came;
    double oracles;
    int oracleCovered;

    double coverage() {
      return 100.0 * covered / forecasts;
    }

    @Override
    public String toString() {
      return "%5.1f %% of %4d (%4.1f %% below, %4.1f %% above), mean %.1f of %.1f, mean width %6.1f, oracle's %6.1f (%.2f times), which covers %5.1f %%"
          .formatted(
              coverage(),
              forecasts,
              100.0 * below / forecasts,
              100.0 * (forecasts - covered - below) / forecasts,
              foreseen / forecasts,
              came / forecasts,
              width / forecasts,
              oracles / forecasts,
              width / oracles,
              100.0 * oracleCovered / forecasts);
    }
  }

  private final Map<Kind, Map<Integer, Score>> byKind = new EnumMap<>(Kind.class);
  private final Map<Integer, Score> inFamily = new TreeMap<>();
  private final Map<Integer, Score> byDay = new TreeMap<>();

  @Test
  void fourOfFiveIntervalsHoldWhatComes() {
    for (int i = 0; i < HALF_YEARS; i++) {
      halfYear(FAMILY.get(i % FAMILY.size()), 1_000_003 * SEED + i);
    }
    for (int i = 0; i < HARDER.size() * 15; i++) {
      halfYear(HARDER.get(i % HARDER.size()), 1_000_003 * SEED + HALF_YEARS + i);
    }
    System.out.printf("Forecasts of %d half-years, seed %d%n", HALF_YEARS, SEED);
    inFamily.forEach((days, score) -> System.out.printf("%2d days: %s%n", days, score));
    byDay.forEach((day, score) -> System.out.printf("30 days, made on day %d: %s%n", day, score));
    byKind.forEach(
        (kind, scores) ->
            scores.forEach(
                (days, score) -> System.out.printf("%s, %2d days: %s%n", kind, days, score)));
    assertThat(inFamily.get(30).coverage()).isBetween(75.0, 85.0);
  }

  private void halfYear(Kind kind, long seed) {
    Truth truth = new Truth(kind, new SplittableRandom(seed));
    Figures known = new Figures();
    List<Truth.Lead> closing = new ArrayList<>(truth.leads);
    closing.sort(Comparator.comparingInt(Truth.Lead::closes));
    int arrived = 0;
    int closed = 0;
    for (int today : SNAPSHOTS) {
      for (; arrived < truth.leads.size() && truth.leads.get(arrived).day() < today; arrived++) {
        Truth.Lead lead = truth.leads.get(arrived);
        known.add(mark(lead, Measure.ENTERED, 0), 1);
      }
      for (; closed < closing.size() && closing.get(closed).closes() < today; closed++) {
        Truth.Lead lead = closing.get(closed);
        Measure end = lead.converts() ? Measure.WON : Measure.GONE;
        known.add(mark(lead, end, lead.closes() - lead.day()), 1);
      }
      Cohorts cohorts = Cohorts.of(known);
      Pipeline pipeline = new Pipeline(cohorts, Curve.of(cohorts, today), today, 0);
      for (int horizon = 0; horizon < Pipeline.HORIZONS.length; horizon++) {
        int days = Pipeline.HORIZONS[horizon];
        if (today + days <= Truth.DAYS) {
          judge(truth, today, days, pipeline.conversions(horizon));
        }
      }
    }
  }

  private void judge(Truth truth, int today, int days, CountDistribution foreseen) {
    long came = truth.converted(today, days);
    CountDistribution oracle = truth.oracle(today, days);
    List<Score> scores = new ArrayList<>();
    scores.add(
        byKind
            .computeIfAbsent(truth.kind, kind -> new TreeMap<>())
            .computeIfAbsent(days, any -> new Score()));
    if (FAMILY.contains(truth.kind)) {
      scores.add(inFamily.computeIfAbsent(days, any -> new Score()));
      if (days == 30) {
        scores.add(byDay.computeIfAbsent(today, any -> new Score()));
      }
    }
    double low = foreseen.quantile(Pipeline.TAIL);
    double high = foreseen.quantile(1 - Pipeline.TAIL);
    double oracleLow = oracle.quantile(Pipeline.TAIL);
    double oracleHigh = oracle.quantile(1 - Pipeline.TAIL);
    for (Score score : scores) {
      score.forecasts++;
      score.covered += came >= low && came <= high ? 1 : 0;
      score.below += came < low ? 1 : 0;
      score.width += high - low;
      score.foreseen += foreseen.mean();
      score.came += came;
      score.oracles += oracleHigh - oracleLow;
      score.oracleCovered += came >= oracleLow && came <= oracleHigh ? 1 : 0;
    }
  }

  private static Mark mark(Truth.Lead lead, Measure measure, int age) {
    int bin = Chance.bin(lead.told());
    return new Mark(lead.day(), new Cell(measure, bin, age, ""));
  }
}
