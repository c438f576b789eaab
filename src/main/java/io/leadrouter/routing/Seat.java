package io.leadrouter.routing;

import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.Holidays;
import io.leadrouter.policy.Hours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A rep at a group's desk, while the group's one writer works with it. Whoever changes it tells the
 * {@link Roster}, which keeps the order of turns and knows what to store. Not thread-safe.
 */
final class Seat {

  /** Routes to a rep know no pool, and so no pool's default cap. */
  static final OptionalInt NO_DEFAULT_CAP = OptionalInt.empty();

  private final String repId;
  private Optional<Rep> rep;
  private int moves;
  private long version;
  private Presence presence;
  private String movedTo;
  private int load;
  private Optional<Instant> lastAssignedAt;

  /** Its places in rotations, by rotation; the roster's to change. */
  final Map<String, Ticket> tickets = new HashMap<>();

  /** The pools it is a member of; the roster's to change. */
  final List<Bench> benches = new ArrayList<>();

  private OnTheClock own = OnTheClock.ALWAYS;
  private final Map<Bench, OnTheClock> inPool = new HashMap<>();
  private Optional<Instant> alarm = Optional.empty();
  private Optional<String> standIn = Optional.empty();

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

  /** Somebody the group has not heard of, and who may be anywhere yet. */
  static Seat unheardOf(String repId) {
    return new Seat(
        new RepSeat(
            repId,
            Optional.empty(),
            0,
            0,
            Presence.EXPECTED,
            "",
            0,
            Optional.empty(),
            Map.of(),
            Map.of()));
  }

  String repId() {
    return repId;
  }

  /** The latest data; empty: removed, or not known yet. */
  Optional<Rep> rep() {
    return rep;
  }

  int moves() {
    return moves;
  }

  long version() {
    return version;
  }

  Presence presence() {
    return presence;
  }

  /** The group that has the rep now; empty unless it has MOVED. */
  String movedTo() {
    return movedTo;
  }

  /** What the rep holds, in capacity units; below 0 while what it held is on its way here. */
  int load() {
    return load;
  }

  Optional<Instant> lastAssignedAt() {
    return lastAssignedAt;
  }

  void learn(Optional<Rep> rep, int moves, long version) {
    this.rep = rep;
    this.moves = moves;
    this.version = version;
  }

  /** Another group is going to hand it over. */
  void expect() {
    presence = Presence.EXPECTED;
    movedTo = "";
  }

  /** A member from now on. */
  void arrive() {
    presence = Presence.HERE;
    movedTo = "";
  }

  /** Leaves for another group, with what it holds. */
  void moveTo(String group) {
    presence = Presence.MOVED;
    movedTo = group;
    load = 0;
  }

  void take(int units) {
    load += units;
  }

  void assigned(Instant now) {
    lastAssignedAt = Optional.of(now);
  }

  void lastAssigned(Optional<Instant> at) {
    lastAssignedAt = at;
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

  /** Whether the rep can take a lead that is meant for it. */
  boolean free() {
    return obstacle().isEmpty();
  }

  /**
   * Takes note of the time, and of what the rep's data says about it.
   *
   * @param holidays by region
   */
  void lookAtTheClock(Function<String, Holidays> holidays, Instant now) {
    own = OnTheClock.ALWAYS;
    inPool.clear();
    alarm = Optional.empty();
    standIn = Optional.empty();
    if (member()) {
      Rep who = rep.get();
      Hours working =
          Hours.of(who.timeZone(), who.workingHours(), holidays.apply(who.holidayRegion()));
      own = OnTheClock.of(who, working, now);
      benches.forEach(bench -> inPool.put(bench, bench.onTheClock(who, now)));
      alarm = inPool.values().stream().reduce(own, OnTheClock::and).until();
      standIn = Optional.of(who.backupRepId()).filter(backup -> !backup.isEmpty() && away(who));
    }
  }

  private boolean away(Rep who) {
    return who.status() == RepStatus.ON_LEAVE
        || who.status() == RepStatus.INACTIVE
        || own.obstacle().equals(Optional.of(Obstacle.TIME_OFF));
  }

  /** When to look at the clock again; empty: never. */
  Optional<Instant> alarm() {
    return alarm;
  }

  /** The rep who stands in for this one, which is away; empty: nobody, or it is not away. */
  Optional<String> standIn() {
    return standIn;
  }

  /** Why the rep cannot take a lead of this pool now; empty: it can. */
  Optional<Obstacle> obstacle(Bench bench) {
    OnTheClock clock = own.and(inPool.getOrDefault(bench, OnTheClock.ALWAYS));
    return obstacle(clock, bench.pool().caps().openLeads());
  }

  /** Why the rep cannot take a lead that is meant for it; empty: it can. */
  Optional<Obstacle> obstacle() {
    return obstacle(own, NO_DEFAULT_CAP);
  }

  private Optional<Obstacle> obstacle(OnTheClock clock, OptionalInt defaultCap) {
    if (!member()) {
      return Optional.of(Obstacle.NOT_IN_GROUP);
    }
    RepStatus status = rep.get().status();
    if (status != RepStatus.ACTIVE) {
      return Optional.of(Obstacle.of(status));
    }
    if (clock.obstacle().isPresent()) {
      return clock.obstacle();
    }
    OptionalInt room = room(defaultCap);
    return room.isPresent() && room.getAsInt() <= 0
        ? Optional.of(Obstacle.AT_CAPACITY)
        : Optional.empty();
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
