package io.leadrouter.topology;

import io.leadrouter.domain.Pseudonyms;
import io.leadrouter.policy.Policy;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A step before the hop: it passes leads on by name, and tells the outside through its outbox. */
abstract class IntakeProcessor<V> implements Processor<String, V, String, Object> {

  private final IntakeParts parts;
  private ProcessorContext<String, Object> context;
  private Outbox outbox;

  IntakeProcessor(IntakeParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    outbox = parts.outbox(context);
  }

  final Outbox outbox() {
    return outbox;
  }

  final LeadStates leadStates() {
    return new LeadStates(context, parts.pseudonyms());
  }

  final Pseudonyms pseudonyms() {
    return parts.pseudonyms();
  }

  final ModelBook models() {
    return parts.models();
  }

  /** The newest policy; see {@link PolicyBook#policy}. */
  final Policy policy() {
    return parts.policies().policy();
  }

  final void pass(Record<String, V> record, Object value, String node) {
    context.forward(record.withValue(value), node);
  }
}
