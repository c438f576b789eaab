package io.leadrouter.neighbour;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Publishes what people write into a form. */
public final class LeadPublisher {

  private final Producer<String, GenericRecord> producer;
  private final Schema schema;

  /**
   * @param schema of schemas/leads.avsc
   */
  public LeadPublisher(Producer<String, GenericRecord> producer, Schema schema) {
    this.producer = producer;
    this.schema = schema;
  }

  /** Call it again with the same arguments when the future fails: the router knows the eventId. */
  public Future<RecordMetadata> submitted(String formId, int edit, Instant at, String email) {
    String leadId = "web-" + formId;
    Schema person = schema.getField("person").schema().getTypes().get(1);
    Schema consent = schema.getField("consent").schema();
    GenericRecord lead =
        new GenericRecordBuilder(schema)
            .set("leadId", leadId)
            .set("eventId", leadId + "/" + edit)
            .set("source", "web")
            .set("submittedAt", ChronoUnit.MICROS.between(Instant.EPOCH, at))
            .set("person", new GenericRecordBuilder(person).set("email", email).build())
            .set("consent", new GenericData.EnumSymbol(consent, "GRANTED"))
            .build();
    return producer.send(new ProducerRecord<>("leads", leadId, lead));
  }

  /** The person wants to be forgotten. */
  public Future<RecordMetadata> erased(String formId) {
    return producer.send(new ProducerRecord<>("leads", "web-" + formId, null));
  }
}
