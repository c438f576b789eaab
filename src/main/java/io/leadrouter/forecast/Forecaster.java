package io.leadrouter.forecast;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says what is known of each dimension, and what is expected of the leads that are open. Of a
 * dimension of which little is known, the curve and the worth of all leads are taken, and its rate
 * is shrunk to that of more leads like it: a rep's to its pools', a pool's and a source's to that
 * of all. It knows the others as they were when it last spoke of them: begin with {@link
 * Dimension#ALL}. Not thread-safe.
 */
public final class Forecaster {

  /** Days that figures are needed of. */
  public static final int DAYS = Cohorts.OLDEST + 1;

  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** How many conversions a curve of one's own takes. */
  private static final double OWN_CURVE = 50;

  private static final List<Measure> COUNTED =
      List.of(
          Measure.SUBMITTED,
          Measure.ASSIGNED,
          Measure.ACCEPTED,
          Measure.CONTACTED,
          Measure.QUALIFIED,
          Measure.CONVERTED,
          Measure.LOST);

  private final Map<Dimension, Standing> standings = new HashMap<>();
  private Optional<Curve> curveOfAll = Optional.empty();
  private Optional<Worth> worthOfAll = Optional.empty();
  private Map<Dimension, List<Signal>> signals = Map.of();

  /**
   * Everything to say of a dimension anew.
   *
   * @param figures of the last {@link #DAYS} days, and of all days that are asked for
   * @param days on which something has changed; their weeks have, too
   * @param asOf now, of which everything before is known
   * @return what is of those days, of their weeks, and of late, in this order
   */
  public List<Snapshot> snapshots(
      Dimension dimension, Figures figures, Collection<Integer> days, Instant asOf) {
    int today = Counting.day(asOf);
    Cohorts cohorts = Cohorts.of(figures);
    Curve curve = curve(dimension, cohorts, today);
    Worth worth = worth(dimension, figures);
    Window recent = Window.recent(today);
    Figures late = figures.between(recent.firstDay(), recent.lastDay());
    standings.put(dimension, Standing.of(late, cohorts, curve, today));
    Set<Window> windows = new LinkedHashSet<>();
    days.forEach(day -> windows.add(Window.day(day)));
    days.forEach(day -> windows.add(Window.weekOf(day)));
    List<Snapshot> snapshots = new ArrayList<>();
    for (Window window : windows) {
      Figures some = figures.between(window.firstDay(), window.lastDay());
      snapshots.add(snapshot(dimension, window, some, 0, List.of(), List.of(), asOf));
    }
    double passed = (double) Math.floorMod(asOf.getEpochSecond(), DAY) / DAY;
    Pipeline pipeline = new Pipeline(cohorts, curve, today, passed);
    snapshots.add(
        snapshot(
            dimension,
            recent,
            late,
            pipeline.open(),
            outlooks(pipeline, worth),
            signals.getOrDefault(dimension, List.of()),
            asOf));
    return snapshots;
  }

  /**
   * Compares all that were spoken of with each other.
   *
   * @return of which there is something else to say since
   */
  public Set<Dimension> compare() {
    Map<Dimension, List<Signal>> before = signals;
    signals = Signals.of(standings);
    Set<Dimension> changed = new HashSet<>(before.keySet());
    changed.addAll(signals.keySet());
    changed.removeIf(
        dimension -> kinds(before.get(dimension)).equals(kinds(signals.get(dimension))));
    return changed;
  }

  private static Set<Signal.Kind> kinds(List<Signal> signals) {
    return signals == null
        ? Set.of()
        : signals.stream().map(Signal::kind).collect(Collectors.toSet());
  }

  private Curve curve(Dimension dimension, Cohorts cohorts, int today) {
    Curve own = Curve.of(cohorts, today);
    if (dimension.equals(Dimension.ALL)) {
      curveOfAll = Optional.of(own);
      return own;
    }
    return own.events() >= OWN_CURVE ? own : curveOfAll.orElse(own);
  }

  private Worth worth(Dimension dimension, Figures figures) {
    Worth own = Worth.of(figures);
    if (dimension.equals(Dimension.ALL)) {
      worthOfAll = Optional.of(own);
      return own;
    }
    return worthOfAll.map(own::shrunkTo).orElse(own);
  }

  private static List<Outlook> outlooks(Pipeline pipeline, Worth worth) {
    List<Outlook> outlooks = new ArrayList<>();
    for (int horizon = 0; horizon < Pipeline.HORIZONS.length; horizon++) {
      CountDistribution count = pipeline.conversions(horizon);
      Outlook.Range range =
          new Outlook.Range(
              count.mean(), count.quantile(Pipeline.TAIL), count.quantile(1 - Pipeline.TAIL));
      outlooks.add(new Outlook(Pipeline.HORIZONS[horizon], range, worth.of(count)));
    }
    return outlooks;
  }

  private Snapshot snapshot(
      Dimension dimension,
      Window window,
      Figures figures,
      long open,
      List<Outlook> outlooks,
      List<Signal> signals,
      Instant asOf) {
    Map<Measure, Long> counts = new EnumMap<>(Measure.class);
    COUNTED.forEach(measure -> counts.put(measure, figures.count(measure)));
    Rate.Closed closed = new Rate.Closed(counts.get(Measure.CONVERTED), counts.get(Measure.LOST));
    return new Snapshot(
        dimension,
        window,
        counts,
        values(figures),
        closed.all() > 0 ? Optional.of(rate(dimension, closed)) : Optional.empty(),
        quantiles(figures, Measure.TOUCH_DELAY),
        quantiles(figures, Measure.ACCEPT_DELAY),
        quantiles(figures, Measure.CONVERT_DELAY),
        open,
        outlooks,
        signals,
        asOf);
  }

  private static Map<String, BigDecimal> values(Figures figures) {
    Map<String, Long> units = new TreeMap<>();
    figures.each(
        Measure.VALUE, (mark, count) -> units.merge(mark.cell().label(), count, Long::sum));
    Map<String, BigDecimal> values = new TreeMap<>();
    units.forEach((currency, sum) -> values.put(currency, BigDecimal.valueOf(sum, 4)));
    return values;
  }

  private static Optional<Snapshot.Quantiles> quantiles(Figures figures, Measure measure) {
    Delays delays = Delays.of(figures, measure);
    return delays.count() == 0
        ? Optional.empty()
        : Optional.of(new Snapshot.Quantiles(delays.quantile(0.5), delays.quantile(0.9)));
  }

  private Rate rate(Dimension dimension, Rate.Closed closed) {
    return switch (dimension.kind()) {
      case ALL -> Rate.of(closed);
      case POOL, SOURCE -> Rate.of(closed, new Rate.Prior(rateOfAll(), strength(dimension.kind())));
      case REP ->
          Rate.of(closed, new Rate.Prior(rateOfPools(dimension), strength(dimension.kind())));
    };
  }

  private double rateOfAll() {
    return Optional.ofNullable(standings.get(Dimension.ALL))
        .map(all -> Rate.of(all.closed()).mean())
        .orElse(0.5);
  }

  /**
   * Of the pools that the rep's leads were of, by how many were; each as it is said of the pool.
   */
  private double rateOfPools(Dimension rep) {
    Rate.Prior all = new Rate.Prior(rateOfAll(), strength(Dimension.Kind.POOL));
    double sum = 0;
    long leads = 0;
    for (Map.Entry<Standing.Slot, Rate.Closed> slot : standings.get(rep).mix().entrySet()) {
      Standing pool = standings.get(Dimension.pool(Mix.read(slot.getKey().label()).pool()));
      double rate = pool == null ? all.mean() : Rate.of(pool.closed(), all).mean();
      sum += slot.getValue().all() * rate;
      leads += slot.getValue().all();
    }
    return leads == 0 ? all.mean() : sum / leads;
  }

  private double strength(Dimension.Kind kind) {
    return Rate.strength(
        standings.entrySet().stream()
            .filter(entry -> entry.getKey().kind() == kind)
            .map(entry -> entry.getValue().closed())
            .toList());
  }
}
