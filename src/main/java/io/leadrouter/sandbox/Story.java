package io.leadrouter.sandbox;

import static java.util.stream.Collectors.joining;

import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What happened to one lead, in plain words, as the topics tell it and without saying who the
 * person is. Lines come in the order of the lead's way, whatever the order in which topics are
 * read. Not thread-safe.
 */
final class Story {

  private final String leadId;
  private final Instant submittedAt;
  private final List<Decision> early = new ArrayList<>();
  private boolean scored;
  private boolean concluded;
  private boolean closed;

  Story(Lead lead) {
    leadId = lead.leadId();
    submittedAt = lead.submittedAt();
  }

  /** How it begins. */
  List<String> beginning(Lead lead) {
    String company =
        lead.company().name().isEmpty()
            ? "a private person"
            : lead.company().employees() == 0
                ? "of a company whose size is unknown"
                : "of a company of " + lead.company().employees();
    String campaign = lead.campaign().isEmpty() ? "" : ", campaign " + lead.campaign();
    return List.of(
        "The story of " + leadId,
        at(submittedAt)
            + "submitted    source %s%s; %s in %s; asks about %s"
                .formatted(
                    lead.source(), campaign, company, lead.country(), lead.productInterest()));
  }

  /** What to add now; may be nothing. */
  List<String> scored(ScoredLead lead) {
    if (scored || !lead.lead().leadId().equals(leadId)) {
      return List.of();
    }
    scored = true;
    List<String> lines = new ArrayList<>();
    String reasons =
        lead.score().reasons().stream()
            .map(reason -> "%s %+.0f".formatted(reason.text(), reason.points()))
            .collect(joining(", "));
    lines.add(
        at(lead.scoredAt())
            + "scored       %.0f points, grade %s, band %d%s"
                .formatted(
                    lead.score().total(),
                    lead.score().grade(),
                    lead.score().band(),
                    reasons.isEmpty() ? "" : ": " + reasons));
    lead.account()
        .ifPresent(
            account ->
                lines.add(
                    at(lead.scoredAt())
                        + "recognised   as account %s (%s)"
                            .formatted(
                                account.accountId(),
                                account.lifecycle().name().toLowerCase(Locale.ROOT))));
    early.forEach(decision -> lines.add(line(decision)));
    early.clear();
    return lines;
  }

  /** What to add now; may be nothing. */
  List<String> decided(Decision decision) {
    if (!decision.leadId().equals(leadId)) {
      return List.of();
    }
    if (!scored) {
      // The topics are read side by side: its score will come in a moment.
      early.add(decision);
      return List.of();
    }
    return List.of(line(decision));
  }

  /** What to add now; may be nothing. */
  List<String> concluded(Conversion conversion) {
    if (!conversion.leadId().equals(leadId)) {
      return List.of();
    }
    concluded = true;
    String value =
        conversion
            .value()
            .map(money -> " worth %s %,.0f".formatted(money.currency(), money.amount()))
            .orElse("");
    String reason = conversion.reason().isEmpty() ? "" : " (" + conversion.reason() + ")";
    return List.of(
        at(conversion.closedAt())
            + "published    on conversions: %s%s%s, attributed to %s and campaign %s"
                .formatted(
                    conversion.result(),
                    value,
                    reason,
                    conversion.repId(),
                    conversion.campaign().isEmpty() ? "none" : conversion.campaign()));
  }

  /** Whether it was closed, and its end published. */
  boolean isOver() {
    return concluded && closed;
  }

  String leadId() {
    return leadId;
  }

  private String line(Decision decision) {
    closed |= decision.kind() == DecisionKind.CLOSED;
    return at(decision.decidedAt()) + words(decision);
  }

  private static String words(Decision decision) {
    String rep = decision.choice().repId();
    return switch (decision.kind()) {
      case ASSIGNED ->
          "assigned     to %s: rule %s%s".formatted(rep, decision.ruleId(), why(decision));
      case OBSERVED ->
          "observed     would go to %s: rule %s%s".formatted(rep, decision.ruleId(), why(decision));
      case WAITING -> "waits        rule %s: %s".formatted(decision.ruleId(), excluded(decision));
      case NURTURED -> "nurtured     rule %s: not yet worth a call".formatted(decision.ruleId());
      case REJECTED -> "turned away  rule %s: %s".formatted(decision.ruleId(), decision.reason());
      case UNROUTABLE ->
          "unroutable   rule %s: no route is left for it".formatted(decision.ruleId());
      case UPDATED ->
          decision.reason().equals("merged")
              ? "asked again  under another id, which was merged into this lead"
              : "corrected    the report came again with other data";
      case MERGED ->
          "merged       into %s, which the same person has open already"
              .formatted(decision.mergedInto());
      case DUPLICATE ->
          decision.reason().equals("overtaken")
              ? "overtaken    something later was said first"
              : "duplicate    the report came again and changes nothing";
      case SUPPRESSED -> "suppressed   the person does not want to be contacted";
      case REVOKED -> "taken back   from %s: %s".formatted(rep, decision.reason());
      case CLOSED ->
          "closed       the CRM says %s; %s has room for another".formatted(said(decision), rep);
      case OUTCOME_RECORDED -> "             the CRM says " + said(decision);
      case OUTCOME_STALE ->
          "             the CRM says %s, of an attempt that is over".formatted(said(decision));
      default -> decision.kind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static String why(Decision decision) {
    if (decision.choice().pool().isEmpty() || decision.choice().strategy().isEmpty()) {
      return ", straight to the rep it names";
    }
    int eligible =
        decision.choice().routes().stream()
            .filter(route -> route.result().startsWith("chosen"))
            .mapToInt(RouteTried::eligible)
            .findFirst()
            .orElse(decision.choice().candidates().size());
    String strategy = decision.choice().strategy();
    String picked =
        strategy.equals(Strategy.LEAST_LOADED.label())
            ? "%s had the least to do"
            : "it was %s's turn";
    return ", pool %s, %s: %d could take it and "
        .formatted(decision.choice().pool(), strategy, eligible)
        .concat(picked.formatted(decision.choice().repId()));
  }

  private static String excluded(Decision decision) {
    return decision.choice().routes().stream()
        .map(route -> route.route() + " has nobody free " + route.excluded())
        .collect(joining(", then "));
  }

  private static String said(Decision decision) {
    return decision
        .disposition()
        .map(disposition -> disposition.name().toLowerCase(Locale.ROOT).replace('_', ' '))
        .orElse("nothing more");
  }

  private String at(Instant time) {
    Duration after = Duration.between(submittedAt, time);
    return "  %7.3f s  ".formatted(Math.max(0, after.toMillis()) / 1000.0);
  }
}
