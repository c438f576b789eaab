package io.leadrouter.ops;

import static io.leadrouter.ops.Happenings.because;
import static io.leadrouter.ops.Happenings.decision;
import static io.leadrouter.ops.Happenings.submittedAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Workforce;
import io.leadrouter.topology.RouterObserver.ModelInForce;
import io.leadrouter.topology.RouterObserver.Progress;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.StreamsBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterMetricsTest {

  private static final Workforce EMPTY = new Workforce(0, 0, Map.of(), Map.of());

  private final MockClock clock = new MockClock();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
  private final List<String> dropped = new ArrayList<>();
  private RouterMetrics metrics;

  @BeforeEach
  void watchDrops() {
    registry.config().onMeterRegistrationFailed((id, reason) -> dropped.add(id + ": " + reason));
    metrics = new RouterMetrics(registry, new PolicyStanding());
  }

  @Test
  void noMeterIsDroppedForHavingTheLabelsOfAnother() {
    everythingHappens();

    assertThat(dropped).isEmpty();
  }

  @Test
  void everyMeterHasADescriptionAndThePrefix() {
    everythingHappens();

    assertThat(registry.getMeters())
        .isNotEmpty()
        .allSatisfy(
            meter -> {
              assertThat(meter.getId().getName()).startsWith("leadrouter.");
              assertThat(meter.getId().getDescription()).isNotBlank();
            });
  }

  @Test
  void prometheusFindsThemUnderTheirNames() {
    everythingHappens();

    assertThat(registry.scrape())
        .contains(
            "leadrouter_decisions_total{group=\"emea\",kind=\"assigned\"} 2.0",
            "leadrouter_decisions_total{group=\"none\",kind=\"duplicate\"} 1.0",
            "leadrouter_decision_latency_seconds_bucket{kind=\"assigned\",since=\"submission\",le=\"5.0\"} 1",
            "leadrouter_decision_latency_seconds_bucket{kind=\"assigned\",since=\"receipt\",le=\"1.0\"} 2",
            "leadrouter_assignments_total{group=\"emea\",pool=\"emea-hot\"} 1.0",
            "leadrouter_revocations_total{group=\"emea\",reason=\"not-accepted\"} 1.0",
            "leadrouter_sla_breaches_total{deadline=\"accept-by\",group=\"emea\"} 1.0",
            "leadrouter_sla_breaches_total{deadline=\"first-touch-by\",group=\"emea\"} 3.0",
            "leadrouter_revocations_total{group=\"emea\",reason=\"refused\"} 2.0",
            "leadrouter_reps_paused_total{group=\"emea\"} 1.0",
            "leadrouter_sla_warnings_total{deadline=\"accept-by\",group=\"emea\"} 1.0",
            "leadrouter_observed_total{group=\"emea\",result=\"as-observed\"} 1.0",
            "leadrouter_observed_total{group=\"emea\",result=\"otherwise\"} 1.0",
            "leadrouter_unroutable_total{group=\"emea\",reason=\"too-many-attempts\"} 1.0",
            "leadrouter_conversions_total{group=\"emea\",result=\"converted\"} 1.0",
            "leadrouter_conversions_total{group=\"emea\",result=\"lost\"} 1.0",
            "leadrouter_conversions_value_total{currency=\"EUR\",group=\"emea\"} 1200.5",
            "leadrouter_rejected_records_total{topic=\"leads\"} 1.0",
            "leadrouter_rejected_problems_total{code=\"missing\",topic=\"leads\"} 2.0",
            "leadrouter_dead_letters_total{topic=\"lead-outcomes\"} 1.0",
            "leadrouter_policy_version 7.0",
            "leadrouter_policy_refused_total 1.0",
            "leadrouter_policy_refused_version 8.0",
            "leadrouter_global_records_bad_total{topic=\"accounts\"} 1.0",
            "leadrouter_commands_failed_total{group=\"emea\"} 1.0",
            "leadrouter_training_failed_total 1.0",
            "leadrouter_forecasts_total 3.0",
            "leadrouter_forecasts_due 5.0",
            "leadrouter_model_version 12.0",
            "leadrouter_model_pinned 1.0",
            "leadrouter_model_age_seconds 30.0",
            "leadrouter_training_examples 2000.0",
            "leadrouter_training_conversions 300.0",
            "leadrouter_training_log_loss 0.4",
            "leadrouter_training_log_loss_of_rate 0.5",
            "leadrouter_training_predicted_ratio 1.2",
            "leadrouter_waiting_leads{group=\"emea\"} 3.0",
            "leadrouter_waiting_oldest_age_seconds{group=\"emea\"} 90.0",
            "leadrouter_assignments_undelivered{group=\"emea\"} 2.0",
            "leadrouter_assignments_undelivered_oldest_age_seconds{group=\"emea\"} 700.0",
            "leadrouter_pool_members{group=\"emea\",pool=\"sdr\",state=\"eligible\"} 4.0",
            "leadrouter_pool_members{group=\"emea\",pool=\"sdr\",state=\"off-shift\"} 2.0",
            "leadrouter_capacity_used_units{group=\"emea\"} 30.0",
            "leadrouter_capacity_units{group=\"emea\"} 80.0",
            "leadrouter_rotation_gap_turns{group=\"emea\",rotation=\"sdr\"} 0.5");
  }

  @Test
  void whatSeldomHappensBeginsAtZeroOrNobodySeesItsFirstTime() {
    StreamsBuilder topology = new StreamsBuilder();
    topology.globalTable("x-accounts");
    topology.stream("x-leads").to("x-scored-leads");
    metrics.reads(topology.build().describe());
    metrics.line("emea", 0, Optional.empty());

    assertThat(registry.scrape())
        .contains(
            "leadrouter_sla_warnings_total{deadline=\"accept-by\",group=\"emea\"} 0.0",
            "leadrouter_sla_warnings_total{deadline=\"first-touch-by\",group=\"emea\"} 0.0",
            "leadrouter_sla_breaches_total{deadline=\"accept-by\",group=\"emea\"} 0.0",
            "leadrouter_sla_breaches_total{deadline=\"first-touch-by\",group=\"emea\"} 0.0",
            "leadrouter_observed_total{group=\"emea\",result=\"otherwise\"} 0.0",
            "leadrouter_conversions_total{group=\"emea\",result=\"converted\"} 0.0",
            "leadrouter_reps_paused_total{group=\"emea\"} 0.0",
            "leadrouter_unroutable_total{group=\"emea\",reason=\"too-many-attempts\"} 0.0",
            "leadrouter_commands_failed_total{group=\"emea\"} 0.0",
            "leadrouter_global_records_bad_total{topic=\"x-accounts\"} 0.0",
            "leadrouter_dead_letters_total{topic=\"x-leads\"} 0.0")
        .doesNotContain("unknown", "x-scored-leads");
  }

  @Test
  void theOldestWaitingLeadAgesWhileNothingHappens() {
    Instant now = Instant.ofEpochMilli(clock.wallTime());
    metrics.line("emea", 1, Optional.of(now));

    clock.add(10, TimeUnit.MINUTES);

    assertThat(gauge("leadrouter.waiting.oldest.age")).isEqualTo(600);
    metrics.line("emea", 0, Optional.empty());
    assertThat(gauge("leadrouter.waiting.oldest.age")).isZero();
    assertThat(gauge("leadrouter.waiting.leads")).isZero();
  }

  @Test
  void aStateThatNobodyIsInAnyMoreIsNoneAndAPoolThatIsGoneIsNotReported() {
    workforce(Map.of("sdr", Map.of("paused", 1), "ae", Map.of("paused", 1)));

    workforce(Map.of("ae", Map.of("eligible", 1)));

    assertThat(registry.scrape())
        .contains(
            "leadrouter_pool_members{group=\"emea\",pool=\"ae\",state=\"paused\"} 0.0",
            "leadrouter_pool_members{group=\"emea\",pool=\"ae\",state=\"eligible\"} 1.0",
            "leadrouter_rotation_gap_turns{group=\"emea\",rotation=\"ae\"} 0.5")
        .doesNotContain("\"sdr\"");
  }

  @Test
  void whereNobodyCanTakeALeadNoneAreThoseWhoCan() {
    workforce(Map.of("sdr", Map.of("paused", 2)));

    assertThat(registry.scrape())
        .contains("leadrouter_pool_members{group=\"emea\",pool=\"sdr\",state=\"eligible\"} 0.0");
  }

  private void workforce(Map<String, Map<String, Integer>> pools) {
    Map<String, Double> gaps = new HashMap<>();
    pools.keySet().forEach(pool -> gaps.put(pool, 0.5));
    metrics.workforce("emea", new Workforce(0, 0, pools, gaps));
  }

  @Test
  void aGroupThatRunsElsewhereIsNotReportedHere() {
    metrics.line("emea", 3, Optional.empty());
    metrics.workforce("emea", EMPTY);
    metrics.undelivered("emea", 3, Optional.empty());

    metrics.groupLeft("emea");
    metrics.groupLeft("never-here");

    assertThat(registry.scrape())
        .doesNotContain("leadrouter_waiting", "undelivered", "leadrouter_capacity");
    metrics.line("emea", 4, Optional.empty());
    assertThat(gauge("leadrouter.waiting.leads")).isEqualTo(4);
  }

  @Test
  void aPolicyIsInForceHereForAsLongAsATaskHasIt() {
    metrics.policyActivated(7);
    metrics.policyActivated(7);
    metrics.policyActivated(8);
    metrics.policyLeft(7);
    assertThat(policyVersion()).isEqualTo(8);

    metrics.policyLeft(8);
    assertThat(policyVersion()).isEqualTo(7);

    metrics.policyLeft(7);
    assertThat(policyVersion()).isZero();
    metrics.policyActivated(8);
    assertThat(policyVersion()).isEqualTo(8);
  }

  @Test
  void whatIsTrainedElsewhereIsNotReportedHere() {
    metrics.learnt(new Progress(1, 0, 0.7, 0, 0.5, 0));
    assertThat(registry.scrape()).contains("leadrouter_training_predicted_ratio NaN");

    metrics.trainerLeft();
    metrics.trainerLeft();

    assertThat(registry.scrape()).doesNotContain("leadrouter_training_examples");
    metrics.learnt(new Progress(2, 1, 0.7, 0.7, 0.5, 0.5));
    assertThat(registry.get("leadrouter.training.examples").gauge().value()).isEqualTo(2);
  }

  @Test
  void withoutAModelThereIsNoAge() {
    assertThat(registry.scrape())
        .contains("leadrouter_model_version 0.0", "leadrouter_model_age_seconds NaN");
    metrics.modelInForce(
        Optional.of(new ModelInForce("imported-0a1b2c3d4e5f", Instant.EPOCH, true)));
    assertThat(registry.scrape()).contains("leadrouter_model_version -1.0");
    metrics.modelInForce(Optional.empty());
    assertThat(registry.scrape()).contains("leadrouter_model_version 0.0");
  }

  @Test
  void groupsFromOutsideCannotMakeMetricsGrowWithoutEnd() {
    for (int i = 0; i < 10_000; i++) {
      metrics.commandFailed("group-" + i);
      metrics.line("group-" + i, 1, Optional.empty());
      metrics.undelivered("group-" + i, 1, Optional.empty());
      metrics.workforce("group-" + i, EMPTY);
    }

    assertThat(registry.find("leadrouter.commands.failed").counters()).hasSizeLessThan(202);
    assertThat(registry.find("leadrouter.waiting.leads").gauges()).hasSizeLessThan(202);
    assertThat(registry.find("leadrouter.assignments.undelivered").gauges()).hasSizeLessThan(202);
    assertThat(registry.find("leadrouter.capacity").gauges()).hasSizeLessThan(202);
    assertThat(registry.scrape()).contains("leadrouter_commands_failed_total{group=\"other\"}");
  }

  @Test
  void anAssignmentAfterAnOutcomeIsNoLatencyOfTheLead() {
    metrics.decided(decision(DecisionKind.ASSIGNED, "emea", 2, false));

    assertThat(registry.find("leadrouter.decision.latency").timers()).isEmpty();
  }

  @Test
  void whatSomebodyHadAlreadyIsNoLatency() {
    metrics.decided(because("imported", decision(DecisionKind.ASSIGNED, "emea", 1, false)));
    metrics.decided(because("imported", decision(DecisionKind.OBSERVED, "emea", 1, false)));

    assertThat(registry.find("leadrouter.decision.latency").timers()).isEmpty();
  }

  @Test
  void aClockThatRunsAheadCountsAsNoTime() {
    Decision decision = decision(DecisionKind.WAITING, "emea", 0, false);
    metrics.decided(submittedAt(decision, decision.decidedAt().plusSeconds(30)));

    assertThat(
            registry
                .get("leadrouter.decision.latency")
                .tag("since", "submission")
                .timer()
                .totalTime(TimeUnit.SECONDS))
        .isZero();
  }

  private double policyVersion() {
    return registry.get("leadrouter.policy.version").gauge().value();
  }

  private double gauge(String name) {
    return registry.get(name).tag("group", "emea").gauge().value();
  }

  private void everythingHappens() {
    Happenings.everythingTo(metrics, clock);
  }
}
