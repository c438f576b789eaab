package io.leadrouter.routing;

import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** A rep at a group's desk, while the group's one writer works with it. */
final class Seat {

  static final String AT_CAPACITY = "at-capacity";

  /** Routes to a rep know no pool, and so no pool's default cap. */
  static final OptionalInt NO_DEFAULT_CAP = OptionalInt.empty();

  private final String repId;
  Optional<Rep> rep;
  int moves;
  long version;
  Presence presence;
  String movedTo;
  int load;
  Optional<Instant> lastAssignedAt;

  /** Its places in rotations, by rotation. */
  final Map<String, Ticket> tickets = new HashMap<>();

  /** The pools it is a member of. */
  final List<Bench> benches = new ArrayList<>();

  private Seat(RepSeat stored) {
    repId = stored.repId();
    rep = stored.rep();
    moves = stored.moves();
    version = stored.version();
    presence = stored.presence();
    movedTo = stored.movedTo();
    load = stored.load();
    lastAssignedAt = stored.lastAssignedAt();
  }

  /** As it was stored. */
  static Seat of(RepSeat stored) {
    Seat seat = new Seat(stored);
    stored
        .tags()
        .forEach(
            (rotation, tag) -> {
              long lastTurn = stored.lastTurns().getOrDefault(rotation, 0L);
              seat.tickets.put(rotation, new Ticket(seat, Ticket.WEIGHT_NOT_STORED, tag, lastTurn));
            });
    return seat;
  }

  /** Somebody the group has not heard of. */
  static Seat empty(String repId, Presence presence) {
    return new Seat(
        new RepSeat(
            repId, Optional.empty(), 0, 0, presence, "", 0, Optional.empty(), Map.of(), Map.of()));
  }

  String repId() {
    return repId;
  }

  /** Its place in the rotation of a pool that it is a member of. */
  Ticket ticket(Bench bench) {
    return tickets.get(bench.rotation().name());
  }

  /** Whether the rep belongs to the group now, eligible or not. */
  boolean member() {
    return presence == Presence.HERE && rep.isPresent();
  }

  /** Whether to wait for the rep here: a member, or one on its way from another group. */
  boolean belongs() {
    return presence != Presence.MOVED && rep.isPresent();
  }

  /**
   * Why the rep cannot take a lead now, as a code; empty: it can.
   *
   * @param defaultCap open leads of a rep without a cap of its own
   */
  Optional<String> obstacle(OptionalInt defaultCap) {
    if (!member()) {
      return Optional.of("not-in-group");
    }
    if (!active()) {
      return Optional.of(Code.of(rep.get().status()));
    }
    OptionalInt room = room(defaultCap);
    return room.isPresent() && room.getAsInt() <= 0 ? Optional.of(AT_CAPACITY) : Optional.empty();
  }

  boolean active() {
    return rep.isPresent() && rep.get().status() == RepStatus.ACTIVE;
  }

  /** What is left under the cap, below 0 when the cap was lowered; empty: no cap. */
  OptionalInt room(OptionalInt defaultCap) {
    OptionalInt own = rep.isPresent() ? rep.get().caps().openLeads() : OptionalInt.empty();
    OptionalInt cap = own.isPresent() ? own : defaultCap;
    return cap.isPresent() ? OptionalInt.of(cap.getAsInt() - load) : OptionalInt.empty();
  }

  RepSeat stored() {
    Map<String, Long> tags = new HashMap<>();
    Map<String, Long> lastTurns = new HashMap<>();
    tickets.forEach(
        (rotation, ticket) -> {
          tags.put(rotation, ticket.tag);
          lastTurns.put(rotation, ticket.lastTurn);
        });
    return new RepSeat(
        repId, rep, moves, version, presence, movedTo, load, lastAssignedAt, tags, lastTurns);
  }
}
