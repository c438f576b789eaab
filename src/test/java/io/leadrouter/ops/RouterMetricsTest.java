package io.leadrouter.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Problem;
import io.leadrouter.topology.RouterObserver.ModelInForce;
import io.leadrouter.topology.RouterObserver.Progress;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouterMetricsTest {

  private static final Instant SUBMITTED = Instant.parse("2026-03-02T09:00:00Z");

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
            "leadrouter_assignments_undelivered_oldest_age_seconds{group=\"emea\"} 700.0");
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
  void aGroupThatRunsElsewhereIsNotReportedHere() {
    metrics.line("emea", 3, Optional.empty());
    metrics.undelivered("emea", 3, Optional.empty());

    metrics.groupLeft("emea");
    metrics.groupLeft("never-here");

    assertThat(registry.scrape()).doesNotContain("leadrouter_waiting", "undelivered");
    metrics.line("emea", 4, Optional.empty());
    assertThat(gauge("leadrouter.waiting.leads")).isEqualTo(4);
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
    }

    assertThat(registry.find("leadrouter.commands.failed").counters()).hasSizeLessThan(202);
    assertThat(registry.find("leadrouter.waiting.leads").gauges()).hasSizeLessThan(202);
    assertThat(registry.find("leadrouter.assignments.undelivered").gauges()).hasSizeLessThan(202);
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

  private double gauge(String name) {
    return registry.get(name).tag("group", "emea").gauge().value();
  }

  private void everythingHappens() {
    for (DecisionKind kind : DecisionKind.values()) {
      metrics.decided(decision(kind, kind == DecisionKind.DUPLICATE ? "" : "emea", 1, false));
    }
    metrics.decided(decision(DecisionKind.ASSIGNED, "emea", 1, true));
    metrics.concluded(conversion(ConversionResult.CONVERTED, false));
    metrics.concluded(conversion(ConversionResult.CONVERTED, true));
    metrics.concluded(conversion(ConversionResult.LOST, false));
    metrics.concluded(conversion(ConversionResult.REOPENED, false));
    metrics.rejected(
        "leads",
        List.of(
            new Problem("eventId", "missing", "eventId is blank"),
            new Problem("source", "missing", "source is blank"),
            new Problem("key", "mismatch", "the key differs")));
    metrics.deadLettered("lead-outcomes");
    metrics.policyActivated(7);
    metrics.policyActivated(6);
    metrics.policyLoaded(7);
    metrics.policyRefused(8, "of a newer format");
    metrics.badGlobalRecord("accounts");
    metrics.line(
        "emea",
        3,
        Optional.of(Instant.ofEpochMilli(clock.wallTime()).minus(Duration.ofSeconds(90))));
    metrics.line("amer", 0, Optional.empty());
    metrics.undelivered(
        "emea",
        2,
        Optional.of(Instant.ofEpochMilli(clock.wallTime()).minus(Duration.ofSeconds(700))));
    metrics.commandFailed("emea");
    metrics.exampleFailed();
    metrics.modelInForce(
        Optional.of(
            new ModelInForce("12", Instant.ofEpochMilli(clock.wallTime()).minusSeconds(30), true)));
    metrics.learnt(new Progress(2_000, 300, 0.4, 0.5, 0.3, 0.25));
    metrics.decided(because("not-accepted", decision(DecisionKind.REVOKED, "emea", 5, false)));
    metrics.decided(
        because("too-many-attempts", decision(DecisionKind.UNROUTABLE, "emea", 5, false)));
    metrics.decided(because("not-accepted", decision(DecisionKind.REVOKED, "emea", 1, true)));
    metrics.decided(because("accept-by", decision(DecisionKind.SLA_WARNING, "emea", 1, false)));
    metrics.decided(
        because("first-touch-by", decision(DecisionKind.SLA_BREACHED, "emea", 1, false)));
    metrics.decided(
        because("paused-for-silence", decision(DecisionKind.REP_CHANGED, "emea", 0, false)));
    metrics.decided(because("refused", decision(DecisionKind.REVOKED, "emea", 1, false)));
    metrics.decided(
        because("refused-inactive-owner", decision(DecisionKind.REVOKED, "emea", 2, false)));
    metrics.decided(because("not-contacted", decision(DecisionKind.REVOKED, "emea", 1, false)));
    metrics.decided(
        because("as-observed", decision(DecisionKind.OUTCOME_RECORDED, "emea", 1, false)));
    metrics.decided(
        because("as-observed", decision(DecisionKind.OUTCOME_RECORDED, "emea", 1, true)));
    metrics.decided(
        because("otherwise", decision(DecisionKind.OUTCOME_RECORDED, "emea", 1, false)));
  }

  /** Submitted, received 5.5 s later, decided half a second after that; test leads at once. */
  private static Decision decision(DecisionKind kind, String group, int attempt, boolean test) {
    Instant receivedAt = test ? SUBMITTED : SUBMITTED.plusMillis(5_500);
    return new Decision(
        kind,
        "l-1",
        1,
        attempt,
        "e-1",
        Optional.of(new Origin("leads", 0, 17)),
        group,
        1,
        7,
        "everything-else",
        new Choice(
            List.of(), List.of(), "r-1", "", "emea-hot", "round-robin", OptionalDouble.of(1)),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        "",
        Optional.of(SUBMITTED),
        Optional.of(receivedAt),
        receivedAt.plusMillis(500),
        test);
  }

  private static Decision submittedAt(Decision d, Instant submittedAt) {
    return with(d, d.reason(), submittedAt);
  }

  private static Decision because(String reason, Decision d) {
    return with(d, reason, SUBMITTED);
  }

  private static Decision with(Decision d, String reason, Instant submittedAt) {
    return new Decision(
        d.kind(),
        d.leadId(),
        d.cycle(),
        d.attempt(),
        d.eventId(),
        d.origin(),
        d.group(),
        d.sequence(),
        d.policyVersion(),
        d.ruleId(),
        d.choice(),
        d.ledger(),
        d.score(),
        d.disposition(),
        d.value(),
        d.occurredAt(),
        d.mergedInto(),
        reason,
        d.source(),
        Optional.of(submittedAt),
        d.receivedAt(),
        d.decidedAt(),
        d.test());
  }

  private static Conversion conversion(ConversionResult result, boolean test) {
    return new Conversion(
        "l-1",
        1,
        1,
        result,
        "",
        Optional.of(new Money(new BigDecimal("1200.50"), "EUR")),
        "r-1",
        "emea",
        "emea-hot",
        "everything-else",
        7,
        "web",
        "",
        OptionalDouble.of(40),
        Optional.empty(),
        1,
        SUBMITTED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SUBMITTED.plusSeconds(60),
        test);
  }
}
