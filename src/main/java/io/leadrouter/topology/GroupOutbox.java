package io.leadrouter.topology;

import io.leadrouter.event.Leads;
import io.leadrouter.event.Routing;
import io.leadrouter.routing.Output;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** How a group tells the outside. */
final class GroupOutbox {

  /** An output as the record that will be sent. */
  record Letter(String sink, String key, SpecificRecord value) {}

  private final ProcessorContext<String, Object> context;
  private final RouterObserver observer;

  GroupOutbox(ProcessorContext<String, Object> context, RouterObserver observer) {
    this.context = context;
    this.observer = observer;
  }

  /** Writes the records without sending one: what cannot be written has to fail before that. */
  List<Letter> write(List<Output> outputs, String group, Instant now) {
    List<Letter> letters = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      letters.add(letter(output, group, now));
    }
    return letters;
  }

  void send(List<Letter> letters, Instant now) {
    for (Letter letter : letters) {
      Object value = letter.value();
      context.forward(new Record<>(letter.key(), value, now.toEpochMilli()), letter.sink());
    }
  }

  /** Tells whoever watches, once everything is sent and stored. */
  void observe(List<Output> outputs) {
    outputs.forEach(this::observe);
  }

  private static Letter letter(Output output, String group, Instant now) {
    if (output instanceof Output.Decided decided) {
      String about =
          decided.decision().leadId().isEmpty()
              ? decided.decision().choice().repId()
              : decided.decision().leadId();
      return new Letter(
          Nodes.PUBLISH_GROUP_DECISION,
          about.isEmpty() ? group : about,
          Routing.write(decided.decision()));
    } else if (output instanceof Output.Assigned assigned) {
      return new Letter(
          Nodes.PUBLISH_ASSIGNMENT,
          assigned.assignment().leadId(),
          Routing.write(assigned.assignment()));
    } else if (output instanceof Output.Concluded concluded) {
      return new Letter(
          Nodes.PUBLISH_CONVERSION,
          concluded.conversion().leadId(),
          Routing.write(concluded.conversion()));
    } else if (output instanceof Output.Owned owned) {
      return new Letter(
          Nodes.PUBLISH_OWNER, owned.key(), owned.owner().map(Leads::write).orElse(null));
    } else if (output instanceof Output.Forwarded forwarded) {
      return new Letter(
          Nodes.FORWARD,
          forwarded.group(),
          Routing.write(forwarded.command(), forwarded.origin(), now));
    } else if (output instanceof Output.Forgotten forgotten) {
      return new Letter(Nodes.PUBLISH_ASSIGNMENT, forgotten.leadId(), null);
    }
    throw new IllegalStateException("An output that nobody sends: " + output.getClass());
  }

  private void observe(Output output) {
    if (output instanceof Output.Decided decided) {
      observer.decided(decided.decision());
      EventLog.decided(decided.decision());
    } else if (output instanceof Output.Concluded concluded) {
      observer.concluded(concluded.conversion());
    }
  }
}
