package io.leadrouter.topology;

import io.leadrouter.event.RoutingCommand;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A group's commands go to the group's partition, those for everybody to each. */
final class CommandPartitioner implements StreamPartitioner<String, RoutingCommand> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, RoutingCommand command, int partitions) {
    return key.equals(AnnouncePolicy.EVERYBODY)
        ? Optional.of(
            IntStream.range(0, partitions).boxed().collect(Collectors.toUnmodifiableSet()))
        : Optional.empty();
  }
}
