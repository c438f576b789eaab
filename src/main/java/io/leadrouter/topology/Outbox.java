package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.event.Leads;
import io.leadrouter.event.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** How the processors before the hop tell the outside, and where they stand in their input. */
final class Outbox {

  private final ProcessorContext<String, Object> context;
  private final String commands;
  private final String rejections;
  private final String topicPrefix;
  private final RouterObserver observer;

  /**
   * @param commands the sink for commands
   * @param rejections the sink for what cannot be used
   */
  Outbox(
      ProcessorContext<String, Object> context,
      String commands,
      String rejections,
      String topicPrefix,
      RouterObserver observer) {
    this.context = context;
    this.commands = commands;
    this.rejections = rejections;
    this.topicPrefix = topicPrefix;
    this.observer = observer;
  }

  Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  /** The record at hand; its topic without the prefix, which is this installation's own affair. */
  Origin origin() {
    RecordMetadata metadata = metadata();
    return new Origin(
        metadata.topic().substring(topicPrefix.length()), metadata.partition(), metadata.offset());
  }

  private RecordMetadata metadata() {
    return context.recordMetadata().orElseThrow();
  }

  void reject(String key, SpecificRecord value, List<Problem> problems) {
    Origin origin = origin();
    observer.rejected(metadata().topic(), problems);
    EventLog.rejected(origin, problems);
    send(rejections, key, Leads.rejected(origin, Optional.ofNullable(key), problems, value, now()));
  }

  void command(String group, Command command, Origin origin) {
    send(commands, group, Routing.write(command, Optional.of(origin), now()));
  }

  void scored(ScoredLead lead) {
    send(Nodes.PUBLISH_SCORED, lead.lead().leadId(), Leads.write(lead));
  }

  void decide(Decision decision) {
    observer.decided(decision);
    EventLog.decided(decision);
    send(Nodes.PUBLISH_DECISION, decision.leadId(), Routing.write(decision));
  }

  // Stamped with the time of now, so that retention counts from here even for leads of long ago.
  void send(String sink, String key, SpecificRecord value) {
    context.forward(new Record<>(key, (Object) value, now().toEpochMilli()), sink);
  }
}
