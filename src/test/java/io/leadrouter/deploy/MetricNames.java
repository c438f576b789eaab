package io.leadrouter.deploy;

import io.leadrouter.ops.Happenings;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.ProcessMeters;
import io.leadrouter.ops.RouterMetrics;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of metrics: those that a query reads, and those that there are. */
final class MetricNames {
  /**
   * Kafka's own, which exist while it runs: seen at a sandbox's {@code /metrics}, kafka 4.3.1 and
   * micrometer 1.17.2.
   */
  private static final Set<String> OF_KAFKA =
      Set.of(
          "kafka_consumer_coordinator_rebalance_total",
          "kafka_consumer_fetch_manager_records_consumed_total",
          "kafka_consumer_fetch_manager_records_lag",
          "kafka_producer_request_latency_avg",
          "kafka_stream_alive_stream_threads",
          "kafka_stream_client_state",
          "kafka_stream_failed_stream_threads_total",
          "kafka_stream_state_block_cache_usage",
          "kafka_stream_state_total_sst_files_size",
          "kafka_stream_state_updater_active_restoring_tasks",
          "kafka_stream_state_updater_restore_records_rate",
          "kafka_stream_task_restore_remaining_records_total",
          "kafka_stream_thread_commit_latency_avg",
          "kafka_stream_thread_process_latency_avg");

  private static final Pattern NO_NAMES =
      Pattern.compile(
          "\"[^\"]*\"|\\{[^}]*}|\\[[^\\]]*]|\\b(?:by|without|on|ignoring)\\s*\\([^)]*\\)"
              + "|\\boffset\\s+\\w+|\\bbool\\b");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][\\w:]*(?!\\w)(?!\\s*\\()");
  private static final Set<String> OPERATORS =
      Set.of("and", "or", "unless", "group_left", "group_right", "sum", "max", "min");

  private MetricNames() {}

  /** Those that an expression of PromQL reads. */
  static Set<String> readBy(String expression) {
    Matcher names = NAME.matcher(NO_NAMES.matcher(expression).replaceAll(" "));
    return names
        .results()
        .map(result -> result.group())
        .filter(name -> !OPERATORS.contains(name))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Those of a router to which everything has happened, and Kafka's own. */
  static Set<String> known() {
    Stream<String> ours =
        scrape()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .map(line -> line.split("[{ ]", 2)[0]);
    return Stream.concat(ours, OF_KAFKA.stream()).collect(Collectors.toSet());
  }

  /** What Prometheus gets from a router to which everything has happened. */
  static String scrape() {
    try (ProcessMeters meters = new ProcessMeters()) {
      meters.watchDisk(Path.of("."));
      Happenings.everythingTo(
          new RouterMetrics(meters.registry(), new PolicyStanding()),
          meters.registry().config().clock());
      return meters.registry().scrape();
    }
  }
}
