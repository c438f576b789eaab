package io.leadrouter.routing;

import io.leadrouter.domain.DecisionKind;
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

  /** As the rep's doing: the lead does not come back to it. */
  void fromWhoGaveItUp(OpenLead lead, Note note) {
    List<String> previous = new ArrayList<>(lead.previousReps());
    previous.add(lead.holding().repId());
    from(lead.withPreviousReps(previous), note);
  }

  /** As nobody's doing: it may come back to the same rep. */
  void from(OpenLead lead, Note note) {
    Note withLedger = note.with(rooms.giveBack(lead));
    OpenLead free = lead.withHolding(lead.holding().released()).withHops(0);
    group.journal().decided(DecisionKind.REVOKED, free, withLedger);
    placement.place(placement.matchedAfresh(free), note.reason());
  }
}
