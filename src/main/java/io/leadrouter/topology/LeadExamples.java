package io.leadrouter.topology;

import io.leadrouter.domain.LeadExample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** What can be learnt of leads, by lead and in the order in which time makes a difference to it. */
final class LeadExamples {

  private final KeyValueStore<String, LeadExample> examples;
  private final KeyValueStore<String, String> due;

  LeadExamples(ProcessorContext<?, ?> context) {
    examples = context.getStateStore(StateStores.LEAD_EXAMPLES);
    due = context.getStateStore(StateStores.EXAMPLES_DUE);
  }

  Optional<LeadExample> find(String leadId) {
    return Optional.ofNullable(examples.get(leadId));
  }

  void keep(LeadExample example) {
    Optional<LeadExample> before = find(example.leadId());
    if (before.isPresent() && before.get().equals(example)) {
      return;
    }
    before.ifPresent(this::strike);
    example.due().ifPresent(at -> due.put(entry(at, example.leadId()), example.leadId()));
    examples.put(example.leadId(), example);
  }

  void forget(String leadId) {
    find(leadId).ifPresent(this::strike);
    examples.delete(leadId);
  }

  private void strike(LeadExample example) {
    example.due().ifPresent(at -> due.delete(entry(at, example.leadId())));
  }

  /** Those to which time makes a difference by now, the first ones. */
  List<LeadExample> due(Instant now, int most) {
    List<LeadExample> found = new ArrayList<>();
    try (KeyValueIterator<String, String> entries = due.range(null, moment(now.plusMillis(1)))) {
      while (entries.hasNext() && found.size() < most) {
        found.add(examples.get(entries.next().value));
      }
    }
    return found;
  }

  private static String entry(Instant at, String leadId) {
    return moment(at) + "/" + leadId;
  }

  /** Sorts as time does; nothing becomes due before 1970. */
  private static String moment(Instant at) {
    return String.format(Locale.ROOT, "%016d", Math.max(0, at.toEpochMilli()));
  }
}
