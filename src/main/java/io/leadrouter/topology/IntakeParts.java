package io.leadrouter.topology;

import org.apache.kafka.streams.processor.api.ProcessorContext;

/** What the processors before the hop share. */
record IntakeParts(PolicyBook policies, String topicPrefix, RouterObserver observer) {

  Outbox outbox(ProcessorContext<String, Object> context) {
    return new Outbox(context, topicPrefix, observer);
  }
}
