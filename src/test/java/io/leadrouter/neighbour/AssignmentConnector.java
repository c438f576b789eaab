package io.leadrouter.neighbour;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Brings assignments into a CRM and tells the router that they are there. For one thread. */
public final class AssignmentConnector {

  /** What the CRM has to be able to do, each in one transaction of its own. */
  public interface Crm {

    /** Keeps the key and who holds the lead; does nothing if it has the key already. */
    void apply(String idempotencyKey, GenericRecord assignment);

    /** Forgets the lead and its keys. */
    void forget(String leadId);
  }

  private final Consumer<String, GenericRecord> assignments;
  private final Producer<String, GenericRecord> outcomes;
  private final Schema outcome;
  private final Crm crm;
  private final Clock clock;

  /**
   * @param outcome of schemas/lead-outcomes.avsc, parsed after leads.avsc, whose Money it names
   */
  public AssignmentConnector(
      Consumer<String, GenericRecord> assignments,
      Producer<String, GenericRecord> outcomes,
      Schema outcome,
      Crm crm,
      Clock clock) {
    this.assignments = assignments;
    this.outcomes = outcomes;
    this.outcome = outcome;
    this.crm = crm;
    this.clock = clock;
  }

  /**
   * First the CRM, then the reports, then the offsets. When it throws, close both clients and start
   * anew: what was not committed is done again.
   */
  public void poll() throws ExecutionException, InterruptedException {
    List<Future<?>> reports = new ArrayList<>();
    for (ConsumerRecord<String, GenericRecord> record : assignments.poll(Duration.ofSeconds(1))) {
      GenericRecord assignment = record.value();
      if (assignment == null) {
        crm.forget(record.key());
        continue;
      }
      crm.apply(assignment.get("idempotencyKey").toString(), assignment);
      if (assignment.get("status").toString().equals("ASSIGNED")
          && !(boolean) assignment.get("test")) {
        reports.add(report(assignment, "DELIVERED"));
      }
    }
    for (Future<?> report : reports) {
      report.get();
    }
    assignments.commitSync();
  }

  /** What happened with an assignment; said again, it has the same outcomeId. */
  public Future<?> report(GenericRecord assignment, String disposition) {
    Schema symbols = outcome.getField("disposition").schema();
    GenericRecord report =
        new GenericRecordBuilder(outcome)
            .set("leadId", assignment.get("leadId"))
            .set("outcomeId", assignment.get("idempotencyKey") + "/" + disposition)
            .set("cycle", assignment.get("cycle"))
            .set("attempt", assignment.get("attempt"))
            .set("repId", assignment.get("repId"))
            .set("disposition", new GenericData.EnumSymbol(symbols, disposition))
            .set("occurredAt", ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
            .build();
    return outcomes.send(
        new ProducerRecord<>("lead-outcomes", assignment.get("leadId").toString(), report));
  }
}
