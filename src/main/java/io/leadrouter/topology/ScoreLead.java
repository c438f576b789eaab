package io.leadrouter.topology;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Scorecard;
import io.leadrouter.scoring.LeadFeatures;
import io.leadrouter.scoring.Scorer;
import io.leadrouter.topology.Sighting.Enriched;
import io.leadrouter.topology.Sighting.Scored;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Scores the lead with the newest policy, which then stays with it, and the model in force. */
final class ScoreLead extends IntakeProcessor<Enriched> {

  private Estimator estimator;

  ScoreLead(IntakeParts parts) {
    super(parts);
  }

  @Override
  public void init(ProcessorContext<String, Object> context) {
    super.init(context);
    estimator = new Estimator(models());
  }

  @Override
  public void process(Record<String, Enriched> record) {
    Sighting sighting = record.value().sighting();
    Optional<Account> account = record.value().account();
    List<EngagementPoints> engagement = sighting.state().engagement();
    Policy policy = policy();
    Scorecard scorecard = policy.scorecard();
    List<Feature> features =
        LeadFeatures.of(
            sighting.lead(),
            account,
            sighting.quality(),
            engagement,
            scorecard.halfLife(),
            sighting.now());
    Score points =
        Scorer.score(
            scorecard, sighting.lead(), account, sighting.quality(), engagement, sighting.now());
    ScoredLead lead =
        new ScoredLead(
            sighting.lead(),
            account,
            sighting.quality(),
            Scorer.estimated(points, estimator.estimate(features), scorecard.scoreBy()),
            policy.version(),
            sighting.now());
    outbox().scored(lead);
    pass(record, new Scored(sighting, lead, features, policy), Nodes.MATCH);
  }
}
