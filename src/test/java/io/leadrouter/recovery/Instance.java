package io.leadrouter.recovery;

import io.leadrouter.cli.RouterConfig;
import io.leadrouter.kafka.MendedClients;
import io.leadrouter.kafka.Topic;
import io.leadrouter.ops.Health;
import io.leadrouter.ops.PolicyStanding;
import io.leadrouter.ops.ProcessMeters;
import io.leadrouter.ops.StreamsHealth;
import io.leadrouter.topology.DeadLetters;
import io.leadrouter.topology.LeadRoutingTopology;
import io.leadrouter.topology.RouterObserver;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The topology on a client of its own, which a test may break; what fails is told to do so. */
final class Instance implements AutoCloseable {

  private final KafkaStreams streams;

  /**
   * @param afterFailure what a failed thread is followed by
   */
  Instance(RouterConfig config, Sabotage sabotage, StreamThreadExceptionResponse afterFailure) {
    this(config, sabotage, afterFailure, RouterObserver.NONE);
  }

  /**
   * @param observer is told what happens
   */
  Instance(
      RouterConfig config,
      Sabotage sabotage,
      StreamThreadExceptionResponse afterFailure,
      RouterObserver observer) {
    Properties properties = config.streamsProperties();
    properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetters.class);
    properties.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
        Topic.DEAD_LETTERS.named(config.topicPrefix()));
    properties.put(DeadLetters.OBSERVER, observer);
    properties.put(StreamsConfig.PROCESSOR_WRAPPER_CLASS_CONFIG, Sabotage.Wrapper.class);
    properties.put(Sabotage.KEY, sabotage);
    StreamsConfig streamsConfig = new StreamsConfig(properties);
    streams =
        new KafkaStreams(
            new LeadRoutingTopology(
                    streamsConfig,
                    config.serdeConfig(),
                    config.topicPrefix(),
                    config.pseudonyms(),
                    observer)
                .get(),
            streamsConfig,
            new MendedClients());
    streams.setUncaughtExceptionHandler(failure -> afterFailure);
    streams.setGlobalStateRestoreListener(sabotage.restores());
    streams.start();
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  /** Whether it has tasks to work at. */
  boolean works() {
    return streams.state() == KafkaStreams.State.RUNNING && tasks() > 0;
  }

  /** How many tasks it has to work at. */
  int tasks() {
    return streams.metadataForLocalThreads().stream()
        .mapToInt(thread -> thread.activeTasks().size())
        .sum();
  }

  /** How many copies of what others work at it keeps. */
  int standbys() {
    return streams.metadataForLocalThreads().stream()
        .mapToInt(thread -> thread.standbyTasks().size())
        .sum();
  }

  /** What it answers to the probes of whoever runs it. */
  Health health() {
    return StreamsHealth.of(streams, new PolicyStanding());
  }

  /** Adds what Kafka Streams and its clients measure by now. */
  void measuredBy(ProcessMeters meters) {
    meters.watch(streams);
  }

  /** Says that it goes, lest the others wait for the end of its session. */
  @Override
  public void close() {
    streams.close(
        CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
            .withTimeout(Duration.ofSeconds(60)));
  }
}
