package io.leadrouter.routing;

import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.HolderLeft;
import io.leadrouter.domain.Command.RepChanged;
import io.leadrouter.domain.Command.RepHandedOver;
import io.leadrouter.domain.Command.RoomChanged;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Sign;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reps who come, change, move between groups and go. A rep is in one group at a time: it leaves
 * through its old group, which gives what it holds to the new one, and is EXPECTED there until
 * then. Reports may overtake each other on the way; the highest version of a rep's data holds. Not
 * thread-safe.
 */
final class Staffing {

  private final Group group;
  private final Rooms rooms;
  private final PassingOn passing;
  private final AskingAgain asking;
  private final Refunding refunding;
  private final Silences silences;

  Staffing(
      Group group,
      Rooms rooms,
      PassingOn passing,
      AskingAgain asking,
      Refunding refunding,
      Silences silences) {
    this.group = group;
    this.rooms = rooms;
    this.passing = passing;
    this.asking = asking;
    this.refunding = refunding;
    this.silences = silences;
  }

  void changed(RepChanged command) {
    Optional<Seat> known = group.roster().seat(command.repId());
    if (known.isPresent() && known.get().version() >= command.version()) {
      return;
    }
    if (known.isPresent() && isSaidOfWhereItWent(command, known.get())) {
      // It was sent after the rep to here, and has come too late: nobody comes back by it.
      group.journal().forward(known.get().movedTo(), command);
      return;
    }
    Optional<String> onward = known.flatMap(this::awaitedToGoOnTo);
    if (onward.isPresent() && isSaidOfLater(command, known.get(), onward.get())) {
      // It follows the rep, which would stay here on the strength of it and never come to where it
      // is awaited next.
      group.journal().forward(onward.get(), command);
      return;
    }
    Seat seat = group.roster().seatFor(command.repId());
    boolean wasMember = seat.member();
    boolean hadLeft = seat.hasLeft();
    Set<String> formerGroups = Set.copyOf(seat.formerGroups());
    if (command.moves() == seat.moves() && !command.rep().equals(seat.rep())) {
      // Somebody has looked after the rep.
      seat.answered();
    }
    // Whoever leaves the business on its way to another group still has to come there.
    Optional<Rep> rep = command.rep().or(() -> onward.flatMap(any -> seat.rep()).map(Rep::left));
    seat.learn(rep, command.moves(), command.version());
    if (known.isEmpty() && command.moves() == 0) {
      seat.bring(command.turnsAhead());
      seat.arrive();
    } else if (seat.presence() == Presence.MOVED) {
      seat.expect();
    }
    if (seat.presence() == Presence.HERE) {
      settle(seat, wasMember, List.of());
    } else {
      group.roster().changed(seat);
    }
    if (seat.hasLeft() && !hadLeft) {
      passing.begin(seat);
      tellThatItLeft(seat, formerGroups);
    }
  }

  /** Whether it is said of the time after the rep moved from here, and before it moves again. */
  private static boolean isSaidOfWhereItWent(RepChanged command, Seat seat) {
    return seat.presence() == Presence.MOVED && command.moves() == seat.moves();
  }

  /** The group that a rep goes on to as soon as it comes here; empty: it stays, or is here. */
  private Optional<String> awaitedToGoOnTo(Seat seat) {
    return seat.rep()
        .filter(rep -> seat.presence() == Presence.EXPECTED)
        .map(Rep::group)
        .filter(next -> !next.equals(group.name()));
  }

  /** Whether it is said of the time after the rep will have come to the next group, or beyond. */
  private static boolean isSaidOfLater(RepChanged command, Seat seat, String next) {
    return command
        .rep()
        .map(rep -> !rep.group().equals(next))
        .orElse(command.moves() > seat.moves());
  }

  /** They are homes of leads that the rep took along. */
  private void tellThatItLeft(Seat seat, Set<String> formerGroups) {
    new TreeSet<>(formerGroups)
        .forEach(former -> group.journal().forward(former, new HolderLeft(seat.repId())));
  }

  /** Somebody who has moved on from here has left the business. */
  void holderLeft(HolderLeft command) {
    group
        .roster()
        .seat(command.repId())
        .filter(seat -> seat.presence() == Presence.MOVED)
        .ifPresent(passing::begin);
  }

  void handedOver(RepHandedOver command) {
    Seat seat = group.roster().seatFor(command.rep().repId());
    boolean hadLeft = seat.hasLeft();
    // Beside what it took and gave back here while it was on its way.
    seat.take(command.load(), command.unaccepted());
    seat.comeFrom(without(group.name(), command.formerGroups()));
    seat.arrive();
    if (command.version() > seat.version()) {
      seat.learn(Optional.of(command.rep()), command.moves(), command.version());
    }
    // Also of a rep who has been removed meanwhile, and of whom nothing else is known here.
    ZoneId itsClock = seat.rep().orElse(command.rep()).timeZone();
    seat.count(command.lastAssignedAt(), command.counts(), itsClock);
    seat.addRefunds(command.refunds());
    seat.heard(command.silence());
    Optional<LedgerEntry> owed =
        command.credit().flatMap(credit -> group.roster().owe(seat, credit));
    settle(seat, false, owed.map(List::of).orElse(List.of()));
    silences.heed(seat.repId());
    if (seat.hasLeft() && !hadLeft) {
      passing.begin(seat);
    }
    if (seat.hasLeft() && command.rep().status() != RepStatus.INACTIVE) {
      tellThatItLeft(seat, seat.formerGroups());
    }
  }

  void roomChanged(RoomChanged command) {
    List<LedgerEntry> ledger = rooms.change(command);
    Optional<Seat> here = rooms.seatKeptHere(command.repId());
    if (here.isPresent()) {
      boolean refused = command.sign() == Sign.REFUSED;
      String reason = refused ? Code.of(command.sign()) : "room-changed";
      Note note = Note.of(reason, Choice.about(command.repId())).with(ledger);
      if (command.refunds().isPresent()) {
        // The turn was paid in the group that the rep has left, and is gone with its place there.
        note = refunding.refund(note, refused, here.get(), Charge.NONE, command.refunds().get());
      }
      group.journal().decidedForGroup(DecisionKind.REP_CHANGED, note);
      silences.heed(command.repId());
    }
  }

  /**
   * The rep's data is up to date: it stays, goes, or moves on.
   *
   * @param brought what it is owed by where it came from
   */
  private void settle(Seat seat, boolean wasMember, List<LedgerEntry> brought) {
    Optional<Rep> rep = seat.rep();
    if (rep.isPresent() && !rep.get().group().equals(group.name())) {
      moveOn(seat, rep.get());
      return;
    }
    List<LedgerEntry> ledger = new ArrayList<>(brought);
    ledger.addAll(group.roster().changed(seat));
    DecisionKind kind =
        rep.isEmpty()
            ? DecisionKind.REP_LEFT
            : wasMember ? DecisionKind.REP_CHANGED : DecisionKind.REP_JOINED;
    String reason = rep.isEmpty() ? "removed" : Code.of(rep.get().status());
    say(kind, reason, seat, ledger);
    if (rep.isEmpty()) {
      asking.begin(seat);
    }
  }

  private void moveOn(Seat seat, Rep rep) {
    group
        .journal()
        .forward(
            rep.group(),
            new RepHandedOver(
                group.name(),
                rep,
                seat.moves(),
                seat.version(),
                seat.held(),
                seat.heldUnaccepted(),
                seat.lastAssignedAt(),
                seat.counts(),
                seat.refunds(),
                seat.credit(),
                with(group.name(), seat.formerGroups()),
                seat.silence()));
    seat.moveTo(rep.group());
    group.roster().leave(seat);
    say(DecisionKind.REP_LEFT, "moved to " + rep.group(), seat, List.of());
    asking.begin(seat);
  }

  private void say(DecisionKind kind, String reason, Seat seat, List<LedgerEntry> ledger) {
    group.journal().decidedForGroup(kind, Note.of(reason, Choice.about(seat.repId())).with(ledger));
  }

  private static Set<String> with(String name, Set<String> groups) {
    Set<String> all = new TreeSet<>(groups);
    all.add(name);
    return all;
  }

  private static Set<String> without(String name, Set<String> groups) {
    Set<String> others = new TreeSet<>(groups);
    others.remove(name);
    return others;
  }
}
