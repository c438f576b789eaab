package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Estimate;
import io.leadrouter.event.EstimateReason;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.event.Training;
import io.leadrouter.kafka.Topic;
import io.leadrouter.scoring.Learner;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that are scored by what was learnt of others. */
class LearntScoresTest {

  private static final String POLICY =
      """
      id: test
      groups: [north]
      pools:
        north-all: {group: north, members: 'true', maxUnaccepted: none}
      scorecard:
        fit:
          - {when: 'lead.source == "web"', points: 30, text: came by web}
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        grades: {A: 30, B: 20, C: 10}
      rules:
        - {id: cold, when: 'score < 20.0', routes: [nurture]}
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private static final String BY_PROBABILITY =
      POLICY.replace("scorecard:\n", "scorecard:\n  score: probability\n");

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", 100);
    flow.decisions();
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  /** What is learnt of so many leads, of which referrals convert and others hardly do. */
  static Model learnt(int leads) {
    Learner learner = new Learner();
    for (int i = 0; i < leads; i++) {
      boolean referral = i % 3 == 0;
      boolean converted = referral ? i % 2 == 0 : i % 10 == 1;
      learner.learn(
          List.of(
              new Feature.Word("source", referral ? "referral" : "web"),
              new Feature.Word("consent", "granted"),
              new Feature.Word("attributes.budget", i % 5 == 0 ? "yes" : "no")),
          converted);
    }
    return learner.model();
  }

  static PublishedModel published(int version, Model model) {
    return PublishedModel.trained(version, ModelText.write(model), 0, 0, Instant.EPOCH);
  }

  private void publish(PublishedModel model) {
    flow.send(Topic.SCORING_MODELS, model.key(), Training.write(model));
  }

  private void referral(String leadId) {
    flow.lead(
        leadId,
        lead -> lead.setSource("referral").setAttributes(Map.of("budget", "no", "note", "Erin")));
  }

  private Estimate estimate() {
    List<ScoredLead> scored = flow.scored();
    return scored.get(scored.size() - 1).getScore().getEstimate();
  }

  @Test
  void everyScoredLeadSaysHowLikelyItConvertsByWhichModelAndWhy() {
    publish(published(1, learnt(600)));
    referral("l1");
    Estimate estimate = estimate();
    assertThat(estimate.getModelVersion()).isEqualTo("1");
    assertThat(estimate.getProbability()).isBetween(0.35, 0.65);
    List<EstimateReason> reasons = estimate.getReasons();
    assertThat(reasons.get(0).getText()).isEqualTo("usual");
    assertThat(reasons.get(1).getText()).isEqualTo("source = referral");
    assertThat(reasons.get(1).getLogOdds()).isPositive();
    double sum = reasons.stream().mapToDouble(EstimateReason::getLogOdds).sum();
    assertThat(1 / (1 + Math.exp(-sum))).isCloseTo(estimate.getProbability(), within(1e-9));
  }

  @Test
  void whatIsQuotedOfALeadStaysOnScoredLeads() {
    publish(published(1, learnt(600)));
    flow.lead("l1", lead -> lead.setAttributes(Map.of("note", "Erin")));
    assertThat(estimate().getReasons())
        .extracting(EstimateReason::getText)
        .contains("attributes.note = erin");
    for (RoutingCommand command : flow.values(Topic.ROUTING_COMMANDS, RoutingCommand.class)) {
      assertThat(command.toString()).doesNotContain("attributes.note = erin");
    }
  }

  @Test
  void assignmentDecisionAndConversionCarryWhatTheModelSaid() {
    publish(published(3, learnt(600)));
    flow.lead("l1");
    double probability = estimate().getProbability();
    flow.outcome("l1", Disposition.CONVERTED);
    Assignment assignment = flow.assignments().get(0);
    assertThat(assignment.getProbability()).isEqualTo(probability);
    assertThat(assignment.getModelVersion()).isEqualTo("3");
    RoutingDecision decision = flow.decisions().get(0);
    assertThat(decision.getProbability()).isEqualTo(probability);
    assertThat(decision.getModelVersion()).isEqualTo("3");
    Conversion conversion = flow.conversions().get(0);
    assertThat(conversion.getProbabilityAtAssignment()).isEqualTo(probability);
    assertThat(conversion.getModelVersion()).isEqualTo("3");
  }

  @Test
  void untilEnoughWasLearntTheScorecardDecidesAndTheRecordSaysSo() {
    flow.policy(BY_PROBABILITY);
    publish(published(1, learnt(90)));
    flow.lead("l1");
    assertThat(estimate()).isNull();
    assertThat(flow.assignments().get(0).getScore()).isEqualTo(30);
    assertThat(flow.decisions())
        .filteredOn(decision -> "l1".equals(decision.getLeadId()))
        .allSatisfy(decision -> assertThat(decision.getModelVersion()).isNull());
  }

  @Test
  void byProbabilityRulesReadHowLikelyALeadConvertsInPercent() {
    publish(published(1, learnt(600)));
    flow.lead("by-points");
    referral("cold-by-points");
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("by-points");
    flow.policy(BY_PROBABILITY);
    flow.scored();
    flow.lead("unlikely");
    referral("likely");
    List<Assignment> assignments = flow.assignments();
    assertThat(assignments).extracting(Assignment::getLeadId).containsExactly("likely");
    Assignment likely = assignments.get(0);
    assertThat(likely.getScore()).isCloseTo(100 * likely.getProbability(), within(1e-9));
    assertThat(flow.scored().get(0).getScore().getGrade()).isEqualTo("A"); // by its points
  }

  @Test
  void theNextLeadIsScoredByTheNewestModelUnlessOneIsPinned() {
    PublishedModel first = published(1, learnt(600));
    publish(first);
    publish(published(2, learnt(900)));
    flow.lead("l1");
    assertThat(estimate().getModelVersion()).isEqualTo("2");
    publish(first.pinned(new ModelPin("ann", "", Instant.EPOCH)));
    flow.lead("l2");
    assertThat(estimate().getModelVersion()).isEqualTo("1");
    publish(published(3, learnt(60)));
    flow.lead("l3");
    assertThat(estimate().getModelVersion()).isEqualTo("1");
  }

  @Test
  void aProbabilityIsWhatItsModelGivesOfflineForTheLeadThatWasPublished() {
    Model model = learnt(600);
    publish(published(1, model));
    referral("l1");
    flow.lead("l2", Flow.employees(700));
    for (ScoredLead scored : flow.scored()) {
      assertThat(scored.getScore().getEstimate().getProbability())
          .isCloseTo(new OfflineModel(model).probability(scored), within(1e-9));
    }
  }
}
