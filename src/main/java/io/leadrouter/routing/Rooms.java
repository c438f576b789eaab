package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import java.time.Instant;
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
    return giveBack(lead, Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param refunds when the rep got the lead, if it is not to count; the caller sees to that where
   *     the rep is here
   */
  List<LedgerEntry> giveBack(OpenLead lead, Optional<Instant> refunds) {
    Holding holding = lead.holding();
    return change(holding.repId(), lead.leadId(), -holding.units(), -holding.unaccepted(), refunds);
  }

  /** The rep has accepted the lead, or worked on it, if the caller saves it so. */
  List<LedgerEntry> accept(OpenLead lead, Holding accepted) {
    int change = accepted.unaccepted() - lead.holding().unaccepted();
    return change(accepted.repId(), lead.leadId(), 0, change);
  }

  /** The rep, unless its room is kept in another group, or nowhere. */
  Optional<Seat> seatKeptHere(String repId) {
    return group.roster().seat(repId).filter(seat -> seat.presence() != Presence.MOVED);
  }

  /** Whether somebody keeps count of what the rep holds: not of a rep nobody has heard of. */
  boolean keptFor(String repId) {
    return group.roster().seat(repId).isPresent();
  }

  /** Takes room, or gives it back when {@code units} is negative. */
  List<LedgerEntry> change(String repId, String leadId, int units, int unaccepted) {
    return change(repId, leadId, units, unaccepted, Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param refunds when the rep got the lead that it gives back, if that is not to count
   */
  List<LedgerEntry> change(
      String repId, String leadId, int units, int unaccepted, Optional<Instant> refunds) {
    Optional<Seat> seat = group.roster().seat(repId);
    if (units == 0 && unaccepted == 0 || seat.isEmpty()) {
      return List.of();
    }
    if (seat.get().presence() == Presence.MOVED) {
      Command change = new Command.RoomChanged(repId, leadId, units, unaccepted, refunds);
      group.journal().forward(seat.get().movedTo(), change);
      return List.of();
    }
    return group.roster().load(seat.get(), units, unaccepted);
  }
}
