package io.leadrouter.routing;

import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.Workforce;
import io.leadrouter.policy.Absence;
import io.leadrouter.policy.Holidays;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.Returning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The group's reps, their room and their turns. Whatever changes a rep goes through here, so that
 * benches and rotations always agree with it, and so that it is known which records changed and
 * which lines may move. Not thread-safe.
 */
final class Roster {

  /** What a lead gains an hour where no pool says otherwise. */
  static final double DEFAULT_AGEING = 1;

  /** Ordered, so that a change of policy makes the same ledger entries in the same order. */
  private final Map<String, Seat> seats = new TreeMap<>();

  /** By pool, in the order of the policy. */
  private final Map<String, Bench> benches = new LinkedHashMap<>();

  private final Map<String, Rotation> rotations = new HashMap<>();
  private final Set<Seat> changed = new LinkedHashSet<>();
  private Set<String> openedPools = new LinkedHashSet<>();
  private Set<String> freeReps = new LinkedHashSet<>();

  /** Who begins or ends work then, or may get leads again. */
  private final Alarms<Seat> alarms = new Alarms<>(Seat::repId, Seat::alarm);

  private final PoolRooms pools;
  private Optional<Policy> policy = Optional.empty();
  private RouteDemands demands = RouteDemands.NONE;
  private Set<String> otherStandIn = new LinkedHashSet<>();
  private Set<String> turnedAway = new LinkedHashSet<>();
  private Map<String, Long> virtualTimes;
  private Instant now;

  /**
   * @param open leads, of which some are held
   * @param now what the group's clock shows
   */
  Roster(
      Iterable<RepSeat> stored,
      Iterable<PoolTally> tallies,
      Iterable<OpenLead> open,
      Map<String, Long> virtualTimes,
      Instant now) {
    this.virtualTimes = Map.copyOf(virtualTimes);
    this.now = now;
    pools = new PoolRooms(tallies, open, this::now);
    stored.forEach(seat -> seats.put(seat.repId(), Seat.of(seat, this::now)));
  }

  Optional<Seat> seat(String repId) {
    return Optional.ofNullable(seats.get(repId));
  }

  /** In the order of the reps' ids. */
  Collection<Seat> seats() {
    return Collections.unmodifiableCollection(seats.values());
  }

  /** The rep's seat, a new one for a rep whom the group has not heard of. */
  Seat seatFor(String repId) {
    return seats.computeIfAbsent(repId, fresh -> Seat.unheardOf(fresh, this::now));
  }

  private Instant now() {
    return now;
  }

  /** The bench that a line waits for; empty when it waits for a rep, or its pool is gone. */
  Optional<Bench> bench(String line) {
    return LineName.pool(line).map(benches::get);
  }

  /** The bench of a pool; empty when it is another group's. */
  Optional<Bench> benchOf(String pool) {
    return Optional.ofNullable(benches.get(pool));
  }

  /** When the rep works; empty: nobody knows. */
  Optional<Hours> hours(String repId) {
    return seat(repId).flatMap(seat -> seat.hours(this::holidays));
  }

  private Holidays holidays(String region) {
    return policy.map(known -> known.holidays(region)).orElse(Holidays.NONE);
  }

  /** The requirements of that text, when a route of the policy in force has them. */
  Optional<List<Requirement>> requirements(String text) {
    return demands.requirements(text);
  }

  /** These reps, and after each who is away those who stand in for it. */
  List<String> withStandIns(List<String> repIds) {
    Set<String> all = new LinkedHashSet<>();
    for (String repId : repIds) {
      Optional<String> next = Optional.of(repId);
      // Two who stand in for each other are away together.
      while (next.isPresent() && all.add(next.get())) {
        next = seat(next.get()).flatMap(Seat::standIn);
      }
    }
    return List.copyOf(all);
  }

  /** What a lead of this line gains an hour. */
  double ageingPerHour(String line) {
    return bench(line).map(bench -> bench.pool().ageingPerHour()).orElse(DEFAULT_AGEING);
  }

  /** There is no policy yet, and so no pool; reps begin and end work all the same. */
  List<LedgerEntry> useNone() {
    seats.values().forEach(this::lookAtTheClock);
    return List.of();
  }

  /** From now on these are the pools. Rotations that still exist go on where they are. */
  List<LedgerEntry> use(Policy policy, String group) {
    Map<String, Bench> former = Map.copyOf(benches);
    this.policy = Optional.of(policy);
    pools.use(policy, group);
    benches.clear();
    rotations.clear();
    demands = RouteDemands.of(policy);
    for (Pool pool : policy.pools().values()) {
      if (pool.group().equals(group)) {
        Rotation rotation =
            rotations.computeIfAbsent(
                pool.rotation(), name -> new Rotation(name, virtualTimes.getOrDefault(name, 0L)));
        Bench bench =
            new Bench(
                pool,
                rotation,
                pools.of(pool.id()),
                demands.fields(pool.id()),
                demands.beyondCaps(pool.id()));
        benches.put(pool.id(), bench);
      }
    }
    virtualTimes = timesOf(rotations.values());
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Seat seat : seats.values()) {
      seat.memberships.clear();
      ledger.addAll(sit(seat));
    }
    // What somebody missed depends on the weights of all the others.
    for (Seat seat : seats.values()) {
      ledger.addAll(refresh(seat, former));
    }
    for (Bench bench : benches.values()) {
      Optional<Bench> old = Optional.ofNullable(former.get(bench.pool().id()));
      ledger.addAll(lookAtRoom(bench, old.flatMap(Bench::shut)));
    }
    return ledger;
  }

  /**
   * Lets those begin and end work whose time has come, and counts anew for those at a cap, and for
   * pools at one, one after the other, as if somebody had looked at the clock each time: a rep has
   * been away over a night that nobody watched.
   */
  List<LedgerEntry> turnTo(Instant now) {
    List<LedgerEntry> ledger = new ArrayList<>();
    while (rings(now)) {
      this.now = nextAlarm();
      ledger.addAll(alarms.first().equals(this.now) ? ring(alarms.next()) : ring(pools.ring()));
    }
    this.now = now;
    return ledger;
  }

  /**
   * Whether somebody begins or ends work at that time or may get leads again, or a pool may give
   * them, or did before.
   */
  boolean rings(Instant now) {
    return !nextAlarm().isAfter(now);
  }

  private Instant nextAlarm() {
    Instant rep = alarms.first();
    return rep.isAfter(pools.alarm()) ? pools.alarm() : rep;
  }

  private List<LedgerEntry> ring(Seat seat) {
    List<LedgerEntry> ledger = new ArrayList<>();
    if (seat.forgetsWhatItIsOwed()) {
      changed.add(seat);
      ledger.add(LedgerEntry.ofCredit(seat.repId(), "expire", 0));
    }
    lookAtTheClock(seat);
    ledger.addAll(refresh(seat, Map.of()));
    return ledger;
  }

  private List<LedgerEntry> ring(PoolRoom room) {
    return lookAtRoom(room.pool());
  }

  /** The rep's data changed: its pools, weights and room may have. */
  List<LedgerEntry> changed(Seat seat) {
    changed.add(seat);
    List<LedgerEntry> ledger = sit(seat);
    ledger.addAll(refresh(seat, Map.of()));
    // Who could take leads before may meet what other leads ask for now.
    seat.memberships.forEach(member -> openedPools.add(member.bench().line()));
    return ledger;
  }

  /** The rep took or gave back room, or said something of a lead, or nothing. */
  List<LedgerEntry> load(Seat seat, Command.RoomChanged change) {
    alarms.change(seat, () -> seat.change(change));
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /** The rep gets no leads until then. */
  List<LedgerEntry> pause(Seat seat, Instant until) {
    alarms.change(seat, () -> seat.pause(until));
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /** The rep got a lead from this pool and pays for its turn, unless it is owed one. */
  List<LedgerEntry> turn(Member member, long sequence) {
    Seat seat = member.seat();
    Bench bench = member.bench();
    Ticket ticket = member.ticket();
    changed.add(seat);
    LedgerEntry turn = bench.rotation().turn(ticket, sequence);
    followTime(bench.rotation());
    int owed = seat.turnsOwed();
    if (owed == 0 || !bench.goesByTurns()) {
      return List.of(turn);
    }
    alarms.change(seat, () -> seat.countTurn(onReturn().credit()));
    return seat.turnsOwed() == owed ? List.of(turn) : List.of(turn, bench.rotation().repay(ticket));
  }

  /** The rep comes from a group that owed it turns. */
  Optional<LedgerEntry> owe(Seat seat, Credit credit) {
    if (!credit.expires().isAfter(now)) {
      return Optional.empty();
    }
    alarms.change(seat, () -> seat.owe(credit, onReturn().credit()));
    changed.add(seat);
    return Optional.of(LedgerEntry.ofCredit(seat.repId(), "credit", seat.turnsOwed()));
  }

  private Returning onReturn() {
    return policy.map(known -> known.conduct().onReturn()).orElse(Returning.DEFAULT);
  }

  /** The rep got a lead, in turn or not: nobody who waits can hope for anything from that. */
  List<LedgerEntry> assigned(Seat seat, int units) {
    seat.take(units, 1);
    alarms.change(seat, seat::count);
    changed.add(seat);
    List<LedgerEntry> ledger = List.of();
    for (Member member : seat.memberships) {
      Bench.Change change = member.bench().refresh(member, Optional.empty());
      if (change.over().isPresent()) {
        ledger = new ArrayList<>(ledger);
        returned(member, change.over().get()).ifPresent(ledger::add);
      }
    }
    return ledger;
  }

  /**
   * What the rep got at that time counts as never given: not in its caps, and what it paid for the
   * turn is its own again, if it still has the place that it paid in.
   */
  List<LedgerEntry> refund(Seat seat, Charge charge, Instant at) {
    alarms.change(seat, () -> seat.uncount(at));
    changed.add(seat);
    // Before the turn: who is lifted for a cap that is reached no more keeps what it is given back.
    List<LedgerEntry> ledger = refresh(seat, Map.of());
    Optional<Ticket> ticket = seat.ticket(charge.rotation());
    Rotation rotation = rotations.get(charge.rotation());
    if (charge.amount() > 0 && ticket.isPresent() && rotation != null) {
      ledger.add(rotation.refund(ticket.get(), charge.amount()));
    }
    return ledger;
  }

  /** The rep got a lead at that time, before the group knew of it. */
  List<LedgerEntry> adopted(Seat seat, int units, int unaccepted, Instant at) {
    seat.take(units, unaccepted);
    alarms.change(seat, () -> seat.count(at));
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /**
   * The members of a pool took room of it together, or gave it back, or accepted a lead.
   *
   * @param pool empty: of none
   */
  List<LedgerEntry> load(String pool, int units, int unaccepted) {
    if (pool.isEmpty() || units == 0 && unaccepted == 0) {
      return List.of();
    }
    return pools.take(pool, units, unaccepted) ? lookAtRoom(pool) : List.of();
  }

  /** The pool gave a lead at that time. */
  List<LedgerEntry> gave(String pool, Instant at) {
    return pools.tally(pool, room -> room.count(at)) ? lookAtRoom(pool) : List.of();
  }

  /**
   * What the pool gave at that time counts as never given.
   *
   * @param pool empty: none did
   */
  List<LedgerEntry> refund(String pool, Instant at) {
    if (pool.isEmpty()) {
      return List.of();
    }
    return pools.tally(pool, room -> room.uncount(at)) ? lookAtRoom(pool) : List.of();
  }

  /** The rep left the group: its places in rotations are gone. */
  void leave(Seat seat) {
    changed.add(seat);
    seat.memberships.forEach(member -> member.bench().leave(member));
    seat.memberships.clear();
    keepOnly(Set.of(), seat);
    lookAtTheClock(seat);
  }

  /** Whether one of the next two has somebody. */
  boolean absencesChanged() {
    return !otherStandIn.isEmpty() || !turnedAway.isEmpty();
  }

  /** Who has another to stand in for it than when this was last asked, or nobody any more. */
  Set<String> takeOtherStandIns() {
    Set<String> taken = otherStandIn;
    otherStandIn = new LinkedHashSet<>();
    return taken;
  }

  /** Who has gone on leave, or begun its time off, since this was last asked. */
  Set<String> takeTurnedAway() {
    Set<String> taken = turnedAway;
    turnedAway = new LinkedHashSet<>();
    return taken;
  }

  /** Whether what the rep holds is being passed on. */
  void passesOn(Seat seat, boolean passesOn) {
    seat.passesOn(passesOn);
    changed.add(seat);
  }

  /** Whether those who wait for the rep are being placed again. */
  void asksAgain(Seat seat, boolean asksAgain) {
    seat.asksAgain(asksAgain);
    changed.add(seat);
  }

  Workforce workforce() {
    return Survey.of(seats.values(), benches.values(), rotations.values());
  }

  /** V by rotation; never changed itself. */
  Map<String, Long> virtualTimes() {
    return virtualTimes;
  }

  /** A turn may have moved its V. */
  private void followTime(Rotation rotation) {
    if (virtualTimes.get(rotation.name()) != rotation.virtualTime()) {
      virtualTimes = timesOf(rotations.values());
    }
  }

  /**
   * An array, because this is done at every turn, and to copy a map takes several times as long.
   */
  @SuppressWarnings("unchecked")
  private static Map<String, Long> timesOf(Collection<Rotation> rotations) {
    Map.Entry<String, Long>[] times = new Map.Entry[rotations.size()];
    int next = 0;
    for (Rotation rotation : rotations) {
      times[next++] = Map.entry(rotation.name(), rotation.virtualTime());
    }
    return Map.ofEntries(times);
  }

  /** Where somebody has become eligible since this was last asked; empty: nobody has. */
  Optional<Openings> takeOpenings() {
    if (openedPools.isEmpty() && freeReps.isEmpty()) {
      return Optional.empty();
    }
    Openings openings = new Openings(openedPools, freeReps);
    openedPools = new LinkedHashSet<>();
    freeReps = new LinkedHashSet<>();
    return Optional.of(openings);
  }

  /** Every seat that changed since this was last asked. */
  List<RepSeat> takeChanges() {
    if (changed.isEmpty()) {
      return List.of();
    }
    List<RepSeat> changes = new ArrayList<>(changed.size());
    changed.forEach(seat -> changes.add(seat.stored()));
    changed.clear();
    return Collections.unmodifiableList(changes);
  }

  /** Every tally of a pool that changed since this was last asked. */
  List<PoolTally> takeTallies() {
    return pools.takeChanges();
  }

  private List<LedgerEntry> sit(Seat seat) {
    List<LedgerEntry> ledger = new ArrayList<>();
    List<Member> memberships = new ArrayList<>();
    Set<String> turnsIn = new LinkedHashSet<>();
    for (Bench bench : benches.values()) {
      Optional<Member> before = seat.on(bench);
      if (seat.member() && bench.pool().admits(seat.rep().get())) {
        turnsIn.add(bench.rotation().name());
        Ticket ticket = ticket(seat, bench, ledger);
        memberships.add(before.orElseGet(() -> bench.join(ticket)));
      } else if (before.isPresent()) {
        bench.leave(before.get());
        // Its ticket may be moved yet, for another pool that shares the rotation.
        seat.memberships.remove(before.get());
      }
    }
    seat.memberships.clear();
    seat.memberships.addAll(memberships);
    if (keepOnly(turnsIn, seat)) {
      changed.add(seat);
    }
    lookAtTheClock(seat);
    return ledger;
  }

  /** Whether the rep had a place in any other rotation, which is gone now. */
  private boolean keepOnly(Set<String> turnsIn, Seat seat) {
    return seat.tickets.removeIf(
        ticket -> {
          boolean gone = !turnsIn.contains(ticket.rotation);
          if (gone && rotations.containsKey(ticket.rotation)) {
            rotations.get(ticket.rotation).dismiss(ticket);
          }
          return gone;
        });
  }

  private Ticket ticket(Seat seat, Bench bench, List<LedgerEntry> ledger) {
    Rotation rotation = bench.rotation();
    int weight = bench.pool().weight(seat.rep().get());
    Optional<Ticket> before = seat.ticket(rotation.name());
    if (before.isEmpty()) {
      Ticket fresh = new Ticket(rotation.name(), seat, weight, 0, 0);
      seat.tickets.add(fresh);
      ledger.add(rotation.join(fresh));
      seat.takeTurnsAhead(rotation.name())
          .ifPresent(turns -> ledger.add(rotation.bring(fresh, turns)));
      changed.add(seat);
      return fresh;
    }
    Ticket known = before.get();
    if (known.weight == Ticket.WEIGHT_NOT_STORED) {
      known.weight = weight;
      rotation.admit(known);
    } else {
      rotation.admit(known);
      rotation
          .reweigh(known, weight)
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(seat);
              });
    }
    return known;
  }

  private void lookAtTheClock(Seat seat) {
    Optional<String> before = seat.standIn();
    boolean wasAway = seat.away();
    alarms.change(
        seat,
        () -> {
          if (seat.lookAtTheClock(this::holidays)) {
            changed.add(seat);
          }
        });
    if (!seat.standIn().equals(before)) {
      otherStandIn.add(seat.repId());
    }
    if (seat.away() && !wasAway) {
      turnedAway.add(seat.repId());
    }
  }

  private List<LedgerEntry> lookAtRoom(String pool) {
    Optional<Bench> bench = benchOf(pool);
    return bench.isEmpty() ? List.of() : lookAtRoom(bench.get(), bench.get().shut());
  }

  /**
   * A pool that gives nothing stops its own order of turns, but not one that it shares: there, the
   * others have gone on meanwhile.
   *
   * @param before why it gave nothing
   */
  private List<LedgerEntry> lookAtRoom(Bench bench, Optional<Obstacle> before) {
    Bench.Change change = bench.lookAtRoom(before);
    if (change.opened()) {
      openedPools.add(bench.line());
    }
    if (change.over().isEmpty() || !bench.rotation().shared()) {
      return List.of();
    }
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Member behind : bench.behind()) {
      returned(behind, change.over().get())
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(behind.seat());
              });
    }
    return ledger;
  }

  /**
   * @param former the benches of the policy before, when there is a new one
   */
  private List<LedgerEntry> refresh(Seat seat, Map<String, Bench> former) {
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Member member : seat.memberships) {
      Bench bench = member.bench();
      Optional<Obstacle> formerly =
          Optional.ofNullable(former.get(bench.pool().id()))
              .flatMap(old -> old.obstacle(seat.repId()));
      Bench.Change change = bench.refresh(member, formerly);
      change
          .over()
          .flatMap(absence -> returned(member, absence))
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(seat);
              });
      if (change.opened()) {
        openedPools.add(bench.line());
      }
    }
    // One at a cap may take a lead that goes beyond caps.
    if (seat.obstacle(true).isEmpty()) {
      freeReps.add(seat.repId());
    }
    return ledger;
  }

  private Optional<LedgerEntry> returned(Member member, Absence absence) {
    Bench bench = member.bench();
    Ticket ticket = member.ticket();
    Rotation rotation = bench.rotation();
    return switch (onReturn().after(absence)) {
      case KEEP -> rotation.boundDebt(ticket);
      case SKIP -> rotation.lift(ticket);
      case CREDIT -> bench.goesByTurns() ? credited(rotation, ticket) : rotation.lift(ticket);
    };
  }

  private Optional<LedgerEntry> credited(Rotation rotation, Ticket ticket) {
    int missed = rotation.missed(ticket);
    if (missed == 0) {
      return rotation.lift(ticket);
    }
    alarms.change(ticket.seat, () -> ticket.seat.owe(missed, onReturn().credit()));
    return Optional.of(rotation.credit(ticket));
  }
}
