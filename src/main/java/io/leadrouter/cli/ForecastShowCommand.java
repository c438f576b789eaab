package io.leadrouter.cli;

import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastWindow;
import io.leadrouter.forecast.Dimension;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code forecast show}. */
@Command(
    name = "show",
    description = {
      "Prints what became of leads in the last thirteen weeks, and what is expected of those that are open: for all, and"
          + " for each pool, source and rep; of one of these also by week.",
      "",
      "What is in brackets holds 80 %%: one in ten times it is less, and one in ten times more. Open are leads that"
          + " wait or that somebody has; of all and of sources also those that wait."
    },
    footer = {
      "",
      "For example:",
      "  lead-router forecast show",
      "  lead-router forecast show --rep ana",
      "  lead-router forecast show --signals"
    })
final class ForecastShowCommand implements Callable<Integer> {
  private static final int WEEKS_SHOWN = 13;

  private static final Comparator<Forecast> BY_DIMENSION =
      Comparator.comparing(Forecast::getDimension)
          .thenComparing(Comparator.comparingLong(Forecast::getConverted).reversed())
          .thenComparing(Forecast::getId);

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @ArgGroup private Only only = new Only();

  @Option(names = "--signals", description = "Only who or what should be looked at, and why.")
  private boolean signals;

  /** One of these, or all there is. */
  private static final class Only {
    @Option(names = "--rep", paramLabel = "ID", description = "Only of this rep.")
    private String rep;

    @Option(names = "--pool", paramLabel = "ID", description = "Only of this pool.")
    private String pool;

    @Option(names = "--source", paramLabel = "ID", description = "Only of this source.")
    private String source;

    Optional<Dimension> dimension() {
      if (rep != null) {
        return Optional.of(Dimension.rep(rep));
      }
      return pool != null
          ? Optional.of(Dimension.pool(pool))
          : Optional.ofNullable(source).map(Dimension::source);
    }
  }

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    Optional<Dimension> one = only.dimension();
    Collection<Forecast> known = read(config, one);
    if (known.isEmpty()) {
      spec.commandLine()
          .getOut()
          .printf(
              "no forecast was published to %s yet%n", Topic.FORECASTS.named(config.topicPrefix()));
      return Main.DONE;
    }
    List<Forecast> wanted =
        known.stream()
            .filter(forecast -> one.isEmpty() || one.get().equals(dimension(forecast)))
            .sorted(BY_DIMENSION)
            .toList();
    List<Forecast> recent = of(wanted, ForecastWindow.RECENT);
    if (recent.isEmpty()) {
      throw unknown(one.get(), known);
    }
    print(recent, of(wanted, ForecastWindow.WEEK), one.isPresent());
    return Main.DONE;
  }

  private void print(List<Forecast> recent, List<Forecast> weeks, boolean one) {
    PrintWriter out = spec.commandLine().getOut();
    Forecast latest = Collections.max(recent, Comparator.comparing(Forecast::getAsOf));
    out.printf(
        "as of %s UTC, of %s to %s%n",
        UtcTime.of(latest.getAsOf()), latest.getFirstDay(), latest.getLastDay());
    List<String> lines = recent.stream().flatMap(f -> ForecastTable.signals(f).stream()).toList();
    if (signals) {
      out.println();
      lines.forEach(out::println);
      if (lines.isEmpty()) {
        out.println("nothing stands out");
      }
      return;
    }
    out.println(
        "IN ... DAYS: how many of the leads that are OPEN convert by then; in brackets: what holds 80 %");
    out.println();
    Table.lines(ForecastTable.of(recent)).forEach(out::println);
    if (one) {
      out.println();
      Table.lines(ForecastTable.byWeek(latest(weeks))).forEach(out::println);
      if (!lines.isEmpty()) {
        out.println();
        lines.forEach(out::println);
      }
    }
  }

  private static List<Forecast> latest(List<Forecast> weeks) {
    return weeks.stream()
        .sorted(Comparator.comparing(Forecast::getFirstDay).reversed())
        .limit(WEEKS_SHOWN)
        .toList();
  }

  private static List<Forecast> of(List<Forecast> forecasts, ForecastWindow window) {
    return forecasts.stream().filter(forecast -> forecast.getWindow() == window).toList();
  }

  private static Refusal unknown(Dimension one, Collection<Forecast> known) {
    List<String> ids =
        known.stream()
            .filter(forecast -> forecast.getDimension().name().equals(one.kind().name()))
            .map(Forecast::getId)
            .distinct()
            .toList();
    return new Refusal(
        "there is no forecast of %s '%s'%s"
            .formatted(
                one.kind().word(),
                one.id(),
                Suggestion.nearest(one.id(), ids)
                    .map(id -> "; did you mean '" + id + "'?")
                    .orElse("; 'forecast show' lists all that leads were counted for")));
  }

  private static Dimension dimension(Forecast forecast) {
    return switch (forecast.getDimension()) {
      case REP -> Dimension.rep(forecast.getId());
      case POOL -> Dimension.pool(forecast.getId());
      case SOURCE -> Dimension.source(forecast.getId());
      case ALL, UNKNOWN -> Dimension.ALL;
    };
  }

  /** The latest of all that are of late, and of one dimension also of each week. */
  private static Collection<Forecast> read(RouterConfig config, Optional<Dimension> one) {
    String topic = Topic.FORECASTS.named(config.topicPrefix());
    try (Cluster brokers = new Cluster(config)) {
      brokers.requireTopic(topic);
    }
    // There is one for each day: only what is printed is worth decoding.
    Map<String, byte[]> latest = new TreeMap<>();
    try (Log log = new Log(config, topic, Log.From.BEGINNING)) {
      log.readToEnd(
          record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (key.endsWith("/recent")
                || one.isPresent() && key.startsWith(one.get().key() + "/week/")) {
              latest.put(key, record.value());
            }
          },
          () -> true);
    }
    try (AvroSerde<Forecast> values = AvroSerde.of(Forecast.class, config.serdeConfig())) {
      return latest.values().stream()
          .filter(value -> value != null)
          .map(value -> values.deserializer().deserialize(topic, value))
          .toList();
    }
  }
}
