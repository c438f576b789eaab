package io.leadrouter.topology;

import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Problem;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.Admission;
import io.leadrouter.intake.HolderIntake;
import io.leadrouter.intake.LeadIntake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/** Normalises what can be used, and turns away what cannot, with every reason. */
final class ValidateLead extends IntakeProcessor<Lead> {

  private static final Problem NO_KEY =
      new Problem(
          "key", "missing", "A record without a value erases the lead of its key; it has none");

  ValidateLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void process(Record<String, Lead> record) {
    String key = record.key();
    if (record.value() == null) {
      if (key == null) {
        outbox().reject(null, null, List.of(NO_KEY));
      } else {
        pass(
            record,
            new Arrival.Erasure(outbox().origin(), publishedAt(record), outbox().now()),
            Nodes.RECOGNISE);
      }
      return;
    }
    Admission admission =
        LeadIntake.admit(
            key, Leads.read(record.value()), policy().freeMailDomains(), outbox().now());
    Optional<Holder> holder = Leads.holder(record.value());
    List<Problem> problems = new ArrayList<>(HolderIntake.problems(holder));
    if (admission instanceof Admission.Refused refused) {
      problems.addAll(refused.reasons());
    }
    if (!problems.isEmpty()) {
      outbox().reject(key, record.value(), problems);
    } else if (admission instanceof Admission.Admitted admitted) {
      pass(
          record,
          new Arrival.Report(
              admitted.lead(),
              admitted.quality(),
              holder,
              outbox().origin(),
              publishedAt(record),
              outbox().now()),
          Nodes.RECOGNISE);
    }
  }

  private static Instant publishedAt(Record<String, Lead> record) {
    return Instant.ofEpochMilli(record.timestamp());
  }
}
