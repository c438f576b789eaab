package io.leadrouter.topology;

import io.leadrouter.domain.ScoredLead;
import io.leadrouter.event.Leads;
import io.leadrouter.scoring.LeadFeatures;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.Predictor;
import java.time.Duration;
import java.util.List;

/** What anybody can make of a published lead and a published model, without a router. */
public final class OfflineModel {

  private final Predictor predictor;

  public OfflineModel(Model model) {
    predictor = model.predictor().orElseThrow();
  }

  /** Of a lead that has done nothing: scored-leads does not say by kind what one did. */
  public double probability(io.leadrouter.event.ScoredLead published) {
    ScoredLead scored = Leads.read(published);
    return predictor.probability(
        LeadFeatures.of(
            scored.lead(),
            scored.account(),
            scored.quality(),
            List.of(),
            Duration.ofDays(1),
            scored.scoredAt()));
  }
}
