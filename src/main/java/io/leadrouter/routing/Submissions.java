package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.LeadHandedOver;
import io.leadrouter.domain.Command.LeadSubmitted;
import io.leadrouter.domain.Command.LeadWithdrawn;
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
 * knows whether a lead is still open: only here is a report told apart from the next cycle. What is
 * said of a lead may come round through other groups and be overtaken by what is said later: then
 * its version says so, and the later holds. Not thread-safe.
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
    if (lead.elsewhere()) {
      group.journal().forward(lead.handedTo(), command);
    } else if (lead.isAheadOf(command.version())) {
      comesTooLate(lead, command.change());
    } else if (lead.version() < command.erasure() && lead.status() != LeadStatus.ERASED) {
      // The wish to be forgotten is on its way here still, and so is the report that came after it.
      if (command.change() != LeadChange.RESCORED) {
        group.journal().unasked(() -> withdraw(lead, true, command.erasure()));
        submitted(lead.forgotten(command.erasure()), command);
      }
    } else {
      submitted(lead, command);
    }
  }

  private void submitted(OpenLead lead, LeadSubmitted command) {
    switch (lead.status()) {
      case HANDED_OVER -> throw new IllegalStateException("Handed over to nobody");
      case CLOSED, ERASED -> {
        boolean saidBefore = command.version() > 0 && command.version() == lead.version();
        // What somebody does after the deal is closed does not open it again; a new report does.
        if (saidBefore) {
          comesTooLate(lead, command.change());
        } else if (command.change() != LeadChange.RESCORED) {
          group.ownership().remembersClosed(lead);
          // A connector may send the last cycle's outcomes again.
          open(command, lead.cycle() + 1, lead.recentOutcomes());
        }
      }
      case MERGED -> askedElsewhere(lead, command);
      case ASSIGNED, OBSERVED -> keep(lead, command);
      case WAITING -> again(lead, command);
      case NURTURED, REJECTED, UNROUTABLE -> again(group.claimed(lead), command);
    }
  }

  /** What was said later holds; that the lead may belong elsewhere only a correction says. */
  private void comesTooLate(OpenLead lead, LeadChange change) {
    if (change == LeadChange.RESCORED) {
      return;
    }
    if (lead.status() == LeadStatus.ERASED) {
      group.journal().decided(DecisionKind.SUPPRESSED, lead.leadId(), Note.of("forgotten"));
    } else if (change == LeadChange.CORRECTED && belongsElsewhere(lead)) {
      routeAgain(lead);
    } else {
      group.journal().decided(DecisionKind.DUPLICATE, lead, Note.of("overtaken"));
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
            Optional.empty(),
            command.identities(),
            command.owners(),
            command.version(),
            command.version());
    OpenLead held = cycle == 1 ? Adoption.of(lead, command) : lead;
    if (Adoption.due(held) && group.policy().isPresent()) {
      adoption.adopt(held);
    } else {
      enter(held, "submitted");
    }
  }

  /**
   * A lead that is about to be open goes on as the one that its person has open here already, with
   * whoever holds that; if there is none, or another router decides, to its place.
   */
  private void enter(OpenLead lead, String reason) {
    Optional<OpenLead> first =
        group.observes() ? Optional.empty() : group.book().openLeadBeside(lead);
    if (first.isPresent()) {
      group.journal().merged(lead, first.get());
      group.book().save(lead.mergedAway());
    } else {
      placement.place(lead, reason);
    }
  }

  /**
   * While another lead goes on in its place, there is nothing to do; then it is like a closed one.
   */
  private void askedElsewhere(OpenLead merged, LeadSubmitted command) {
    if (command.change() == LeadChange.RESCORED) {
      return;
    }
    OpenLead lead = said(merged, command);
    if (group.book().openLeadBeside(lead).isEmpty()) {
      open(command, lead.cycle() + 1, lead.recentOutcomes());
      return;
    }
    group.book().save(lead.mergedAway());
    if (command.change() == LeadChange.REPEATED) {
      duplicate(lead);
    } else {
      group.journal().decided(DecisionKind.UPDATED, lead, Note.of("merged"));
    }
  }

  /** A rep already has it: the new facts are kept, and as a rule so is the rep. */
  private void keep(OpenLead lead, LeadSubmitted command) {
    if (command.change() == LeadChange.REPEATED) {
      duplicate(lead);
      return;
    }
    OpenLead updated = said(lead, command);
    if (command.change() == LeadChange.CORRECTED && belongsElsewhere(updated)) {
      routeAgain(updated);
      return;
    }
    group.book().save(updated);
    if (command.change() != LeadChange.RESCORED) {
      group.journal().decided(DecisionKind.UPDATED, updated, Note.of("kept"));
    }
  }

  private void routeAgain(OpenLead lead) {
    group.journal().decided(DecisionKind.UPDATED, lead, Note.of("routed-again"));
    recall.from(lead, Note.of("corrected", Choice.about(lead.holding().repId())));
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
    OpenLead updated =
        said(lead, command).withOwners(command.owners().or(lead.owners())).withHops(0);
    if (command.change() != LeadChange.RESCORED) {
      group.journal().decided(DecisionKind.UPDATED, updated, Note.of("routed-again"));
    }
    boolean sameRule = command.ruleId().equals(lead.step().ruleId());
    boolean inLine = lead.status() == LeadStatus.WAITING && sameRule;
    Step step = inLine ? lead.step() : start(command, lead.step().waitingSince());
    String reason = command.change() == LeadChange.RESCORED ? "rescored" : "corrected";
    if (lead.open()) {
      placement.place(updated.withStep(step), reason);
    } else {
      enter(updated.withStep(step), reason);
    }
  }

  private static OpenLead said(OpenLead lead, LeadSubmitted command) {
    return lead.said(command.lead(), command.identities(), command.version());
  }

  private void duplicate(OpenLead lead) {
    group.journal().decided(DecisionKind.DUPLICATE, lead, Note.of("same-content"));
  }

  private Step start(LeadSubmitted command, Optional<Instant> waitingSince) {
    return placement.start(command.ruleId(), waitingSince);
  }

  void withdrawn(LeadWithdrawn command) {
    Optional<OpenLead> known = group.book().find(command.leadId());
    if (known.isEmpty()) {
      notHere(command);
    } else if (known.get().elsewhere()) {
      // The way stays: a report that comes after the erasure must not overtake it.
      group.journal().forward(known.get().handedTo(), command);
      forget(known.get(), command.version());
    } else if (known.get().isAheadOf(command.version())) {
      // Everything of before was forgotten for the report that came first.
      group.journal().decided(DecisionKind.DUPLICATE, known.get(), Note.of("overtaken"));
    } else if (known.get().status() == LeadStatus.ERASED) {
      notHere(command);
      forget(known.get(), command.version());
    } else {
      withdraw(known.get(), command.erase(), command.version());
    }
  }

  private void notHere(LeadWithdrawn command) {
    DecisionKind kind = command.erase() ? DecisionKind.ERASED : DecisionKind.SUPPRESSED;
    group.journal().decided(kind, command.leadId(), Note.of("not-here"));
  }

  private void withdraw(OpenLead lead, boolean erase, long version) {
    List<LedgerEntry> ledger = rooms.giveBack(lead);
    forget(lead, version);
    if (erase) {
      group.journal().decided(DecisionKind.ERASED, lead.leadId(), Note.of("erased").with(ledger));
    } else {
      OpenLead closed = lead.withStatus(LeadStatus.CLOSED).withHolding(lead.holding().released());
      Note note = Note.of("consent-denied").with(ledger);
      group.journal().decided(DecisionKind.SUPPRESSED, closed, note);
      if (lead.status() == LeadStatus.ASSIGNED) {
        group.journal().unassigned(AssignmentStatus.CLOSED, closed, "withdrawn");
      }
    }
    if (lead.attempt() > 0 || lead.cycle() > 1) {
      group.journal().forgotten(lead.leadId());
    }
  }

  private void forget(OpenLead lead, long version) {
    group.book().save(lead.forgotten(version));
    group.ownership().forgotten(lead);
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
      enter(lead, "from " + command.from());
    }
  }
}
