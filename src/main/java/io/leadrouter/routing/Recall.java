package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes a lead back from the rep who holds it, and routes it again. Not thread-safe. */
final class Recall {

  private final Group group;
  private final Placement placement;
  private final Rooms rooms;
  private final Silences silences;

  Recall(Group group, Placement placement, Rooms rooms, Silences silences) {
    this.group = group;
    this.placement = placement;
    this.rooms = rooms;
    this.silences = silences;
  }

  /**
   * As the rep's doing: the lead does not come back to it. Once so many reps had it that somebody
   * should look why, it goes on to nobody but whom the policy names for that.
   *
   * @param sign what it says of the rep
   */
  void fromWhoGaveItUp(OpenLead lead, Note note, Sign sign) {
    fromWhoGaveItUp(lead, note, note.reason(), sign);
  }

  /**
   * Likewise, of a lead whose room has been given back.
   *
   * @param reason why the lead is routed again, where the note says more than that
   */
  void fromWhoGaveItUp(OpenLead lead, Note note, String reason) {
    fromWhoGaveItUp(lead, note, reason, Sign.NONE);
  }

  private void fromWhoGaveItUp(OpenLead lead, Note note, String reason, Sign sign) {
    List<String> previous = new ArrayList<>(lead.previousReps());
    previous.add(lead.holding().repId());
    OpenLead free = free(lead.withPreviousReps(previous), note, sign);
    boolean tooMany =
        group
            .policy()
            .filter(policy -> previous.size() >= policy.conduct().maxAttempts())
            .isPresent();
    if (tooMany) {
      placement.escalate(free);
    } else {
      placement.place(free, reason);
    }
  }

  /** As nobody's doing: it may come back to the same rep. */
  void from(OpenLead lead, Note note) {
    placement.place(free(lead, note, Sign.NONE), note.reason());
  }

  private OpenLead free(OpenLead lead, Note note, Sign sign) {
    OpenLead free = released(lead, DecisionKind.REVOKED, note, sign).withHops(0);
    silences.heed(lead.holding().repId());
    return placement.matchedAfresh(group.claimed(free));
  }

  /** For somebody to look at, and for nobody to take; whoever held it has its room back. */
  void setAside(OpenLead lead, String reason) {
    OpenLead aside = released(lead, DecisionKind.FAILED, Note.of(reason), Sign.NONE);
    group.book().save(aside.withStatus(LeadStatus.UNROUTABLE));
    if (lead.status() == LeadStatus.ASSIGNED) {
      group.journal().unassigned(AssignmentStatus.REVOKED, aside, "failed");
    }
  }

  private OpenLead released(OpenLead lead, DecisionKind kind, Note note, Sign sign) {
    Note withLedger = note.and(rooms.giveBack(lead, sign, Optional.empty()));
    OpenLead released = lead.withHolding(lead.holding().released().settled());
    group.journal().decided(kind, released, withLedger);
    return released;
  }
}
