package io.leadrouter.ops;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.Problem;
import io.leadrouter.domain.Workforce;
import io.leadrouter.topology.RouterObserver;
import io.leadrouter.topology.RouterObserver.ModelInForce;
import io.leadrouter.topology.RouterObserver.Progress;
import io.micrometer.core.instrument.Clock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the running topology may tell, for the tests of those who watch it. */
public final class Happenings {

  private static final Instant SUBMITTED = Instant.parse("2026-03-02T09:00:00Z");

  private Happenings() {}

  /** Lets everything happen that has a meter; the clock tells of what is old. */
  public static void everythingTo(RouterObserver metrics, Clock clock) {
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
    metrics.workforce(
        "emea",
        new Workforce(
            30,
            80,
            Map.of("sdr", Map.of(Workforce.ELIGIBLE, 4, "off-shift", 2)),
            Map.of("sdr", 0.5)));
    metrics.commandFailed("emea");
    metrics.exampleFailed();
    metrics.forecasted(3, 5, Instant.ofEpochMilli(clock.wallTime()));
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
  static Decision decision(DecisionKind kind, String group, int attempt, boolean test) {
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

  static Decision submittedAt(Decision d, Instant submittedAt) {
    return with(d, d.reason(), submittedAt);
  }

  static Decision because(String reason, Decision d) {
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

  static Conversion conversion(ConversionResult result, boolean test) {
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
