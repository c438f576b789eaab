package io.leadrouter.cli;

import io.leadrouter.kafka.BoundedMemory;
import io.leadrouter.kafka.MendedClients;
import io.leadrouter.kafka.RegistryUnavailableException;
import io.leadrouter.kafka.Topic;
import io.leadrouter.ops.HttpEndpoints;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.ProcessMeters;
import io.leadrouter.ops.RouterMetrics;
import io.leadrouter.ops.StreamsHealth;
import io.leadrouter.topology.DeadLetters;
import io.leadrouter.topology.LeadRoutingTopology;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running router: one Kafka Streams client with its metrics and health. Threads that fail are
 * replaced after a pause, up to a limit. Closing it leaves the consumer group and no thread behind.
 * Thread-safe.
 */
public final class Router implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private static final Duration BETWEEN_TRIES_IN_AN_OUTAGE = Duration.ofSeconds(5);

  private final ProcessMeters meters = new ProcessMeters();
  private final PolicyStanding policies = new PolicyStanding();
  private final ThreadReplacement replacement = new ThreadReplacement();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Duration closeTimeout;
  private final Path stateDir;
  private final KafkaStreams streams;
  private final HttpEndpoints http;

  /**
   * Takes the state directory and the HTTP port; nothing is read from Kafka before {@link #start}.
   */
  public Router(RouterConfig config) {
    closeTimeout = config.closeTimeout();
    stateDir = config.stateDir();
    RouterMetrics metrics = new RouterMetrics(meters.registry(), policies);
    Properties properties = config.streamsProperties();
    properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
        Topic.DEAD_LETTERS.named(config.topicPrefix()));
    properties.put(DeadLetters.OBSERVER, metrics);
    properties.putIfAbsent(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
    StreamsConfig streamsConfig = new StreamsConfig(properties);
    LeadRoutingTopology topology =
        new LeadRoutingTopology(
            streamsConfig,
            config.serdeConfig(),
            config.topicPrefix(),
            config.pseudonyms(),
            metrics);
    Topology built = topology.get();
    metrics.reads(built.describe());
    streams = client(built, streamsConfig);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
    http = endpoints(config);
  }

  private KafkaStreams client(Topology topology, StreamsConfig config) {
    try {
      return new KafkaStreams(topology, config, new MendedClients());
    } catch (ProcessorStateException e) {
      meters.close();
      throw e;
    } catch (StreamsException e) {
      meters.close();
      // The only one left: whoever starts the same configuration twice on a machine meets it.
      throw new Refusal(
          "state.dir %s is in use by a router that runs; stop that one, or give this one a state.dir and an http.port of its own"
              .formatted(config.getString(StreamsConfig.STATE_DIR_CONFIG)),
          e);
    }
  }

  private HttpEndpoints endpoints(RouterConfig config) {
    try {
      return new HttpEndpoints(
          config.httpHost(),
          config.httpPort(),
          meters.registry(),
          StreamsHealth.of(streams, policies));
    } catch (RuntimeException e) {
      streams.close();
      meters.close();
      throw e;
    }
  }

  /** Starts to route; returns once the client is on its way, which is before it is running. */
  public void start() {
    streams.start();
    meters.watch(streams);
    meters.watchDisk(stateDir);
  }

  public KafkaStreams.State state() {
    return streams.state();
  }

  /** The port of metrics and health. */
  public int httpPort() {
    return http.port();
  }

  /**
   * Waits until the client has stopped, by itself or by {@link #close}.
   *
   * @return whether it stopped as it was told to, and not after failures
   */
  public boolean awaitStopped() throws InterruptedException {
    stopped.await();
    return streams.state() == KafkaStreams.State.NOT_RUNNING;
  }

  @Override
  public void close() {
    boolean inTime = streams.close(closeTimeout);
    if (!inTime) {
      LOG.warn("Kafka Streams did not stop within {}", closeTimeout);
    }
    http.close();
    meters.close();
    stopped.countDown();
  }

  private StreamThreadExceptionResponse failed(Throwable failure) {
    // An outage of the registry is waited for, however long: stopping would not end it.
    Optional<Duration> pause =
        RegistryUnavailableException.in(failure)
            ? Optional.of(BETWEEN_TRIES_IN_AN_OUTAGE)
            : replacement.afterFailure(Instant.now());
    if (pause.isEmpty()) {
      LOG.error("Too many stream threads failed; the router stops", failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.error("A stream thread failed; another takes over in {}", pause.get(), failure);
    try {
      Thread.sleep(pause.get().toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    LOG.info("{} (was {})", now, before);
    if (now == KafkaStreams.State.ERROR) {
      stopped.countDown();
    }
  }
}
