package io.leadrouter.topology;

import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.Problem;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.Leads;
import io.leadrouter.intake.ActivityIntake;
import io.leadrouter.scoring.Engagement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Counts what a lead did, and lets a known lead be scored again. */
final class ApplyActivity extends IntakeProcessor<LeadActivity> {

  private LeadStates states;

  ApplyActivity(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    states = leadStates();
  }

  @Override
  public void process(Record<String, LeadActivity> record) {
    if (record.value() == null) {
      outbox().reject(record.key(), null, List.of(NoValue.PROBLEM));
      return;
    }
    io.leadrouter.domain.LeadActivity activity = Leads.read(record.value());
    List<Problem> problems = ActivityIntake.problems(record.key(), activity);
    if (!problems.isEmpty()) {
      outbox().reject(record.key(), record.value(), problems);
      return;
    }
    LeadState state = states.of(activity.leadId());
    if (late(state, activity, record.timestamp())) {
      outbox().decide(IntakeDecision.forgotten(activity, outbox().origin(), outbox().now()));
    } else if (!LeadMemory.knowsActivity(state, activity.eventId())) {
      apply(record, state, activity);
    }
  }

  /** Whether the lead is forgotten, and until a report brings it back nobody is watched. */
  private static boolean late(
      LeadState state, io.leadrouter.domain.LeadActivity activity, long published) {
    return state.forgotten()
        || state.covers(activity.occurredAt(), Instant.ofEpochMilli(published));
  }

  private void apply(
      Record<String, LeadActivity> record,
      LeadState state,
      io.leadrouter.domain.LeadActivity activity) {
    Instant now = outbox().now();
    List<EngagementPoints> engagement =
        Engagement.add(state.engagement(), activity, policy().scorecard());
    LeadState active = LeadMemory.active(state, activity.eventId(), engagement, now);
    if (state.lead().isEmpty()) {
      states.keep(activity.leadId(), active);
      return;
    }
    Sighting sighting =
        new Sighting(
            active,
            state.lead().get(),
            state.quality().orElseThrow(),
            LeadChange.RESCORED,
            Optional.empty(),
            outbox().origin(),
            activity.eventId(),
            now);
    pass(record, sighting, Nodes.ENRICH);
  }
}
