package io.leadrouter.topology;

import io.leadrouter.domain.Pseudonyms;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What the processors before the hop share. */
record IntakeParts(
    PolicyBook policies,
    ModelBook models,
    Pseudonyms pseudonyms,
    String topicPrefix,
    RouterObserver observer) {

  Outbox outbox(ProcessorContext<String, Object> context) {
    return new Outbox(context, Nodes.COMMAND, Nodes.REJECT, topicPrefix, observer);
  }

  Outbox placeOutbox(ProcessorContext<String, Object> context) {
    return new Outbox(context, Nodes.PLACE_COMMAND, Nodes.REJECT_REP, topicPrefix, observer);
  }
}
