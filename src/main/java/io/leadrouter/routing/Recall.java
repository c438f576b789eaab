package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.util.ArrayList;
import java.util.List;

/** Takes a lead back from the rep who holds it, and routes it again. Not thread-safe. */
final class Recall {

  private final Group group;
  private final Placement placement;
  private final Rooms rooms;

  Recall(Group group, Placement placement, Rooms rooms) {
    this.group = group;
    this.placement = placement;
    this.rooms = rooms;
  }

  /**
   * As the rep's doing: the lead does not come back to it. Nor does it go to anybody else once so
   * many reps had it that somebody should look why.
   */
  void fromWhoGaveItUp(OpenLead lead, Note note) {
    fromWhoGaveItUp(lead, note, note.reason());
  }

  /**
   * Likewise.
   *
   * @param reason why the lead is routed again, where the note says more than that
   */
  void fromWhoGaveItUp(OpenLead lead, Note note, String reason) {
    List<String> previous = new ArrayList<>(lead.previousReps());
    previous.add(lead.holding().repId());
    OpenLead free = free(lead.withPreviousReps(previous), note);
    boolean tooMany =
        group
            .policy()
            .filter(policy -> previous.size() >= policy.conduct().maxAttempts())
            .isPresent();
    if (tooMany) {
      placement.giveUp(free, "too-many-attempts");
    } else {
      placement.place(free, reason);
    }
  }

  /** As nobody's doing: it may come back to the same rep. */
  void from(OpenLead lead, Note note) {
    placement.place(free(lead, note), note.reason());
  }

  private OpenLead free(OpenLead lead, Note note) {
    OpenLead free = released(lead, DecisionKind.REVOKED, note).withHops(0);
    return placement.matchedAfresh(group.claimed(free));
  }

  /** For somebody to look at, and for nobody to take; whoever held it has its room back. */
  void setAside(OpenLead lead, String reason) {
    OpenLead aside = released(lead, DecisionKind.FAILED, Note.of(reason));
    group.book().save(aside.withStatus(LeadStatus.UNROUTABLE));
    if (lead.status() == LeadStatus.ASSIGNED) {
      group.journal().unassigned(AssignmentStatus.REVOKED, aside, "failed");
    }
  }

  private OpenLead released(OpenLead lead, DecisionKind kind, Note note) {
    Note withLedger = note.and(rooms.giveBack(lead));
    OpenLead released = lead.withHolding(lead.holding().released().settled());
    group.journal().decided(kind, released, withLedger);
    return released;
  }
}
