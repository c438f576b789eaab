package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Standing;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Tells a new lead from one that was seen before, and stops those that may not be routed. Whether a
 * lead that was seen before is still open only its group knows.
 */
final class RecogniseLead extends IntakeProcessor<Arrival> {

  private LeadStates states;

  RecogniseLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = leadStates();
  }

  @Override
  public void process(Record<String, Arrival> record) {
    String leadId = record.key();
    LeadState state = states.of(leadId);
    if (record.value() instanceof Arrival.Erasure erasure) {
      erase(record, state, erasure);
    } else if (record.value() instanceof Arrival.Report report) {
      recognise(record, state, report);
    }
  }

  private void recognise(Record<String, Arrival> record, LeadState state, Arrival.Report report) {
    Lead lead = report.lead();
    if (late(state, report)) {
      outbox().decide(IntakeDecision.of(DecisionKind.SUPPRESSED, report, IntakeDecision.FORGOTTEN));
    } else if (LeadMemory.knowsReport(state, lead.eventId())) {
      outbox().decide(IntakeDecision.of(DecisionKind.DUPLICATE, report, "same-event"));
    } else if (lead.consent() == Consent.DENIED) {
      suppress(record, state, report);
    } else if (state.standing() == Standing.SUPPRESSED && lead.consent() != Consent.GRANTED) {
      // What was denied only the person can grant again, not a report that does not say.
      outbox().decide(IntakeDecision.of(DecisionKind.SUPPRESSED, report, "consent-denied"));
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

  /**
   * Whether the report is of before the person was forgotten. A denial needs no time of its own.
   */
  private static boolean late(LeadState state, Arrival.Report report) {
    Instant said =
        report.lead().consent() == Consent.DENIED ? Instant.MAX : report.lead().submittedAt();
    return state.covers(said, report.publishedAt());
  }

  private static LeadChange change(LeadState state, Lead lead) {
    return state
        .lead()
        .map(known -> known.saysTheSameAs(lead) ? LeadChange.REPEATED : LeadChange.CORRECTED)
        .orElse(LeadChange.NEW);
  }

  private void suppress(Record<String, Arrival> record, LeadState state, Arrival.Report report) {
    Lead lead = report.lead();
    LeadState suppressed = LeadMemory.suppressed(state, report.saidAt());
    if (nobodyHasIt(state)) {
      outbox().decide(IntakeDecision.of(DecisionKind.SUPPRESSED, report, "consent-denied"));
    } else {
      withdraw(
          state,
          new Command.LeadWithdrawn(lead.leadId(), lead.eventId(), false, suppressed.version()),
          report);
    }
    pass(record, new LeadNews.Forgotten(), Nodes.LABEL);
    states.keep(lead.leadId(), suppressed);
  }

  private void erase(Record<String, Arrival> record, LeadState state, Arrival.Erasure erasure) {
    String leadId = record.key();
    LeadState erased = LeadMemory.erased(state, erasure.saidAt());
    if (nobodyHasIt(state)) {
      outbox().decide(IntakeDecision.erased(leadId, erasure));
    } else {
      withdraw(state, new Command.LeadWithdrawn(leadId, "", true, erased.version()), erasure);
    }
    pass(record, new LeadNews.Forgotten(), Nodes.LABEL);
    states.keep(leadId, erased);
  }

  /** Whether no group knows anything of the person, or not any more. */
  private static boolean nobodyHasIt(LeadState state) {
    return state.homeGroup().isEmpty() || state.forgotten();
  }

  private void withdraw(LeadState state, Command.LeadWithdrawn command, Arrival arrival) {
    outbox().command(state.homeGroup(), command, arrival.origin());
  }
}
