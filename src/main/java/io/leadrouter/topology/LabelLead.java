package io.leadrouter.topology;

import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadExample;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.Standing;
import io.leadrouter.domain.TrainingExample;
import io.leadrouter.event.Training;
import io.leadrouter.policy.Mode;
import io.leadrouter.routing.OwnerDirectory;
import io.leadrouter.scoring.Labelling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Keeps with what each lead was scored, until what became of it can be learnt. */
final class LabelLead extends IntakeProcessor<LeadNews> {

  private static final Duration PASS_TIME_EVERY = Duration.ofSeconds(1);

  /** So that records do not wait long behind a backlog of examples. */
  private static final int MOST_AT_ONCE = 500;

  private LeadExamples examples;
  private OwnerDirectory owners;

  LabelLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    examples = new LeadExamples(context);
    ReadOnlyKeyValueStore<String, LeadOwner> holders = context.getStateStore(StateStores.OWNERS);
    owners = key -> Optional.ofNullable(holders.get(key));
    context.schedule(PASS_TIME_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> passTime());
  }

  @Override
  public void process(Record<String, LeadNews> record) {
    String leadId = record.key();
    LeadNews news = record.value();
    if (news instanceof LeadNews.Routed routed) {
      routed(leadId, routed);
    } else if (news instanceof LeadNews.Told told) {
      told(leadId, told.outcome());
    } else {
      examples.forget(leadId);
    }
  }

  private void routed(String leadId, LeadNews.Routed routed) {
    Sighting sighting = routed.scored().sighting();
    if (sighting.lead().test()) {
      return; // a rehearsal, of which nothing becomes
    }
    Optional<LeadExample> before = examples.find(leadId);
    boolean first = sighting.state().standing() != Standing.ROUTED;
    boolean next =
        before.filter(LeadExample::over).isPresent() && sighting.change() != LeadChange.RESCORED;
    if (first || next) {
      boolean merges = routed.scored().policy().conduct().mode() == Mode.ASSIGN;
      examples.keep(
          Labelling.begun(
              routed.scored().lead(),
              routed.scored().features(),
              merges ? routed.identities() : List.of(),
              next,
              routed.scored().policy().scorecard().labelHorizon()));
    }
    sighting.state().earlyOutcomes().forEach(outcome -> told(leadId, outcome));
  }

  private void told(String leadId, LeadOutcome outcome) {
    examples
        .find(leadId)
        .ifPresent(example -> learn(Labelling.told(example, outcome, outbox().now(), horizon())));
  }

  private void passTime() {
    for (LeadExample example : examples.due(outbox().now(), MOST_AT_ONCE)) {
      boolean merged =
          example.uncertain() && owners.hasAnotherOpenLead(example.identities(), example.leadId());
      learn(merged ? Labelling.merged(example) : Labelling.ranOut(example, horizon()));
    }
  }

  private void learn(Labelling.Lesson lesson) {
    lesson
        .taught()
        .ifPresent(
            example ->
                outbox().send(Nodes.PUBLISH_EXAMPLE, TrainingExample.KEY, Training.write(example)));
    examples.keep(lesson.example());
  }

  private Duration horizon() {
    return policy().scorecard().labelHorizon();
  }
}
