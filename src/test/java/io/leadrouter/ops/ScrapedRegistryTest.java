package io.leadrouter.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScrapedRegistryTest {

  private final ScrapedRegistry registry = new ScrapedRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void timesAreInSecondsWhateverTheirLibraryCountsThemIn() {
    counter("kafka.stream.thread.blocked.time.ns.total", 2_500_000_000d, "Blocked, in nanoseconds");
    gauge("kafka.consumer.io.time.ns.avg", 40_000, "Per select call in nanoseconds.");
    gauge("kafka.app.info.start.time.ms", 1_795_678_253_739d, "Metric indicating start-time-ms");
    FunctionCounter.builder("process.cpu.time", this, any -> 3e9)
        .baseUnit("ns")
        .description("CPU time")
        .register(registry);

    assertThat(registry.scrape())
        .contains(
            "# HELP kafka_stream_thread_blocked_time_seconds_total Blocked, in seconds",
            "# TYPE kafka_stream_thread_blocked_time_seconds_total counter",
            "kafka_stream_thread_blocked_time_seconds_total 2.5",
            "# HELP kafka_consumer_io_time_seconds_avg Per select call in seconds.",
            "kafka_consumer_io_time_seconds_avg 4.0E-5",
            "# HELP kafka_app_info_start_time_seconds Metric indicating start-time-seconds",
            "kafka_app_info_start_time_seconds 1.795678253739E9",
            "process_cpu_time_seconds_total 3.0");
  }

  @Test
  void onlyAHistogramOrASummaryHasACount() {
    gauge("kafka.producer.connection.count", 2, "Open connections");
    gauge("kafka.stream.task.active.buffer.count", 7, "Records that were polled");
    Timer.builder("jvm.gc.pause").register(registry).record(Duration.ofSeconds(1));

    assertThat(registry.scrape())
        .contains(
            "kafka_producer_connections 2.0",
            "kafka_stream_task_active_buffer_records 7.0",
            "jvm_gc_pause_seconds_count 1");
  }

  @Test
  void everythingIsDescribed() {
    gauge("kafka.consumer.node.request.latency.avg", 1, "");

    assertThat(registry.scrape())
        .contains(
            "# HELP kafka_consumer_node_request_latency_avg kafka consumer node request latency avg");
  }

  @Test
  void allElseIsAsItWas() {
    gauge("kafka.consumer.fetch.manager.records.lag", 5, "Not in ms");
    counter("kafka.consumer.fetch.manager.records.consumed.total", 9, "Consumed");

    assertThat(registry.scrape())
        .contains(
            "# HELP kafka_consumer_fetch_manager_records_lag Not in ms",
            "kafka_consumer_fetch_manager_records_lag 5.0",
            "kafka_consumer_fetch_manager_records_consumed_total 9.0");
  }

  /** Kafka's come and go with its tasks and connections. */
  @Test
  void aMeterIsRemovedByTheNameThatItsBinderKnows() {
    Meter meter = gauge("kafka.app.info.start.time.ms", 1, "");

    assertThat(registry.remove(meter.getId())).isSameAs(meter);
    assertThat(registry.scrape()).doesNotContain("kafka_app_info");
  }

  private Gauge gauge(String name, double value, String description) {
    return Gauge.builder(name, this, any -> value).description(description).register(registry);
  }

  private void counter(String name, double value, String description) {
    FunctionCounter.builder(name, this, any -> value).description(description).register(registry);
  }
}
