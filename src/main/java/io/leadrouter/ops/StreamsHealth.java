package io.leadrouter.ops;

import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Health as Kafka Streams' state tells it: live while it starts, runs or rebalances, ready while it
 * runs. Thread-safe if the supplier is.
 */
public final class StreamsHealth implements Health {

  private final Supplier<KafkaStreams.State> state;
  private final PolicyStanding policies;

  public StreamsHealth(Supplier<KafkaStreams.State> state, PolicyStanding policies) {
    this.state = state;
    this.policies = policies;
  }

  @Override
  public Condition live() {
    KafkaStreams.State now = state.get();
    return switch (now) {
      case CREATED, REBALANCING, RUNNING -> condition(true, now);
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> condition(false, now);
    };
  }

  @Override
  public Condition ready() {
    KafkaStreams.State now = state.get();
    return condition(now == KafkaStreams.State.RUNNING, now);
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
