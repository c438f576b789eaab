package io.leadrouter.topology;

import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.scoring.Scorer;
import io.leadrouter.topology.Sighting.Enriched;
import io.leadrouter.topology.Sighting.Scored;
import org.apache.kafka.streams.processor.api.Record;

/** Scores the lead with the newest policy, which then stays with it. */
final class ScoreLead extends IntakeProcessor<Enriched> {

  ScoreLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void process(Record<String, Enriched> record) {
    Sighting sighting = record.value().sighting();
    Policy policy = policy();
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
    outbox().scored(lead);
    pass(record, new Scored(sighting, lead, policy), Nodes.MATCH);
  }
}
