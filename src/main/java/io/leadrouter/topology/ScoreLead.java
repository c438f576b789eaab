package io.leadrouter.topology;

import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.scoring.Scorer;
import io.leadrouter.topology.Sighting.Enriched;
import io.leadrouter.topology.Sighting.Scored;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Scores the lead with the newest policy, which then stays with it. */
final class ScoreLead implements Processor<String, Enriched, String, Object> {

  private final IntakeParts parts;
  private ProcessorContext<String, Object> context;
  private Outbox outbox;

  ScoreLead(IntakeParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    this.context = context;
    outbox = parts.outbox(context);
  }

  @Override
  public void process(Record<String, Enriched> record) {
    Sighting sighting = record.value().sighting();
    Policy policy = parts.policies().policy();
    Score score =
        Scorer.score(
            policy.scorecard(),
            sighting.lead(),
            record.value().account(),
            sighting.quality(),
            sighting.state().engagement(),
            sighting.now());
    ScoredLead lead =
        new ScoredLead(
            sighting.lead(),
            record.value().account(),
            sighting.quality(),
            score,
            policy.version(),
            sighting.now());
    if (sighting.change() != LeadChange.REPEATED) {
      outbox.scored(lead);
    }
    context.forward(record.withValue(new Scored(sighting, lead, policy)), Nodes.MATCH);
  }
}
