package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.event.Rep;
import io.leadrouter.event.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tells every group of a new policy, in the order of the group's other commands. A global table
 * changes under its readers at any moment; a command does so between two leads. Only one task
 * speaks, so that all partitions get the versions in one order.
 */
final class AnnouncePolicy implements Processor<String, Rep, String, Object> {

  /** Goes to every partition: see {@link CommandPartitioner}. */
  static final String EVERYBODY = "*";

  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final String NEWEST = "newest";

  private final PolicyBook policies;
  private ProcessorContext<String, Object> context;
  private KeyValueStore<String, Integer> announced;

  AnnouncePolicy(PolicyBook policies) {
    this.policies = policies;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    announced = context.getStateStore(StateStores.ANNOUNCED_POLICIES);
    if (context.taskId().partition() == 0) {
      context.schedule(INTERVAL, PunctuationType.WALL_CLOCK_TIME, now -> announce());
    }
  }

  /** The reps' records only bring this processor into their task. */
  @Override
  public void process(Record<String, Rep> record) {}

  private void announce() {
    int last = Optional.ofNullable(announced.get(NEWEST)).orElse(0);
    policies.newest().filter(entry -> entry.published().version() > last).ifPresent(this::announce);
  }

  private void announce(PolicyBook.Entry entry) {
    long now = context.currentSystemTimeMs();
    Command command = new Command.PolicyActivated(entry.published());
    context.forward(
        new Record<>(
            EVERYBODY, Routing.write(command, Optional.empty(), Instant.ofEpochMilli(now)), now),
        Nodes.PLACE_COMMAND);
    announced.put(NEWEST, entry.published().version());
  }
}
