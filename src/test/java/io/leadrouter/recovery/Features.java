package io.leadrouter.recovery;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.LedgerEntry;
import io.leadrouter.event.RouteTried;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.AvroSerde;
import io.leadrouter.kafka.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What a site has seen of all that there is, in words: a test that stands for everything shows by
 * it that everything was there.
 */
final class Features {

  private final Set<String> seen = new TreeSet<>();

  private Features() {}

  static Set<String> of(Site site) {
    Features features = new Features();
    site.outputs().decisions().forEach(features::saw);
    site.outputs().assignments().forEach(features::saw);
    site.outputs().conversions().forEach(features::saw);
    try (Deserializer<RoutingCommand> commands =
        AvroSerde.of(
                RoutingCommand.class,
                site.config("features", Path.of("none"), Map.of()).serdeConfig())
            .deserializer()) {
      for (ConsumerRecord<String, byte[]> record :
          Committed.records(site, Topic.ROUTING_COMMANDS.bareName())) {
        RoutingCommand command = commands.deserialize(record.topic(), record.value());
        features.seen.add("command " + command.getBody().getClass().getSimpleName());
      }
    }
    return features.seen;
  }

  private void saw(RoutingDecision decision) {
    seen.add("decided " + decision.getKind());
    if (decision.getKind() == DecisionKind.REVOKED
        || decision.getKind() == DecisionKind.UNROUTABLE
        || decision.getKind() == DecisionKind.SLA_WARNING) {
      seen.add(decision.getKind() + " " + decision.getReason());
    }
    if (decision.getStrategy() != null) {
      seen.add("strategy " + decision.getStrategy());
    }
    for (LedgerEntry entry : decision.getLedger()) {
      seen.add("ledger " + entry.getEntry());
    }
    for (RouteTried route : decision.getRoutes()) {
      seen.add("route " + route.getResult());
      route.getExcluded().keySet().forEach(reason -> seen.add("excluded " + reason));
    }
    if (decision.getTest()) {
      seen.add("test lead " + decision.getKind());
    }
    boolean turn = decision.getLedger().stream().anyMatch(entry -> entry.getEntry().equals("turn"));
    if (decision.getKind() == DecisionKind.ASSIGNED && decision.getPool() != null && !turn) {
      seen.add(decision.getTest() ? "no turn for a test" : "no turn for a specialist");
    }
  }

  private void saw(Assignment assignment) {
    seen.add("assignment " + assignment.getStatus());
    seen.add("assignment " + assignment.getStatus() + " " + assignment.getReason());
  }

  private void saw(Conversion conversion) {
    seen.add("conversion " + conversion.getResult());
  }
}
