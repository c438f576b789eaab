package io.leadrouter.cli;

import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastDimension;
import io.leadrouter.event.ForecastWindow;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
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
      "What is in brackets holds 80 %%: one in ten times it is less, and one in ten times more."
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

    boolean isOne() {
      return rep != null || pool != null || source != null;
    }

    boolean includes(Forecast forecast) {
      return !isOne()
          || is(forecast, ForecastDimension.REP, rep)
          || is(forecast, ForecastDimension.POOL, pool)
          || is(forecast, ForecastDimension.SOURCE, source);
    }

    private static boolean is(Forecast forecast, ForecastDimension dimension, String id) {
      return forecast.getDimension() == dimension && forecast.getId().equals(id);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<Forecast> wanted = read().stream().filter(only::includes).sorted(BY_DIMENSION).toList();
    List<Forecast> recent =
        wanted.stream().filter(forecast -> forecast.getWindow() == ForecastWindow.RECENT).toList();
    Optional<Forecast> latest = recent.stream().max(Comparator.comparing(Forecast::getAsOf));
    if (latest.isEmpty()) {
      out.println("there is no forecast of that yet");
      return Main.DONE;
    }
    out.printf(
        "as of %s UTC, of %s to %s; what is in brackets holds 80 %%%n%n",
        latest
            .get()
            .getAsOf()
            .truncatedTo(ChronoUnit.SECONDS)
            .toString()
            .replaceAll("[TZ]", " ")
            .strip(),
        latest.get().getFirstDay(),
        latest.get().getLastDay());
    if (signals) {
      List<String> lines = recent.stream().flatMap(f -> ForecastTable.signals(f).stream()).toList();
      lines.forEach(out::println);
      if (lines.isEmpty()) {
        out.println("nothing stands out");
      }
      return Main.DONE;
    }
    Table.lines(ForecastTable.of(recent)).forEach(out::println);
    if (only.isOne()) {
      out.println();
      List<Forecast> weeks =
          wanted.stream()
              .filter(forecast -> forecast.getWindow() == ForecastWindow.WEEK)
              .sorted(Comparator.comparing(Forecast::getFirstDay).reversed())
              .limit(WEEKS_SHOWN)
              .toList();
      Table.lines(ForecastTable.byWeek(weeks)).forEach(out::println);
      recent.forEach(forecast -> ForecastTable.signals(forecast).forEach(out::println));
    }
    return Main.DONE;
  }

  /** The latest of each dimension and window. */
  private Collection<Forecast> read() {
    RouterConfig config = cluster.config();
    String topic = Topic.FORECASTS.named(config.topicPrefix());
    try (Cluster brokers = new Cluster(config)) {
      brokers.requireTopic(topic);
    }
    Map<String, Forecast> latest = new TreeMap<>();
    try (AvroSerde<Forecast> values = AvroSerde.of(Forecast.class, config.serdeConfig());
        Log log = new Log(config, topic, Log.From.BEGINNING)) {
      log.readToEnd(
          record ->
              latest.put(
                  new String(record.key(), StandardCharsets.UTF_8),
                  values.deserializer().deserialize(topic, record.value())),
          () -> true);
    }
    List<Forecast> all = new ArrayList<>(latest.values());
    all.removeIf(forecast -> forecast == null);
    return all;
  }
}
