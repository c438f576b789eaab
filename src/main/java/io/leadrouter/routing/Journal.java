package io.leadrouter.routing;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Conversion;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a command makes the group say, in order. Numbers the group's decisions without a gap and
 * stamps them with the group's time. Not thread-safe.
 */
final class Journal {

  /** Keeps a decision about a large team far below Kafka's limit for a record. */
  private static final int LEDGER_ENTRIES_PER_DECISION = 1_000;

  private final String group;
  private long sequence;
  private Instant now;
  private int policyVersion;
  private Cause cause = Cause.NONE;
  private List<Output> outputs = new ArrayList<>();

  Journal(String group, long sequence, Instant now) {
    this.group = group;
    this.sequence = sequence;
    this.now = now;
  }

  /** The time of what follows. */
  void date(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  long sequence() {
    return sequence;
  }

  void policyVersion(int version) {
    policyVersion = version;
  }

  /** What follows answers to this. */
  void answering(Cause cause) {
    this.cause = cause;
  }

  /** What is said here answers to nothing. */
  void unasked(Runnable said) {
    Cause asked = cause;
    cause = Cause.NONE;
    said.run();
    cause = asked;
  }

  /** The number that the next decision will have. */
  long nextSequence() {
    return sequence + 1;
  }

  /** A lead ends in another one of the same person, on whose record its report is too. */
  void merged(OpenLead lead, OpenLead into) {
    String holder = into.status() == LeadStatus.ASSIGNED ? into.holding().repId() : "";
    Note note = Note.of("same-person", Choice.about(holder));
    decided(DecisionKind.MERGED, lead, into.leadId(), note);
    Cause report = cause;
    cause = new Cause(Optional.empty(), report.eventId());
    decided(DecisionKind.UPDATED, into, Note.of("merged"));
    cause = report;
  }

  void decided(DecisionKind kind, OpenLead lead, Note note) {
    decided(kind, lead, "", note);
  }

  private void decided(DecisionKind kind, OpenLead lead, String mergedInto, Note note) {
    Lead facts = lead.lead().lead();
    outputs.add(
        new Output.Decided(
            new Decision(
                kind,
                facts.leadId(),
                lead.cycle(),
                lead.attempt(),
                cause.eventId(),
                cause.origin(),
                group,
                ++sequence,
                policyVersion,
                lead.step().ruleId(),
                note.choice(),
                note.ledger(),
                Optional.of(lead.lead().score()),
                note.disposition(),
                note.outcome().flatMap(LeadOutcome::value),
                note.outcome().map(LeadOutcome::occurredAt),
                mergedInto,
                note.reason(),
                facts.source(),
                Optional.of(facts.submittedAt()),
                Optional.of(lead.receivedAt()),
                now,
                facts.test())));
  }

  /** A decision about a lead of which nothing more than its id is known here. */
  void decided(DecisionKind kind, String leadId, Note note) {
    outputs.add(new Output.Decided(plain(kind, leadId, note)));
  }

  /** A decision about the group or one of its reps, in as many parts as its ledger needs. */
  void decidedForGroup(DecisionKind kind, Note note) {
    List<LedgerEntry> ledger = note.ledger();
    int from = 0;
    do {
      int to = Math.min(ledger.size(), from + LEDGER_ENTRIES_PER_DECISION);
      outputs.add(new Output.Decided(plain(kind, "", note.with(ledger.subList(from, to)))));
      from = to;
    } while (from < ledger.size());
  }

  private Decision plain(DecisionKind kind, String leadId, Note note) {
    return new Decision(
        kind,
        leadId,
        0,
        0,
        cause.eventId(),
        cause.origin(),
        group,
        ++sequence,
        policyVersion,
        "",
        note.choice(),
        note.ledger(),
        Optional.empty(),
        note.disposition(),
        note.outcome().flatMap(LeadOutcome::value),
        note.outcome().map(LeadOutcome::occurredAt),
        "",
        note.reason(),
        "",
        Optional.empty(),
        Optional.empty(),
        now,
        false);
  }

  /** Tells the CRM connectors who holds the lead now. */
  void assigned(OpenLead lead, String previousRepId, String reason) {
    assignment(AssignmentStatus.ASSIGNED, lead, previousRepId, reason);
  }

  /** Tells the CRM connectors that nobody holds the lead any more. */
  void unassigned(AssignmentStatus status, OpenLead lead, String reason) {
    assignment(status, lead, lead.holding().repId(), reason);
  }

  private void assignment(
      AssignmentStatus status, OpenLead lead, String previousRepId, String reason) {
    if (lead.observed().isPresent()) {
      return; // the CRM has it from the other router
    }
    Holding holding = lead.holding();
    outputs.add(
        new Output.Assigned(
            new Assignment(
                lead.leadId(),
                lead.cycle(),
                lead.attempt(),
                status,
                holding.repId(),
                previousRepId,
                group,
                holding.pool(),
                lead.step().ruleId(),
                holding.policyVersion(),
                lead.lead().score(),
                reason,
                now,
                holding.acceptBy().map(Deadline::by),
                holding.touchBy().map(Deadline::by),
                lead.test())));
  }

  void concluded(ConversionResult result, OpenLead lead, LeadOutcome outcome) {
    Holding holding = lead.holding();
    Lead facts = lead.lead().lead();
    outputs.add(
        new Output.Concluded(
            new Conversion(
                lead.leadId(),
                lead.cycle(),
                lead.conversions(),
                result,
                outcome.reason(),
                outcome.value(),
                holding.repId(),
                group,
                holding.pool(),
                lead.step().ruleId(),
                holding.policyVersion(),
                facts.source(),
                facts.campaign(),
                holding.score(),
                holding.estimate(),
                lead.attempt(),
                facts.submittedAt(),
                holding.assignedAt(),
                holding.acceptedAt(),
                holding.firstTouchAt(),
                outcome.occurredAt(),
                lead.test())));
  }

  void forgotten(String leadId) {
    outputs.add(new Output.Forgotten(leadId));
  }

  /** Tells every group who holds a person or an account; empty: nobody. */
  void owned(String key, Optional<LeadOwner> owner) {
    outputs.add(new Output.Owned(key, owner));
  }

  void forward(String group, Command command) {
    outputs.add(new Output.Forwarded(group, command, cause.origin()));
  }

  /** Everything said since this was last asked. */
  List<Output> takeOutputs() {
    List<Output> taken = outputs;
    outputs = new ArrayList<>();
    return taken;
  }
}
