package io.leadrouter.ops;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Health as Kafka Streams' state tells it: live while it starts, runs, rebalances or ends what it
 * began; ready while it runs, and during a rebalance if it ran before and holds standbys, for then
 * they serve, here and on the other instances, and nothing waits for a restore. Thread-safe if the
 * suppliers are.
 */
public final class StreamsHealth implements Health {

  private final Supplier<KafkaStreams.State> state;
  private final BooleanSupplier standbys;
  private final PolicyStanding policies;

  /**
   * @param standbys whether the instance held standbys when it last ran; asked during a rebalance
   */
  public StreamsHealth(
      Supplier<KafkaStreams.State> state, BooleanSupplier standbys, PolicyStanding policies) {
    this.state = state;
    this.standbys = standbys;
    this.policies = policies;
  }

  /** The health of this client, from before it is started until after it has stopped. */
  public static StreamsHealth of(KafkaStreams streams, PolicyStanding policies) {
    return new StreamsHealth(streams::state, () -> holdsStandbys(streams), policies);
  }

  /** Of a thread that rebalances, Kafka Streams knows what it held when it last ran. */
  private static boolean holdsStandbys(KafkaStreams streams) {
    return streams.metadataForLocalThreads().stream()
        .anyMatch(thread -> !thread.standbyTasks().isEmpty());
  }

  @Override
  public Condition live() {
    KafkaStreams.State now = state.get();
    return switch (now) {
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN -> condition(true, now);
      case NOT_RUNNING, PENDING_ERROR, ERROR -> condition(false, now);
    };
  }

  @Override
  public Condition ready() {
    KafkaStreams.State now = state.get();
    return switch (now) {
      case RUNNING -> condition(true, now);
      case REBALANCING -> condition(standbys.getAsBoolean(), now);
      case CREATED, PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> condition(false, now);
    };
  }

  private Condition condition(boolean up, KafkaStreams.State state) {
    return new Condition(
        up,
        state.name(),
        switch (state) {
          case CREATED -> "The router has not started yet.";
          case REBALANCING -> "Partitions are being assigned, or state is being restored.";
          case RUNNING -> "The router routes.";
          case PENDING_SHUTDOWN -> "The router is shutting down.";
          case NOT_RUNNING -> "The router was shut down.";
          case PENDING_ERROR, ERROR ->
              "The router failed and does not recover by itself; see its log.";
        },
        policies.inWords());
  }
}
