package io.leadrouter.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process's meters: its registry, the JVM's, the operating system's and Kafka Streams' own, and
 * which build runs. One for a process, closed at its end.
 */
public final class ProcessMeters implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessMeters.class);

  private final PrometheusMeterRegistry registry = new ScrapedRegistry();
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  private final Deque<KafkaStreamsMetrics> streams = new ArrayDeque<>();

  /** Binds all meters but those of Kafka Streams. */
  public ProcessMeters() {
    // Two meters of one name with different labels: Prometheus gets only the first.
    registry
        .config()
        .onMeterRegistrationFailed(
            (id, reason) ->
                LOG.warn("Metric {} is missing from /metrics: {}", id.getName(), reason));
    List.of(
            garbageCollection,
            new ClassLoaderMetrics(),
            new JvmInfoMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new FileDescriptorMetrics(),
            new ProcessorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    Gauge.builder("leadrouter.build", () -> 1)
        .description("The build that runs, as labels; always 1.")
        .tag("version", version())
        .tag("kafka", AppInfoParser.getVersion())
        .register(registry);
  }

  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Adds how full the disk is that this directory lies on. */
  public void watchDisk(Path directory) {
    new DiskSpaceMetrics(directory.toFile()).bindTo(registry);
  }

  /** Adds the meters of Kafka Streams, its consumers, producers and tasks, as they come and go. */
  public synchronized void watch(KafkaStreams kafkaStreams) {
    KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(kafkaStreams);
    metrics.bindTo(registry);
    streams.add(metrics);
  }

  @Override
  public synchronized void close() {
    streams.forEach(KafkaStreamsMetrics::close);
    streams.clear();
    garbageCollection.close();
    registry.close();
  }

  private static String version() {
    return Optional.ofNullable(ProcessMeters.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
