package io.leadrouter.topology;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadActivity;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.Origin;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.Score;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decisions that are taken before a group is found: without cycle, group and sequence. */
final class IntakeDecision {

  /** Why nothing comes of what is of before the person was erased, or withdrew consent. */
  static final String FORGOTTEN = "forgotten";

  private IntakeDecision() {}

  /** About a report, before it was scored. */
  static Decision of(DecisionKind kind, Arrival.Report report, String reason) {
    return decision(
        kind,
        report.lead().leadId(),
        report.lead().eventId(),
        report.origin(),
        0,
        "",
        Choice.NONE,
        Optional.empty(),
        Optional.empty(),
        reason,
        report.lead().source(),
        Optional.of(report.lead().submittedAt()),
        report.receivedAt(),
        report.lead().test());
  }

  /** About a report that was matched. */
  static Decision of(
      DecisionKind kind,
      Sighting.Scored scored,
      String ruleId,
      List<RouteTried> routes,
      String reason) {
    Sighting sighting = scored.sighting();
    return decision(
        kind,
        sighting.lead().leadId(),
        sighting.eventId(),
        sighting.origin(),
        scored.policy().version(),
        ruleId,
        Choice.nobody(routes),
        Optional.of(scored.lead().score()),
        Optional.empty(),
        reason,
        sighting.lead().source(),
        Optional.of(sighting.lead().submittedAt()),
        sighting.now(),
        sighting.lead().test());
  }

  /** About an outcome that came before its lead. */
  static Decision early(LeadOutcome outcome, Origin origin, Instant now) {
    return outcome(DecisionKind.OUTCOME_EARLY, outcome, origin, "kept-until-routed", now);
  }

  /** About an outcome of a lead that is forgotten. */
  static Decision forgotten(LeadOutcome outcome, Origin origin, Instant now) {
    return outcome(DecisionKind.OUTCOME_STALE, outcome, origin, FORGOTTEN, now);
  }

  /** About something that a person did who is forgotten. */
  static Decision forgotten(LeadActivity activity, Origin origin, Instant now) {
    return decision(
        DecisionKind.SUPPRESSED,
        activity.leadId(),
        activity.eventId(),
        origin,
        0,
        "",
        Choice.NONE,
        Optional.empty(),
        Optional.empty(),
        FORGOTTEN,
        "",
        Optional.empty(),
        now,
        false);
  }

  /** About an outcome of a lead that was nurtured or rejected, or had no route. */
  static Decision unrouted(LeadOutcome outcome, Origin origin, Instant now) {
    return outcome(DecisionKind.OUTCOME_STALE, outcome, origin, "not-routed", now);
  }

  private static Decision outcome(
      DecisionKind kind, LeadOutcome outcome, Origin origin, String reason, Instant now) {
    return decision(
        kind,
        outcome.leadId(),
        outcome.outcomeId(),
        origin,
        0,
        "",
        Choice.about(outcome.repId()),
        Optional.empty(),
        Optional.of(outcome),
        reason,
        "",
        Optional.empty(),
        now,
        false);
  }

  /** About a person who is forgotten before a group was found. */
  static Decision erased(String leadId, Arrival.Erasure erasure) {
    return decision(
        DecisionKind.ERASED,
        leadId,
        "",
        erasure.origin(),
        0,
        "",
        Choice.NONE,
        Optional.empty(),
        Optional.empty(),
        "erased",
        "",
        Optional.empty(),
        erasure.receivedAt(),
        false);
  }

  private static Decision decision(
      DecisionKind kind,
      String leadId,
      String eventId,
      Origin origin,
      int policyVersion,
      String ruleId,
      Choice choice,
      Optional<Score> score,
      Optional<LeadOutcome> outcome,
      String reason,
      String source,
      Optional<Instant> submittedAt,
      Instant now,
      boolean test) {
    return new Decision(
        kind,
        leadId,
        0,
        0,
        eventId,
        Optional.of(origin),
        "",
        0,
        policyVersion,
        ruleId,
        choice,
        List.of(),
        score,
        outcome.map(LeadOutcome::disposition),
        outcome.flatMap(LeadOutcome::value),
        outcome.map(LeadOutcome::occurredAt),
        "",
        reason,
        source,
        submittedAt,
        Optional.of(now),
        now,
        test);
  }
}
