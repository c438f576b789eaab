package io.leadrouter.routing;

import io.leadrouter.domain.Command.RoomChanged;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The room that leads take and give back, wherever their rep is now: a rep who has moved keeps its
 * load in its new group, and is told of changes there. Not thread-safe.
 */
final class Rooms {

  private final Group group;
  private final Silences silences;

  Rooms(Group group, Silences silences) {
    this.group = group;
    this.silences = silences;
  }

  /** Frees what the lead takes; the caller saves the lead with nothing taken. */
  List<LedgerEntry> giveBack(OpenLead lead) {
    return giveBack(lead, Sign.NONE, Optional.empty());
  }

  /**
   * Likewise.
   *
   * @param sign what it says of the rep that the lead is given back; nothing, where it takes no
   *     room
   * @param refunds when the rep got the lead, if it is not to count; the caller sees to that where
   *     the rep is here
   */
  List<LedgerEntry> giveBack(OpenLead lead, Sign sign, Optional<Instant> refunds) {
    Holding holding = lead.holding();
    Sign said = holding.units() == 0 ? Sign.NONE : sign;
    return change(
        new RoomChanged(
            holding.repId(),
            lead.leadId(),
            -holding.units(),
            -holding.unaccepted(),
            refunds,
            said,
            said == Sign.SILENT ? silences.countsUntil() : Optional.empty()));
  }

  /** The rep has accepted the lead, or worked on it, if the caller saves it so. */
  List<LedgerEntry> accept(OpenLead lead, Holding accepted) {
    int change = accepted.unaccepted() - lead.holding().unaccepted();
    Sign sign = accepted.units() == 0 ? Sign.NONE : Sign.ANSWERED;
    return change(
        new RoomChanged(
            accepted.repId(), lead.leadId(), 0, change, Optional.empty(), sign, Optional.empty()));
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
    return change(
        new RoomChanged(
            repId, leadId, units, unaccepted, Optional.empty(), Sign.NONE, Optional.empty()));
  }

  /** What another group says of a rep's room, or the desk itself. */
  List<LedgerEntry> change(RoomChanged change) {
    boolean nothing = change.units() == 0 && change.unaccepted() == 0 && change.sign() == Sign.NONE;
    Optional<Seat> seat = group.roster().seat(change.repId());
    if (nothing || seat.isEmpty()) {
      return List.of();
    }
    if (seat.get().presence() == Presence.MOVED) {
      group.journal().forward(seat.get().movedTo(), change);
      return List.of();
    }
    return group.roster().load(seat.get(), change);
  }
}
