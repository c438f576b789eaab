package io.leadrouter.sandbox;

import io.leadrouter.kafka.Topic;
import org.apache.avro.specific.SpecificRecord;

/** One record that the sandbox publishes. */
sealed interface Message {

  Topic topic();

  String key();

  /** A record of the topic's schema. */
  record Event(Topic topic, String key, SpecificRecord value) implements Message {}

  /** Bytes that are no record of the topic's schema. */
  record Garbage(Topic topic, String key, byte[] bytes) implements Message {}
}
