package io.leadrouter.bench;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Score;
import io.leadrouter.forecast.Dimension;
import io.leadrouter.forecast.Figures;
import io.leadrouter.forecast.Followed;
import io.leadrouter.forecast.Forecaster;
import io.leadrouter.forecast.FunnelChanges;
import io.leadrouter.forecast.Journey;
import io.leadrouter.forecast.Mark;
import io.leadrouter.forecast.Snapshot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that is said of a pool when something new is known of it: its counts of half a year are put
 * together from those of each day, and the day, the week, and what is expected of the open leads
 * are made of them. Half of the leads that are ever closed are so within two weeks, a sixth of the
 * others never are; each has been through the decisions that a router makes of it. The pool is one
 * of a hundred.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForecastBenchmark {

  static final List<String> OPEN = List.of("1000", "10000", "100000");

  private static final Instant NOW = SalesWorld.NOW;
  private static final int DAYS = 182;
  private static final int POOLS = 100;
  private static final Dimension POOL = Dimension.pool("p-0");
  private static final List<Integer> TODAY =
      List.of((int) Duration.between(Instant.EPOCH, NOW).toDays());

  @Param({"1000", "10000", "100000"})
  private int open;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<Integer, Map<Mark, Long>> marks = new HashMap<>();
  private final List<FunnelChanges> days = new ArrayList<>();
  private final Forecaster forecaster = new Forecaster();

  @Setup
  public void follow() {
    int stillOpen = 0;
    while (stillOpen < open) {
      stillOpen += lead() ? 1 : 0;
    }
    marks.values().forEach(some -> days.add(new FunnelChanges(NOW, some)));
    forecaster.snapshots(Dimension.ALL, figures(), TODAY, NOW);
    for (int pool = 0; pool < POOLS; pool++) {
      forecaster.snapshots(Dimension.pool("p-" + pool), figures(), TODAY, NOW);
    }
  }

  /** Whether it is open in the end. */
  private boolean lead() {
    Instant submitted = NOW.minus(time(DAYS * random.nextDouble()));
    double chance = 1 / (1 + Math.exp(1.7 - random.nextGaussian()));
    boolean converts = random.nextDouble() < chance;
    boolean never = !converts && random.nextInt(6) == 0;
    Instant closed = submitted.plus(time(14 * Math.exp(0.8 * random.nextGaussian())));
    boolean isOpen = never || closed.isAfter(NOW);
    Optional<Journey> journey = Optional.empty();
    journey = after(journey, DecisionKind.ASSIGNED, null, chance, submitted, submitted);
    Instant touched = submitted.plus(time(0.2 * random.nextDouble()));
    journey =
        after(
            journey,
            DecisionKind.OUTCOME_RECORDED,
            Disposition.CONTACTED,
            chance,
            submitted,
            touched);
    if (!isOpen) {
      Disposition end = converts ? Disposition.CONVERTED : Disposition.LOST;
      after(journey, DecisionKind.CLOSED, end, chance, submitted, closed);
    }
    return isOpen;
  }

  private Optional<Journey> after(
      Optional<Journey> known,
      DecisionKind kind,
      Disposition said,
      double chance,
      Instant submitted,
      Instant at) {
    Score score =
        new Score(1, 1, 0, "A", 1, List.of(), Optional.of(new Estimate(chance, "1", List.of())));
    Decision decision =
        new Decision(
            kind,
            "lead",
            1,
            1,
            "",
            Optional.empty(),
            "g",
            1,
            1,
            "",
            Choice.about("rep-1", POOL.id()),
            List.of(),
            Optional.of(score),
            Optional.ofNullable(said),
            said == Disposition.CONVERTED
                ? Optional.of(new Money(BigDecimal.valueOf(500 + random.nextInt(9_500)), "EUR"))
                : Optional.empty(),
            Optional.of(at),
            "",
            "",
            "web",
            Optional.of(submitted),
            Optional.of(submitted),
            at,
            false);
    Followed followed = Followed.by(known, decision);
    FunnelChanges changes = followed.changes().byDimension(at).get(POOL.key());
    if (changes != null) {
      changes
          .marks()
          .forEach(
              (mark, count) ->
                  marks
                      .computeIfAbsent(mark.day(), day -> new HashMap<>())
                      .merge(mark, count, Long::sum));
    }
    return followed.journey();
  }

  private static Duration time(double days) {
    return Duration.ofSeconds((long) (days * Duration.ofDays(1).toSeconds()));
  }

  private Figures figures() {
    Figures figures = new Figures();
    days.forEach(figures::add);
    return figures;
  }

  @Benchmark
  public List<Snapshot> snapshot() {
    return forecaster.snapshots(POOL, figures(), TODAY, NOW);
  }
}
