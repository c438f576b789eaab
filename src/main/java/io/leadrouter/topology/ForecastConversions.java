package io.leadrouter.topology;

import io.leadrouter.event.Forecasts;
import io.leadrouter.event.FunnelChange;
import io.leadrouter.forecast.Dimension;
import io.leadrouter.forecast.Due;
import io.leadrouter.forecast.Figures;
import io.leadrouter.forecast.Forecaster;
import io.leadrouter.forecast.FunnelChanges;
import io.leadrouter.forecast.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the counts of every dimension by day, and publishes what has changed and what is expected:
 * a few dimensions at a time, each again when it comes to its turn and something is new, and all of
 * them when the day is.
 */
final class ForecastConversions implements Processor<String, FunnelChange, String, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(ForecastConversions.class);
  private static final Duration SAY_EVERY = Duration.ofSeconds(2);

  /** All of a thousand dimensions are said anew within two minutes. */
  private static final int SAID_AT_ONCE = 20;

  /**
   * Of so many figures or more nothing else is said at once: routing, which waits, has the thread.
   */
  private static final int READ_AT_ONCE = 100_000;

  /** What a source is called anybody may choose; of more, leads count in all else. */
  private static final int MOST_SOURCES = 2_000;

  private static final char END_OF_DIMENSION = '\u001f';

  private final RouterObserver observer;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, FunnelChanges> days;
  private KeyValueStore<String, Due> dues;
  private Forecaster forecaster;
  private TreeSet<String> due;
  private int sources;
  private String lastSaid;
  private int read;
  private boolean compared;
  private Instant asOf;

  ForecastConversions(RouterObserver observer) {
    this.observer = observer;
  }

  /** Also called on this same object when a task is revived: nothing of before may be left. */
  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    days = context.getStateStore(StateStores.FUNNEL_DAYS);
    dues = context.getStateStore(StateStores.FORECAST_DUES);
    forecaster = new Forecaster();
    due = new TreeSet<>();
    sources = 0;
    lastSaid = "";
    compared = true;
    asOf = Instant.EPOCH;
    try (KeyValueIterator<String, Due> all = dues.all()) {
      all.forEachRemaining(
          entry -> {
            due.add(entry.key);
            sources += isSource(entry.key) ? 1 : 0;
            asOf = entry.value.asOf().isAfter(asOf) ? entry.value.asOf() : asOf;
          });
    }
    context.schedule(SAY_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> saySome());
  }

  @Override
  public void process(Record<String, FunnelChange> record) {
    if (record.key() == null || record.value() == null) {
      return;
    }
    String dimension = record.key();
    Due before = dues.get(dimension);
    if (before == null && isSource(dimension) && ++sources > MOST_SOURCES) {
      sources = MOST_SOURCES;
      return;
    }
    FunnelChanges changes = Forecasts.read(record.value());
    List<Integer> changed = new ArrayList<>();
    for (Map.Entry<Integer, FunnelChanges> day : changes.byDay().entrySet()) {
      add(key(dimension, day.getKey()), day.getValue());
      if (day.getValue().changeWindows()) {
        changed.add(day.getKey());
      }
    }
    Due known = before == null ? Due.NOTHING : before;
    dues.put(dimension, known.and(changes.asOf(), changed));
    due.add(dimension);
    hear(changes.asOf());
  }

  private void add(String key, FunnelChanges changes) {
    FunnelChanges sum = Optional.ofNullable(days.get(key)).orElse(FunnelChanges.NONE).and(changes);
    if (sum.marks().isEmpty()) {
      days.delete(key);
    } else {
      days.put(key, sum);
    }
  }

  /** With another day every lead is a day older. */
  private void hear(Instant latest) {
    if (!latest.isAfter(asOf)) {
      return;
    }
    if (day(latest) != day(asOf)) {
      try (KeyValueIterator<String, Due> all = dues.all()) {
        all.forEachRemaining(entry -> due.add(entry.key));
      }
    }
    asOf = latest;
  }

  private void saySome() {
    int published = 0;
    boolean spoke = !due.isEmpty();
    read = 0;
    for (int i = 0; i < SAID_AT_ONCE && read < READ_AT_ONCE && !due.isEmpty(); i++) {
      String next = Optional.ofNullable(due.higher(lastSaid)).orElseGet(due::first);
      due.remove(next);
      lastSaid = next;
      published += say(next);
    }
    if (spoke) {
      compared = false;
    }
    if (!compared && due.isEmpty()) {
      compared = true;
      forecaster.compare().forEach(dimension -> due.add(dimension.key()));
    }
    if (spoke) {
      observer.forecasted(published, due.size(), asOf);
    }
  }

  private int say(String dimension) {
    Due changed = dues.get(dimension);
    int today = day(asOf);
    int first = today - Forecaster.DAYS + 1;
    forget(dimension, first);
    List<Integer> kept = changed.days().stream().filter(day -> day >= first).toList();
    Figures figures = figures(dimension, first, today);
    List<Snapshot> snapshots;
    try {
      snapshots = forecaster.snapshots(Dimension.of(dimension), figures, kept, asOf);
    } catch (RuntimeException e) {
      // Routing shares the thread, and what cannot be foreseen must not stop it.
      LOG.error("Nothing can be said of {} until it changes again", dimension, Redacted.of(e));
      return 0;
    }
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    for (Snapshot snapshot : snapshots) {
      Object forecast = Forecasts.write(snapshot, now);
      context.forward(
          new Record<>(snapshot.key(), forecast, now.toEpochMilli()), Nodes.PUBLISH_FORECAST);
    }
    dues.put(dimension, changed.said());
    return snapshots.size();
  }

  private Figures figures(String dimension, int first, int last) {
    Figures figures = new Figures();
    try (KeyValueIterator<String, FunnelChanges> some =
        days.range(key(dimension, first), key(dimension, last))) {
      while (some.hasNext()) {
        FunnelChanges day = some.next().value;
        figures.add(day);
        read += day.marks().size();
      }
    }
    return figures;
  }

  private void forget(String dimension, int first) {
    List<String> old = new ArrayList<>();
    try (KeyValueIterator<String, FunnelChanges> some =
        days.range(key(dimension, 0), key(dimension, first - 1))) {
      while (some.hasNext()) {
        KeyValue<String, FunnelChanges> entry = some.next();
        old.add(entry.key);
      }
    }
    old.forEach(days::delete);
  }

  /** Days of a dimension lie together, in their order. */
  private static String key(String dimension, int day) {
    return dimension + END_OF_DIMENSION + "%06d".formatted(Math.max(0, day));
  }

  private static boolean isSource(String dimension) {
    return Dimension.of(dimension).kind() == Dimension.Kind.SOURCE;
  }

  private static int day(Instant at) {
    return (int) Math.floorDiv(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
  }
}
