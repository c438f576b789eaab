package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.RoomChanged;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Sign;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The room that leads take and give back, of their rep and of the pool that they came from. A rep
 * who has moved keeps its load in its new group, and is told of changes there; a pool has all that
 * came from it in its own. Not thread-safe.
 */
final class Rooms {

  private final Group group;
  private final Silences silences;

  Rooms(Group group, Silences silences) {
    this.group = group;
    this.silences = silences;
  }

  /**
   * The rep gets a lead now that takes room, if the caller saves it so.
   *
   * @param lead as it was
   * @param choice of the rep, and of the pool that gives the lead or is given it
   */
  List<LedgerEntry> take(OpenLead lead, Seat seat, Choice choice) {
    // Whoever gets a lead by hand may miss turns for another reason from now on.
    List<LedgerEntry> ledger = group.roster().assigned(seat, 1);
    if (choice.pool().isEmpty()) {
      return ledger;
    }
    ledger = both(ledger, group.roster().load(choice.pool(), 1, 1));
    boolean goesRound =
        choice.strategy().isEmpty()
            && lead.status() == LeadStatus.ASSIGNED
            && lead.holding().pool().equals(choice.pool());
    // What somebody gives from one member to another, the pool has given before.
    return goesRound ? ledger : both(ledger, group.roster().gave(choice.pool(), group.now()));
  }

  /** The rep got a lead before the group knew of it. */
  List<LedgerEntry> adopt(Seat seat, Holding holding) {
    Instant at = holding.assignedAt().orElseThrow();
    List<LedgerEntry> ledger =
        group.roster().adopted(seat, holding.units(), holding.unaccepted(), at);
    return holding.pool().isEmpty()
        ? ledger
        : both(both(ledger, pool(holding, 1)), group.roster().gave(holding.pool(), at));
  }

  /** The rep holds again what it held before. */
  List<LedgerEntry> takeAgain(OpenLead lead) {
    Holding holding = lead.holding();
    List<LedgerEntry> ledger =
        change(holding.repId(), lead.leadId(), holding.units(), holding.unaccepted());
    return both(ledger, pool(holding, 1));
  }

  private List<LedgerEntry> pool(Holding holding, int times) {
    return group
        .roster()
        .load(holding.pool(), times * holding.units(), times * holding.unaccepted());
  }

  private static List<LedgerEntry> both(List<LedgerEntry> one, List<LedgerEntry> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return Stream.concat(one.stream(), other.stream()).toList();
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
    List<LedgerEntry> ledger =
        change(
            new RoomChanged(
                holding.repId(),
                lead.leadId(),
                -holding.units(),
                -holding.unaccepted(),
                refunds,
                said,
                said == Sign.SILENT ? silences.countsUntil() : Optional.empty()));
    ledger = both(ledger, pool(holding, -1));
    // When the pool gave what went from hand to hand since is not known any more.
    boolean refunded = refunds.isPresent() && !holding.byHand();
    return refunded ? both(ledger, group.roster().refund(holding.pool(), refunds.get())) : ledger;
  }

  /** The rep has accepted the lead, or worked on it, if the caller saves it so. */
  List<LedgerEntry> accept(OpenLead lead, Holding accepted) {
    int change = accepted.unaccepted() - lead.holding().unaccepted();
    Sign sign = accepted.units() == 0 ? Sign.NONE : Sign.ANSWERED;
    List<LedgerEntry> ledger =
        change(
            new RoomChanged(
                accepted.repId(),
                lead.leadId(),
                0,
                change,
                Optional.empty(),
                sign,
                Optional.empty()));
    return both(ledger, group.roster().load(accepted.pool(), 0, change));
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
  private List<LedgerEntry> change(String repId, String leadId, int units, int unaccepted) {
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
