package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.LeadHandedOver;
import io.leadrouter.domain.Command.LeadSubmitted;
import io.leadrouter.domain.Command.LeadWithdrawn;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Step;
import io.leadrouter.policy.OpenLeadRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Leads that come, come again, are withdrawn, or come from another group. The group, not intake,
 * knows whether a lead is still open: only here is a report told apart from the next cycle. Not
 * thread-safe.
 */
final class Submissions {

  private final Group group;
  private final Placement placement;
  private final ByHand byHand;
  private final Rooms rooms;
  private final Recall recall;
  private final Adoption adoption;

  Submissions(
      Group group,
      Placement placement,
      ByHand byHand,
      Rooms rooms,
      Recall recall,
      Adoption adoption) {
    this.group = group;
    this.placement = placement;
    this.byHand = byHand;
    this.rooms = rooms;
    this.recall = recall;
    this.adoption = adoption;
  }

  void submitted(LeadSubmitted command) {
    Optional<OpenLead> known = group.book().find(command.lead().lead().leadId());
    if (known.isEmpty()) {
      open(command, 1, List.of());
      return;
    }
    OpenLead lead = known.get();
    switch (lead.status()) {
      case HANDED_OVER -> group.journal().forward(lead.handedTo(), command);
      case CLOSED -> {
        // What somebody does after the deal is closed does not open it again; a new report does.
        if (command.change() != LeadChange.RESCORED) {
          // A connector may send the last cycle's outcomes again.
          open(command, lead.cycle() + 1, lead.recentOutcomes());
        }
      }
      case ASSIGNED, OBSERVED -> keep(lead, command);
      case WAITING -> again(lead, command);
      case NURTURED, REJECTED, UNROUTABLE -> again(group.claimed(lead), command);
    }
  }

  private void open(LeadSubmitted command, int cycle, List<String> recentOutcomes) {
    OpenLead lead =
        new OpenLead(
            command.lead(),
            LeadStatus.WAITING,
            cycle,
            0,
            start(command, Optional.empty()),
            Holding.NOBODY,
            List.of(),
            command.receivedAt(),
            0,
            recentOutcomes,
            "",
            0,
            Optional.empty());
    OpenLead held = cycle == 1 ? Adoption.of(lead, command) : lead;
    if (Adoption.due(held) && group.policy().isPresent()) {
      adoption.adopt(held);
    } else {
      placement.place(held, "submitted");
    }
  }

  /** A rep already has it: the new facts are kept, and as a rule so is the rep. */
  private void keep(OpenLead lead, LeadSubmitted command) {
    if (command.change() == LeadChange.REPEATED) {
      duplicate(lead);
      return;
    }
    OpenLead updated = lead.withLead(command.lead());
    if (command.change() == LeadChange.CORRECTED && belongsElsewhere(updated)) {
      group.journal().decided(DecisionKind.UPDATED, updated, Note.of("routed-again"));
      recall.from(updated, Note.of("corrected", Choice.about(lead.holding().repId())));
      return;
    }
    group.book().save(updated);
    if (command.change() != LeadChange.RESCORED) {
      group.journal().decided(DecisionKind.UPDATED, updated, Note.of("kept"));
    }
  }

  /** Whether the policy takes back a lead for which another rule is right now. */
  private boolean belongsElsewhere(OpenLead lead) {
    boolean routedAgain =
        group
            .policy()
            .filter(policy -> policy.conduct().onLeadChange() == OpenLeadRule.ROUTE_UNACCEPTED)
            .isPresent();
    return routedAgain
        && lead.status() == LeadStatus.ASSIGNED
        && !lead.holding().byHand()
        && !lead.holding().workedOn()
        && !placement.matchedAfresh(lead).step().ruleId().equals(lead.step().ruleId());
  }

  private void again(OpenLead lead, LeadSubmitted command) {
    if (command.change() == LeadChange.REPEATED) {
      duplicate(lead);
      return;
    }
    OpenLead updated = lead.withLead(command.lead()).withHops(0);
    if (command.change() != LeadChange.RESCORED) {
      group.journal().decided(DecisionKind.UPDATED, updated, Note.of("routed-again"));
    }
    boolean sameRule = command.ruleId().equals(lead.step().ruleId());
    boolean inLine = lead.status() == LeadStatus.WAITING && sameRule;
    Step step = inLine ? lead.step() : start(command, lead.step().waitingSince());
    placement.place(
        updated.withStep(step), command.change() == LeadChange.RESCORED ? "rescored" : "corrected");
  }

  private void duplicate(OpenLead lead) {
    group.journal().decided(DecisionKind.DUPLICATE, lead, Note.of("same-content"));
  }

  private Step start(LeadSubmitted command, Optional<Instant> waitingSince) {
    return placement.start(command.ruleId(), waitingSince);
  }

  void withdrawn(LeadWithdrawn command) {
    Optional<OpenLead> known = group.book().find(command.leadId());
    DecisionKind kind = command.erase() ? DecisionKind.ERASED : DecisionKind.SUPPRESSED;
    if (known.isEmpty()) {
      group.journal().decided(kind, command.leadId(), Note.of("not-here"));
      return;
    }
    OpenLead lead = known.get();
    if (lead.status() == LeadStatus.HANDED_OVER) {
      // The pointer stays, and knows nothing of the person: a report that comes after the erasure
      // must not overtake it on the way.
      group.journal().forward(lead.handedTo(), command);
      return;
    }
    if (command.erase()) {
      erase(lead);
    } else {
      suppress(lead);
    }
  }

  private void erase(OpenLead lead) {
    List<LedgerEntry> ledger = rooms.giveBack(lead);
    group.book().forget(lead.leadId());
    group.journal().decided(DecisionKind.ERASED, lead.leadId(), Note.of("erased").with(ledger));
    if (lead.attempt() > 0 || lead.cycle() > 1) {
      group.journal().forgotten(lead.leadId());
    }
  }

  private void suppress(OpenLead lead) {
    List<LedgerEntry> ledger = rooms.giveBack(lead);
    OpenLead closed =
        lead.withLead(lead.lead().withConsent(Consent.DENIED))
            .withStatus(LeadStatus.CLOSED)
            .withHolding(lead.holding().released());
    group.book().save(closed);
    group
        .journal()
        .decided(DecisionKind.SUPPRESSED, closed, Note.of("consent-denied").with(ledger));
    if (lead.status() == LeadStatus.ASSIGNED) {
      group.journal().unassigned(AssignmentStatus.CLOSED, closed, "withdrawn");
    }
  }

  void handedOver(LeadHandedOver command) {
    OpenLead lead = command.lead();
    if (lead.status() == LeadStatus.ASSIGNED) {
      // Nobody here held it yet: whoever did has been told that it is gone.
      OpenLead unheld = lead.withStatus(LeadStatus.WAITING).withHolding(Holding.NOBODY);
      byHand.give(
          unheld, lead.holding().repId(), Note.of("by-hand").with(Disposition.ASSIGNED_BY_HAND));
    } else if (Adoption.due(lead) && group.policy().isPresent()) {
      adoption.adopt(lead);
    } else {
      placement.place(lead, "from " + command.from());
    }
  }
}
