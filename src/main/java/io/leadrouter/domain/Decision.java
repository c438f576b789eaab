package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The audit record of one decision, without personal data. Absent text is the empty string.
 *
 * @param cycle 0 before the lead has one
 * @param eventId the report that caused it
 * @param origin the record from outside that caused it; empty when time did
 * @param group empty when decided before a group was found
 * @param sequence counts the group's decisions without a gap, from 1; 0 without a group
 * @param value of the deal, as the outcome says
 * @param occurredAt when the outcome happened, by the CRM's clock
 * @param mergedInto the lead of the same person that goes on in its place; empty: none does
 * @param reason why, as a code or a short sentence without personal data
 * @param decidedAt never runs backwards within a group
 */
public record Decision(
    DecisionKind kind,
    String leadId,
    int cycle,
    int attempt,
    String eventId,
    Optional<Origin> origin,
    String group,
    long sequence,
    int policyVersion,
    String ruleId,
    Choice choice,
    List<LedgerEntry> ledger,
    Optional<Score> score,
    Optional<Disposition> disposition,
    Optional<Money> value,
    Optional<Instant> occurredAt,
    String mergedInto,
    String reason,
    String source,
    Optional<Instant> submittedAt,
    Optional<Instant> receivedAt,
    Instant decidedAt,
    boolean test) {

  public Decision {
    ledger = List.copyOf(ledger);
  }
}
