package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.OutcomeReported;
import io.leadrouter.domain.ConversionResult;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Sign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the CRM reports. A report about another cycle or attempt than the present one, one that was
 * made before, or one that cannot be true is recorded and changes nothing. Not thread-safe.
 */
final class Outcomes {

  /** Enough to know a report again that a connector sends twice. */
  private static final int REMEMBERED = 32;

  private final Group group;
  private final Placement placement;
  private final ByHand byHand;
  private final Rooms rooms;
  private final Recall recall;
  private final Promises promises;
  private final Refunding refunding;

  Outcomes(
      Group group,
      Placement placement,
      ByHand byHand,
      Rooms rooms,
      Recall recall,
      Promises promises,
      Refunding refunding) {
    this.group = group;
    this.placement = placement;
    this.byHand = byHand;
    this.rooms = rooms;
    this.recall = recall;
    this.promises = promises;
    this.refunding = refunding;
  }

  void reported(OutcomeReported command) {
    LeadOutcome outcome = command.outcome();
    Optional<OpenLead> known = group.book().find(outcome.leadId());
    if (known.isPresent() && known.get().elsewhere()) {
      group.journal().forward(known.get().handedTo(), command);
      return;
    }
    group.connector().hears(outcome.disposition(), group.clockStart(), group.now());
    if (known.isEmpty() || known.get().status() == LeadStatus.ERASED) {
      String why = known.isEmpty() ? "unknown-lead" : "forgotten";
      Note note = Note.of(why).with(outcome);
      group.journal().decided(DecisionKind.OUTCOME_STALE, outcome.leadId(), note);
      return;
    }
    OpenLead lead = known.get();
    if (lead.status() == LeadStatus.MERGED) {
      ignored(lead, outcome, "merged");
      return;
    }
    Optional<String> stale = stale(lead, command);
    if (stale.isPresent()) {
      ignored(lead, outcome, stale.get());
    } else {
      act(remember(lead, outcome), command);
    }
  }

  private static Optional<String> stale(OpenLead lead, OutcomeReported command) {
    LeadOutcome outcome = command.outcome();
    if (lead.recentOutcomes().contains(outcome.outcomeId())) {
      return Optional.of("said-before");
    }
    if (outcome.cycle().isPresent() && outcome.cycle().getAsInt() != lead.cycle()) {
      return Optional.of("other-cycle");
    }
    if (lead.openedAfter(command.version())) {
      return Optional.of("other-cycle");
    }
    if (outcome.attempt().isPresent() && outcome.attempt().getAsInt() != lead.attempt()) {
      return Optional.of("other-attempt");
    }
    if (ofAHolder(outcome.disposition())) {
      if (lead.status() == LeadStatus.OBSERVED) {
        return Optional.of("only-observed");
      }
      return takenBack(lead)
          ? Optional.of("taken-back")
          : Optional.of("not-the-holder").filter(why -> saidByAnother(lead, outcome));
    }
    return Optional.empty();
  }

  /** What only whoever holds the lead can have to do with it. */
  private static boolean ofAHolder(Disposition disposition) {
    return switch (disposition) {
      case DELIVERED, ACCEPTED, CONTACTED, QUALIFIED -> true;
      case UNKNOWN,
          REFUSED,
          DECLINED,
          RETURNED,
          CONVERTED,
          LOST,
          REASSIGNED,
          ASSIGNED_BY_HAND,
          REOPENED ->
          false;
    };
  }

  /** Whether the lead's attempt is over, and nobody has it yet for the next. */
  private static boolean takenBack(OpenLead lead) {
    return lead.attempt() > 0
        && lead.status() != LeadStatus.ASSIGNED
        && lead.status() != LeadStatus.CLOSED;
  }

  /** Whether a report that names no attempt is of somebody who does not hold the lead. */
  private static boolean saidByAnother(OpenLead lead, LeadOutcome outcome) {
    String holder = lead.holding().repId();
    return outcome.attempt().isEmpty()
        && !holder.isEmpty()
        && !outcome.repId().isEmpty()
        && !outcome.repId().equals(holder);
  }

  private void act(OpenLead lead, OutcomeReported command) {
    LeadOutcome outcome = command.outcome();
    switch (outcome.disposition()) {
      case UNKNOWN -> record(lead, outcome, "");
      case DELIVERED -> delivered(lead, outcome);
      case ACCEPTED ->
          accept(lead, promises.accepted(lead.holding(), outcome.occurredAt()), outcome);
      case CONTACTED, QUALIFIED ->
          accept(lead, lead.holding().touched(outcome.occurredAt()), outcome);
      case REFUSED, DECLINED, RETURNED -> takeBack(lead, outcome);
      case CONVERTED -> close(lead, command, ConversionResult.CONVERTED);
      case LOST -> close(lead, command, ConversionResult.LOST);
      case REASSIGNED, ASSIGNED_BY_HAND -> byHand(lead, outcome);
      case REOPENED -> reopen(lead, outcome);
    }
  }

  private void accept(OpenLead lead, Holding accepted, LeadOutcome outcome) {
    List<LedgerEntry> ledger = rooms.accept(lead, accepted);
    record(lead.withHolding(accepted), outcome, "", ledger);
  }

  /** What was promised counts from when the rep could see the lead. */
  private void delivered(OpenLead lead, LeadOutcome outcome) {
    Holding delivered = promises.delivered(lead.holding(), outcome.occurredAt());
    boolean first = lead.holding().deliveredAt().isEmpty();
    record(lead.withHolding(delivered), outcome, first ? "delivered" : "");
  }

  private void takeBack(OpenLead lead, LeadOutcome outcome) {
    String holder = lead.holding().repId();
    boolean holds = outcome.repId().isEmpty() || outcome.repId().equals(holder);
    if (lead.status() != LeadStatus.ASSIGNED || !holds) {
      ignored(lead, outcome, "not-the-holder");
      return;
    }
    boolean refused = outcome.disposition() == Disposition.REFUSED;
    String reason = Code.of(outcome.disposition());
    String because =
        refused && !outcome.reason().isEmpty() ? reason + "-" + outcome.reason() : reason;
    Optional<Instant> refunds = refunding.refunds(lead, outcome);
    Optional<Seat> seat = refunds.flatMap(at -> rooms.seatKeptHere(holder));
    Sign sign = refused ? Sign.REFUSED : Sign.ANSWERED;
    // First the room: whoever was full is lifted without what it is given back.
    Note note = note(because, outcome, rooms.giveBack(lead, sign, refunds), holder);
    if (seat.isPresent()) {
      note = refunding.refund(note, refused, seat.get(), lead.holding().charge(), refunds.get());
    }
    recall.fromWhoGaveItUp(lead.withHolding(lead.holding().released()), note, reason);
  }

  /** The end of the cycle; said of a closed one, it corrects what was said before. */
  private void close(OpenLead lead, OutcomeReported command, ConversionResult result) {
    LeadOutcome outcome = command.outcome();
    boolean wasOpen = lead.status() != LeadStatus.CLOSED;
    List<LedgerEntry> ledger = rooms.giveBack(lead);
    OpenLead closed =
        lead.closed(settledBy(lead, command))
            .withHolding(lead.holding().released())
            .withConversions(lead.conversions() + 1);
    group.book().save(closed);
    String reason = wasOpen ? Code.of(result) : "corrected";
    group
        .journal()
        .decided(
            DecisionKind.CLOSED, closed, note(reason, outcome, ledger, closed.holding().repId()));
    if (lead.status() == LeadStatus.ASSIGNED) {
      group.journal().unassigned(AssignmentStatus.CLOSED, closed, reason);
    }
    group.journal().concluded(result, closed, outcome);
  }

  /** The version up to which what was said of the lead is settled with its close. */
  private static long settledBy(OpenLead lead, OutcomeReported command) {
    // Not a wish to be forgotten that is still on its way here.
    return command.erasure() <= lead.version() ? command.version() : lead.version();
  }

  private void byHand(OpenLead lead, LeadOutcome outcome) {
    String repId = outcome.repId();
    if (repId.isEmpty() || lead.status() == LeadStatus.CLOSED) {
      ignored(lead, outcome, repId.isEmpty() ? "names-no-rep" : "closed");
      return;
    }
    if (lead.status() == LeadStatus.ASSIGNED && repId.equals(lead.holding().repId())) {
      record(lead, outcome, "echo");
      return;
    }
    List<LedgerEntry> ledger = rooms.giveBack(lead);
    List<String> previous = new ArrayList<>(lead.previousReps());
    if (lead.status() == LeadStatus.ASSIGNED) {
      previous.add(lead.holding().repId());
    }
    // Whoever gets it by hand has not given it up, whatever it did with it before.
    previous.removeIf(repId::equals);
    OpenLead free =
        lead.withHolding(lead.holding().released()).withPreviousReps(previous).withHops(0);
    byHand.give(free, repId, note("by-hand", outcome, ledger, repId));
  }

  /** The rep who had it last holds it again, whatever its room: the work is there already. */
  private void reopen(OpenLead known, LeadOutcome outcome) {
    if (known.status() == LeadStatus.OBSERVED && !group.observes()) {
      // Nobody has it after all.
      OpenLead lead = group.claimed(known);
      record(lead, outcome, "reopened");
      placement.place(placement.matchedAfresh(lead.withHops(0)), "reopened");
      return;
    }
    if (known.status() != LeadStatus.CLOSED) {
      record(known, outcome, "not-closed");
      return;
    }
    String repId = known.holding().repId();
    if (known.attempt() == 0 || known.previousReps().contains(repId)) {
      reopenForOthers(group.claimed(known), outcome);
      return;
    }
    // What this router gave is told of to its end, also while the policy observes.
    OpenLead lead = known.observed().isEmpty() ? known : group.claimed(known);
    int units = lead.test() || !rooms.keptFor(repId) ? 0 : 1;
    // Whoever closed it has it in the CRM.
    Holding held = lead.holding().withUnits(units).delivered(group.now());
    List<LedgerEntry> ledger = rooms.takeAgain(lead.withHolding(held));
    OpenLead reopened = lead.assigned(held, lead.step()).withConversions(lead.conversions() + 1);
    group.book().save(reopened);
    group
        .journal()
        .decided(DecisionKind.REOPENED, reopened, note("reopened", outcome, ledger, repId));
    group.journal().assigned(reopened, repId, "reopened");
    group.journal().concluded(ConversionResult.REOPENED, reopened, outcome);
  }

  /** Nobody held it when it was closed: nobody ever had, or whoever had it last had given it up. */
  private void reopenForOthers(OpenLead lead, LeadOutcome outcome) {
    OpenLead free =
        lead.withStatus(LeadStatus.WAITING).withConversions(lead.conversions() + 1).withHops(0);
    group
        .journal()
        .decided(DecisionKind.OUTCOME_RECORDED, free, note("reopened", outcome, List.of(), ""));
    group.journal().concluded(ConversionResult.REOPENED, free, outcome);
    placement.place(placement.matchedAfresh(free), "reopened");
  }

  private void record(OpenLead lead, LeadOutcome outcome, String reason) {
    record(lead, outcome, reason, List.of());
  }

  private void record(OpenLead lead, LeadOutcome outcome, String reason, List<LedgerEntry> ledger) {
    group.book().save(lead);
    group
        .journal()
        .decided(
            DecisionKind.OUTCOME_RECORDED,
            lead,
            note(reason, outcome, ledger, lead.holding().repId()));
  }

  private void ignored(OpenLead lead, LeadOutcome outcome, String reason) {
    group
        .journal()
        .decided(
            DecisionKind.OUTCOME_STALE, lead, note(reason, outcome, List.of(), outcome.repId()));
  }

  private static Note note(
      String reason, LeadOutcome outcome, List<LedgerEntry> ledger, String repId) {
    return Note.of(reason, Choice.about(repId)).with(ledger).with(outcome);
  }

  private static OpenLead remember(OpenLead lead, LeadOutcome outcome) {
    List<String> recent = new ArrayList<>(lead.recentOutcomes());
    recent.add(outcome.outcomeId());
    int from = Math.max(0, recent.size() - REMEMBERED);
    return lead.withRecentOutcomes(recent.subList(from, recent.size()));
  }
}
