package io.leadrouter.misplaced.intake;

import io.leadrouter.misplaced.kafka.ReadsWire;
import org.apache.kafka.clients.producer.ProducerRecord;

final class KnowsTheBroker {
  ProducerRecord<String, String> record;
  ReadsWire reader;
}
