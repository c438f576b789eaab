package io.leadrouter.forecast;

import io.leadrouter.domain.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** What is counted of a journey, and on which days. */
final class Counting {

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** Decimals that a value is counted with. */
  private static final int DECIMALS = 4;

  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000L);

  private final Journey journey;
  private final Changes changes = new Changes();
  private final int origin;
  private final int bin;

  private Counting(Journey journey) {
    this.journey = journey;
    this.origin = day(journey.submittedAt());
    this.bin = Chance.bin(journey.probability());
  }

  static Changes of(Journey journey) {
    Counting counting = new Counting(journey);
    counting.whole(Dimension.ALL);
    counting.whole(Dimension.source(journey.source().isEmpty() ? "unknown" : journey.source()));
    counting.byStint();
    return counting.changes;
  }

  static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), DAY);
  }

  /** Of a dimension that a lead is in from beginning to end. */
  private void whole(Dimension dimension) {
    count(dimension, Measure.SUBMITTED, journey.submittedAt());
    first(Stint::from).ifPresent(at -> count(dimension, Measure.ASSIGNED, at));
    first(stint -> stint.acceptedAt().orElse(null))
        .ifPresent(at -> count(dimension, Measure.ACCEPTED, at));
    first(stint -> stint.contactedAt().orElse(null)).ifPresent(at -> contacted(dimension, at));
    first(stint -> stint.qualifiedAt().orElse(null))
        .ifPresent(at -> count(dimension, Measure.QUALIFIED, at));
    journey.enteredAt().ifPresent(at -> flow(dimension, Measure.ENTERED, at));
    if (journey.end().isPresent()) {
      closed(dimension, journey.end().get(), journey.submittedAt(), "");
    } else {
      journey.leftAt().ifPresent(at -> flow(dimension, Measure.LEFT, at));
    }
  }

  /** Of the reps and pools that it went through. */
  private void byStint() {
    Set<Dimension> been = new HashSet<>();
    List<Stint> stints = journey.stints();
    for (int i = 0; i < stints.size(); i++) {
      Stint stint = stints.get(i);
      boolean last = i == stints.size() - 1;
      Stream.of(Dimension.rep(stint.repId()), Dimension.pool(stint.pool()))
          .filter(dimension -> !dimension.id().isEmpty())
          .forEach(dimension -> stint(dimension, stint, last, been.add(dimension)));
    }
  }

  private void stint(Dimension dimension, Stint stint, boolean last, boolean first) {
    if (first) {
      count(dimension, Measure.ASSIGNED, stint.from());
    }
    stint
        .acceptedAt()
        .ifPresent(
            at -> {
              count(dimension, Measure.ACCEPTED, at);
              int delay = Delays.rounded(Duration.between(stint.from(), at));
              add(dimension, day(at), new Cell(Measure.ACCEPT_DELAY, 0, delay, stint.pool()));
            });
    stint.contactedAt().ifPresent(at -> contacted(dimension, at));
    stint.qualifiedAt().ifPresent(at -> count(dimension, Measure.QUALIFIED, at));
    flow(dimension, Measure.ENTERED, stint.from());
    Optional<Journey.End> end =
        journey.end().filter(how -> last && how.repId().equals(stint.repId()));
    if (end.isPresent()) {
      String mix = dimension.kind() == Dimension.Kind.REP ? mix(stint) : "";
      closed(dimension, end.get(), stint.from(), mix);
    } else {
      stint
          .until()
          .or(() -> journey.end().map(Journey.End::at))
          .or(journey::leftAt)
          .ifPresent(at -> flow(dimension, Measure.LEFT, later(at, stint.from())));
    }
  }

  /**
   * What a rep's conversions are compared by: the pool, and where nothing else is known, the
   * source.
   */
  private String mix(Stint stint) {
    return bin == Chance.UNKNOWN ? Mix.of(stint.pool(), journey.source()) : Mix.of(stint.pool());
  }

  private void contacted(Dimension dimension, Instant at) {
    count(dimension, Measure.CONTACTED, at);
    int delay = Delays.rounded(Duration.between(journey.submittedAt(), at));
    add(dimension, day(at), new Cell(Measure.TOUCH_DELAY, 0, delay, ""));
  }

  private void closed(Dimension dimension, Journey.End end, Instant from, String mix) {
    Instant at = end.at();
    int day = day(at);
    Measure how = end.won() ? Measure.CONVERTED : Measure.LOST;
    add(dimension, day, new Cell(how, bin, 0, mix));
    flow(dimension, end.won() ? Measure.WON : Measure.GONE, later(at, from));
    if (end.won()) {
      int delay = Delays.rounded(Duration.between(journey.submittedAt(), at));
      add(dimension, day, new Cell(Measure.CONVERT_DELAY, 0, delay, ""));
      end.value().ifPresent(value -> value(dimension, day, value));
    }
  }

  private void value(Dimension dimension, int day, Money value) {
    BigDecimal amount = value.amount();
    if (amount.signum() <= 0 || amount.compareTo(MOST) > 0) {
      return;
    }
    Cell exact = new Cell(Measure.VALUE, 0, 0, value.currency());
    long units = amount.setScale(DECIMALS, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    changes.add(dimension, new Mark(day, exact), units);
    int about = Delays.rounded(Math.min(Integer.MAX_VALUE, amount.longValue()));
    add(dimension, day, new Cell(Measure.WORTH, 0, about, value.currency()));
  }

  private void flow(Dimension dimension, Measure measure, Instant at) {
    int age = Math.max(0, day(at) - origin);
    if (age <= Cohorts.OLDEST) {
      add(dimension, origin, new Cell(measure, bin, age, ""));
    }
  }

  private void count(Dimension dimension, Measure measure, Instant at) {
    add(dimension, day(at), Cell.of(measure));
  }

  private void add(Dimension dimension, int day, Cell cell) {
    changes.add(dimension, new Mark(day, cell), 1);
  }

  private Optional<Instant> first(Function<Stint, Instant> time) {
    return journey.stints().stream().map(time).filter(at -> at != null).min(Instant::compareTo);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
