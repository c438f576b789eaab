package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import java.util.List;
import java.util.Optional;

/**
 * The room that leads take and give back, wherever their rep is now: a rep who has moved keeps its
 * load in its new group, and is told of changes there. Not thread-safe.
 */
final class Rooms {

  private final Group group;

  Rooms(Group group) {
    this.group = group;
  }

  /** Frees what the lead takes; the caller saves the lead with nothing taken. */
  List<LedgerEntry> giveBack(OpenLead lead) {
    return change(lead.holding().repId(), lead.leadId(), -lead.holding().units());
  }

  /** Whether somebody keeps count of what the rep holds: not of a rep nobody has heard of. */
  boolean keptFor(String repId) {
    return group.roster().seat(repId).isPresent();
  }

  /** Takes room, or gives it back when {@code units} is negative. */
  List<LedgerEntry> change(String repId, String leadId, int units) {
    Optional<Seat> seat = group.roster().seat(repId);
    if (units == 0 || seat.isEmpty()) {
      return List.of();
    }
    if (seat.get().presence() == Presence.MOVED) {
      group.journal().forward(seat.get().movedTo(), new Command.RoomChanged(repId, leadId, units));
      return List.of();
    }
    return group.roster().load(seat.get(), units);
  }
}
