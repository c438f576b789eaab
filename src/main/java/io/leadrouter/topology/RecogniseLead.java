package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Standing;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Tells a new lead from one that was seen before, and stops those that may not be routed. Whether a
 * lead that was seen before is still open only its group knows.
 */
final class RecogniseLead extends IntakeProcessor<Arrival> {

  private KeyValueStore<String, LeadState> states;

  RecogniseLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = context.getStateStore(StateStores.LEAD_STATES);
  }

  @Override
  public void process(Record<String, Arrival> record) {
    String leadId = record.key();
    LeadState state = Optional.ofNullable(states.get(leadId)).orElse(LeadState.UNSEEN);
    if (record.value() instanceof Arrival.Erasure erasure) {
      erase(leadId, state, erasure);
    } else if (record.value() instanceof Arrival.Report report) {
      recognise(record, state, report);
    }
  }

  private void recognise(Record<String, Arrival> record, LeadState state, Arrival.Report report) {
    Lead lead = report.lead();
    if (LeadMemory.knowsReport(state, lead.eventId())) {
      outbox().decide(IntakeDecision.of(DecisionKind.DUPLICATE, report, "same-event"));
    } else if (lead.consent() == Consent.DENIED
        || state.standing() == Standing.SUPPRESSED && lead.consent() != Consent.GRANTED) {
      // What was denied only the person can grant again, not a report that does not say.
      suppress(state, report);
    } else {
      Sighting sighting =
          new Sighting(
              LeadMemory.reported(state, lead, report.quality(), report.receivedAt()),
              lead,
              report.quality(),
              change(state, lead),
              report.holder(),
              report.origin(),
              lead.eventId(),
              report.receivedAt());
      pass(record, sighting, Nodes.ENRICH);
    }
  }

  private static LeadChange change(LeadState state, Lead lead) {
    return state
        .lead()
        .map(known -> known.saysTheSameAs(lead) ? LeadChange.REPEATED : LeadChange.CORRECTED)
        .orElse(LeadChange.NEW);
  }

  private void suppress(LeadState state, Arrival.Report report) {
    Lead lead = report.lead();
    if (state.homeGroup().isEmpty()) {
      outbox().decide(IntakeDecision.of(DecisionKind.SUPPRESSED, report, "consent-denied"));
    } else {
      outbox()
          .command(
              state.homeGroup(),
              new Command.LeadWithdrawn(lead.leadId(), lead.eventId(), false),
              report.origin());
    }
    states.put(lead.leadId(), LeadMemory.suppressed(state, lead.eventId(), report.receivedAt()));
  }

  private void erase(String leadId, LeadState state, Arrival.Erasure erasure) {
    if (state.homeGroup().isEmpty()) {
      outbox().decide(IntakeDecision.erased(leadId, erasure));
    } else {
      outbox()
          .command(
              state.homeGroup(), new Command.LeadWithdrawn(leadId, "", true), erasure.origin());
    }
    forget(leadId, state);
  }

  /**
   * Only the home stays: a report that comes after the erasure follows it there, or it could
   * overtake it on the way to another group.
   */
  private void forget(String leadId, LeadState state) {
    if (state.homeGroup().isEmpty()) {
      states.delete(leadId);
    } else {
      states.put(leadId, LeadMemory.erased(state));
    }
  }
}
