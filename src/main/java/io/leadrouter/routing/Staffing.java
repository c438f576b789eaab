package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.RepChanged;
import io.leadrouter.domain.Command.RepHandedOver;
import io.leadrouter.domain.Command.RoomChanged;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reps who come, change, move between groups and go. A rep is in one group at a time: it leaves
 * through its old group, which gives what it holds to the new one, and is EXPECTED there until
 * then. Reports may overtake each other on the way; the highest version of a rep's data holds. Not
 * thread-safe.
 */
final class Staffing {

  private final Group group;
  private final Placement placement;
  private final Rooms rooms;

  Staffing(Group group, Placement placement, Rooms rooms) {
    this.group = group;
    this.placement = placement;
    this.rooms = rooms;
  }

  void changed(RepChanged command) {
    Optional<Seat> known = group.roster().seat(command.repId());
    if (known.isPresent() && known.get().version >= command.version()) {
      return;
    }
    Presence presence = known.map(seat -> seat.presence).orElse(null);
    if (presence == null || presence == Presence.MOVED) {
      appeared(command, known);
      return;
    }
    Seat seat = known.get();
    boolean wasMember = seat.member();
    update(seat, command.rep(), command.moves(), command.version());
    if (presence == Presence.HERE) {
      settle(seat, wasMember);
    }
  }

  /** A rep whom this group does not have: brand-new, or on its way from another group. */
  private void appeared(RepChanged command, Optional<Seat> known) {
    boolean brandNew = known.isEmpty() && command.moves() == 0;
    Presence presence = brandNew ? Presence.HERE : Presence.EXPECTED;
    Seat seat = known.orElseGet(() -> group.roster().add(command.repId(), presence));
    seat.presence = presence;
    seat.movedTo = "";
    update(seat, command.rep(), command.moves(), command.version());
    if (brandNew) {
      settle(seat, false);
    } else {
      group.roster().changed(seat);
    }
  }

  void handedOver(RepHandedOver command) {
    Seat seat =
        group
            .roster()
            .seat(command.rep().repId())
            .orElseGet(() -> group.roster().add(command.rep().repId(), Presence.EXPECTED));
    // What was given back while the rep was on its way is a negative load here.
    seat.load = command.load() + (seat.presence == Presence.EXPECTED ? seat.load : 0);
    seat.presence = Presence.HERE;
    seat.movedTo = "";
    seat.lastAssignedAt = command.lastAssignedAt();
    if (command.version() > seat.version) {
      update(seat, Optional.of(command.rep()), command.moves(), command.version());
    }
    settle(seat, false);
  }

  void roomChanged(RoomChanged command) {
    List<LedgerEntry> ledger = rooms.change(command.repId(), command.leadId(), command.units());
    boolean here =
        group
            .roster()
            .seat(command.repId())
            .filter(seat -> seat.presence != Presence.MOVED)
            .isPresent();
    if (here) {
      group
          .journal()
          .decidedForGroup(
              DecisionKind.REP_CHANGED,
              Note.of("room-changed", Choice.about(command.repId())).with(ledger));
    }
  }

  private static void update(Seat seat, Optional<Rep> rep, int moves, long version) {
    seat.rep = rep;
    seat.moves = moves;
    seat.version = version;
  }

  /** The rep's data is up to date: it stays, goes, or moves on. */
  private void settle(Seat seat, boolean wasMember) {
    Optional<Rep> rep = seat.rep;
    if (rep.isPresent() && !rep.get().group().equals(group.name())) {
      moveOn(seat, rep.get());
      return;
    }
    List<LedgerEntry> ledger = group.roster().changed(seat);
    DecisionKind kind =
        rep.isEmpty()
            ? DecisionKind.REP_LEFT
            : wasMember ? DecisionKind.REP_CHANGED : DecisionKind.REP_JOINED;
    String reason = rep.isEmpty() ? "removed" : Code.of(rep.get().status());
    say(kind, reason, seat, ledger);
    if (rep.isEmpty()) {
      placeAgain(seat);
    }
  }

  private void moveOn(Seat seat, Rep rep) {
    group
        .journal()
        .forward(
            rep.group(),
            new RepHandedOver(
                group.name(), rep, seat.moves, seat.version, seat.load, seat.lastAssignedAt));
    seat.presence = Presence.MOVED;
    seat.movedTo = rep.group();
    seat.load = 0;
    group.roster().leave(seat);
    say(DecisionKind.REP_LEFT, "moved to " + rep.group(), seat, List.of());
    placeAgain(seat);
  }

  /** Those who waited for this rep alone follow it, or go on. */
  private void placeAgain(Seat seat) {
    List<Waiting> line = new ArrayList<>(group.book().lines().line(Target.line(seat.repId())));
    for (Waiting waiting : line) {
      placement.place(group.book().get(waiting), "rep-left");
    }
  }

  private void say(DecisionKind kind, String reason, Seat seat, List<LedgerEntry> ledger) {
    group.journal().decidedForGroup(kind, Note.of(reason, Choice.about(seat.repId())).with(ledger));
  }
}
