package io.leadrouter.topology;

import io.leadrouter.domain.Problem;
import io.leadrouter.event.Lead;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.Admission;
import io.leadrouter.intake.LeadIntake;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Normalises what can be used, and turns away what cannot, with every reason. */
final class ValidateLead implements Processor<String, Lead, String, Object> {

  private static final Problem NO_KEY =
      new Problem(
          "key", "missing", "A record without a value erases the lead of its key; it has none");

  private final IntakeParts parts;
  private ProcessorContext<String, Object> context;
  private Outbox outbox;

  ValidateLead(IntakeParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    outbox = parts.outbox(context);
  }

  @Override
  public void process(Record<String, Lead> record) {
    String key = record.key();
    if (record.value() == null) {
      if (key == null) {
        outbox.reject(null, null, List.of(NO_KEY));
      } else {
        pass(record, new Arrival.Erasure(outbox.origin(), outbox.now()));
      }
      return;
    }
    Admission admission =
        LeadIntake.admit(
            key,
            Leads.read(record.value()),
            parts.policies().policy().freeMailDomains(),
            outbox.now());
    if (admission instanceof Admission.Admitted admitted) {
      pass(
          record,
          new Arrival.Report(admitted.lead(), admitted.quality(), outbox.origin(), outbox.now()));
    } else if (admission instanceof Admission.Refused refused) {
      outbox.reject(key, record.value(), refused.reasons());
    }
  }

  private void pass(Record<String, Lead> record, Arrival arrival) {
    context.forward(record.withValue(arrival), Nodes.RECOGNISE);
  }
}
