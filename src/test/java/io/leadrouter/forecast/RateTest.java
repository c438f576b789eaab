package io.leadrouter.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rates of few leads are those of more like them, and no surer than these. */
class RateTest {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private final Forecaster forecaster = new Forecaster();

  /** Pools differ by chance alone. */
  @BeforeEach
  void hotOfSixPools() {
    rate(Dimension.ALL, 18, 108);
    rate(Dimension.pool("hot"), 4, 12);
    rate(Dimension.pool("cold"), 2, 21);
    for (int pool = 0; pool < 4; pool++) {
      rate(Dimension.pool("p-" + pool), 3, 19);
    }
  }

  @Test
  void whoLostAllIsNotSaidToBeBetterThanItsPool() {
    Rate pool = rate(Dimension.pool("hot"), 4, 12);
    Rate rep = rate(Dimension.rep("ana"), 0, 3);
    assertThat(rep.mean()).isLessThan(pool.mean());
    assertThat(pool.mean()).isBetween(18 / 126.0, 4 / 16.0);
  }

  @Test
  void ofOneLeadNoRateIsSurerThanThatOfAll() {
    Forecaster firstDay = new Forecaster();
    Rate all = rate(firstDay, Dimension.ALL, 1, 4);
    rate(firstDay, Dimension.pool("hot"), 1, 3);
    rate(firstDay, Dimension.pool("cold"), 0, 1);
    rate(firstDay, Dimension.rep("ana"), 1, 3);
    Rate rep = rate(firstDay, Dimension.rep("bob"), 0, 1);
    assertThat(rep.high() - rep.low()).isGreaterThan(0.8 * (all.high() - all.low()));
  }

  private Rate rate(Dimension dimension, int won, int lost) {
    return rate(forecaster, dimension, won, lost);
  }

  private static Rate rate(Forecaster forecaster, Dimension dimension, int won, int lost) {
    Figures figures = new Figures();
    int today = Counting.day(NOW);
    String mix = dimension.kind() == Dimension.Kind.REP ? Mix.of("hot") : "";
    figures.add(new Mark(today, new Cell(Measure.CONVERTED, 1, 0, mix)), won);
    figures.add(new Mark(today, new Cell(Measure.LOST, 1, 0, mix)), lost);
    return forecaster
        .snapshots(dimension, figures, List.of(), NOW)
        .get(0)
        .conversionRate()
        .orElseThrow();
  }
}
