package io.leadrouter.topology;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.Standing;
import io.leadrouter.event.LeadOutcome;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.OutcomeIntake;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Sends what the CRM reports to the lead's home; keeps what comes before the lead. */
final class RelayOutcome extends IntakeProcessor<LeadOutcome> {

  /** More than the CRM has to say of any lead; a loop in a connector must not fill the store. */
  private static final int MOST_KEPT = 50;

  private static final Problem TOO_MANY =
      new Problem(
          "leadId",
          "too-many-early",
          "No lead of this id has been routed, and " + MOST_KEPT + " outcomes wait for it already");

  private LeadStates states;

  RelayOutcome(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = leadStates();
  }

  @Override
  public void process(Record<String, LeadOutcome> record) {
    if (record.value() == null) {
      outbox().reject(record.key(), null, List.of(NoValue.PROBLEM));
      return;
    }
    io.leadrouter.domain.LeadOutcome outcome = OutcomeIntake.coded(Leads.read(record.value()));
    List<Problem> problems = OutcomeIntake.problems(record.key(), outcome);
    if (!problems.isEmpty()) {
      outbox().reject(record.key(), record.value(), problems);
      return;
    }
    LeadState state = states.of(outcome.leadId());
    if (late(state, outcome, record.timestamp())) {
      outbox().decide(IntakeDecision.forgotten(outcome, outbox().origin(), outbox().now()));
    } else if (!state.homeGroup().isEmpty()) {
      outbox()
          .command(
              state.homeGroup(),
              new Command.OutcomeReported(outcome, state.version(), state.forgottenIn()),
              outbox().origin());
      pass(record, new LeadNews.Told(outcome), Nodes.LABEL);
    } else if (state.standing() != Standing.UNSEEN) {
      // Its lead is here and went nowhere: kept, it would close the lead when it is routed one day.
      Origin origin = outbox().origin();
      outbox().decide(IntakeDecision.unrouted(outcome, origin, outbox().now()));
    } else if (state.earlyOutcomes().size() < MOST_KEPT) {
      keep(state, outcome);
    } else {
      outbox().reject(record.key(), record.value(), List.of(TOO_MANY));
    }
  }

  /** Whether it is said of a lead that is forgotten, or was since. */
  private static boolean late(
      LeadState state, io.leadrouter.domain.LeadOutcome outcome, long published) {
    return state.forgotten() || state.covers(outcome.occurredAt(), Instant.ofEpochMilli(published));
  }

  private void keep(LeadState state, io.leadrouter.domain.LeadOutcome outcome) {
    Instant now = outbox().now();
    outbox().decide(IntakeDecision.early(outcome, outbox().origin(), now));
    List<io.leadrouter.domain.LeadOutcome> early = new ArrayList<>(state.earlyOutcomes());
    early.add(outcome);
    states.keep(outcome.leadId(), LeadMemory.early(state, early, now));
  }
}
