package io.leadrouter.routing;

import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Holidays;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
  private final Map<String, List<Requirement>> requirements = new HashMap<>();

  /** Whom the time will say something else about, the first one first. */
  private final NavigableSet<Alarm> alarms = new TreeSet<>(Alarm.FIRST_FIRST);

  private Optional<Policy> policy = Optional.empty();
  private Set<String> otherStandIn = new LinkedHashSet<>();
  private Set<String> turnedAway = new LinkedHashSet<>();
  private Map<String, Long> virtualTimes;
  private Instant now;

  /** The time at which a rep begins or ends work, or may get leads again. */
  private record Alarm(Instant at, Seat seat) {

    static final Comparator<Alarm> FIRST_FIRST =
        Comparator.comparing(Alarm::at).thenComparing(alarm -> alarm.seat().repId());
  }

  /**
   * @param now what the group's clock shows
   */
  Roster(Iterable<RepSeat> stored, Map<String, Long> virtualTimes, Instant now) {
    this.virtualTimes = virtualTimes;
    this.now = now;
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

  /** The requirements of that text, when a route of the policy in force has them. */
  Optional<List<Requirement>> requirements(String text) {
    return Optional.ofNullable(requirements.get(text));
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
    Map<String, Long> before = virtualTimes();
    Map<String, Bench> former = Map.copyOf(benches);
    this.policy = Optional.of(policy);
    benches.clear();
    rotations.clear();
    requirements.clear();
    Map<String, Set<String>> fieldsAsked = new HashMap<>();
    Set<String> beyondCaps = new HashSet<>();
    for (Rule rule : policy.rules()) {
      for (Route route : rule.routes()) {
        learnRequirements(route, fieldsAsked);
        if (route.beyondCaps()) {
          beyondCaps.addAll(route.poolIds());
        }
      }
    }
    for (Pool pool : policy.pools().values()) {
      if (pool.group().equals(group)) {
        Rotation rotation =
            rotations.computeIfAbsent(
                pool.rotation(), name -> new Rotation(name, before.getOrDefault(name, 0L)));
        Bench bench =
            new Bench(
                pool,
                rotation,
                fieldsAsked.getOrDefault(pool.id(), Set.of()),
                beyondCaps.contains(pool.id()));
        benches.put(pool.id(), bench);
      }
    }
    virtualTimes = Map.of();
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Seat seat : seats.values()) {
      seat.benches.clear();
      ledger.addAll(sit(seat, former));
    }
    return ledger;
  }

  /**
   * @param fieldsAsked by pool: the fields of reps by which routes to it look for who suits a lead
   */
  private void learnRequirements(Route route, Map<String, Set<String>> fieldsAsked) {
    List<Requirement> requires = route.requires();
    requirements.putIfAbsent(LineName.text(requires), requires);
    for (String pool : route.poolIds()) {
      Set<String> asked = fieldsAsked.computeIfAbsent(pool, any -> new TreeSet<>());
      requires.forEach(requirement -> asked.addAll(requirement.fields()));
    }
  }

  /**
   * Lets those begin and end work whose time has come, and counts anew for those at a cap, one
   * after the other, as if somebody had looked at the clock each time: a rep has been away over a
   * night that nobody watched.
   */
  List<LedgerEntry> turnTo(Instant now) {
    List<LedgerEntry> ledger = new ArrayList<>();
    while (rings(now)) {
      Alarm alarm = alarms.first();
      this.now = alarm.at();
      lookAtTheClock(alarm.seat());
      ledger.addAll(refresh(alarm.seat(), Map.of()));
    }
    this.now = now;
    return ledger;
  }

  /** Whether somebody begins or ends work at that time or may get leads again, or did before. */
  boolean rings(Instant now) {
    return !alarms.isEmpty() && !alarms.first().at().isAfter(now);
  }

  /** The rep's data changed: its pools, weights and room may have. */
  List<LedgerEntry> changed(Seat seat) {
    changed.add(seat);
    List<LedgerEntry> ledger = sit(seat, Map.of());
    // Who could take leads before may meet what other leads ask for now.
    seat.benches.forEach(bench -> openedPools.add(bench.line()));
    return ledger;
  }

  /** The rep took ({@code units > 0}) or gave back room, or accepted a lead. */
  List<LedgerEntry> load(Seat seat, int units, int unaccepted) {
    seat.take(units, unaccepted);
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /** The rep got a lead from this pool and pays for its turn. */
  LedgerEntry turn(Bench bench, Ticket ticket, long sequence) {
    changed.add(ticket.seat);
    return bench.rotation().turn(ticket, sequence);
  }

  /** The rep got a lead, in turn or not: nobody who waits can hope for anything from that. */
  void assigned(Seat seat, int units) {
    seat.take(units, 1);
    setAlarm(seat, seat::count);
    changed.add(seat);
    for (Bench bench : seat.benches) {
      bench.refresh(seat.ticket(bench), Optional.empty());
    }
  }

  /** What the rep got at that time does not count in its caps any more. */
  List<LedgerEntry> uncounted(Seat seat, Instant at) {
    setAlarm(seat, () -> seat.uncount(at));
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /** The rep got a lead at that time, before the group knew of it. */
  void adopted(Seat seat, int units, int unaccepted, Instant at) {
    seat.take(units, unaccepted);
    setAlarm(seat, () -> seat.count(at));
    changed.add(seat);
    refresh(seat, Map.of());
  }

  /** The rep left the group: its places in rotations are gone. */
  void leave(Seat seat) {
    changed.add(seat);
    seat.benches.forEach(bench -> bench.leave(seat.ticket(bench)));
    seat.benches.clear();
    seat.tickets.clear();
    lookAtTheClock(seat);
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

  /** V by rotation. */
  Map<String, Long> virtualTimes() {
    Map<String, Long> times = new HashMap<>(virtualTimes);
    rotations.values().forEach(rotation -> times.put(rotation.name(), rotation.virtualTime()));
    return times;
  }

  /** Where somebody has become eligible since this was last asked. */
  Openings takeOpenings() {
    if (openedPools.isEmpty() && freeReps.isEmpty()) {
      return Openings.NONE;
    }
    Openings openings = new Openings(openedPools, freeReps);
    openedPools = new LinkedHashSet<>();
    freeReps = new LinkedHashSet<>();
    return openings;
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

  private List<LedgerEntry> sit(Seat seat, Map<String, Bench> former) {
    List<LedgerEntry> ledger = new ArrayList<>();
    List<Bench> before = List.copyOf(seat.benches);
    seat.benches.clear();
    Set<String> turnsIn = new LinkedHashSet<>();
    for (Bench bench : benches.values()) {
      if (seat.member() && bench.pool().admits(seat.rep().get())) {
        seat.benches.add(bench);
        turnsIn.add(bench.rotation().name());
        ticket(seat, bench, ledger);
      } else if (before.contains(bench)) {
        bench.leave(seat.ticket(bench));
      }
    }
    if (seat.tickets.keySet().retainAll(turnsIn)) {
      changed.add(seat);
    }
    lookAtTheClock(seat);
    ledger.addAll(refresh(seat, former));
    return ledger;
  }

  private void ticket(Seat seat, Bench bench, List<LedgerEntry> ledger) {
    Rotation rotation = bench.rotation();
    int weight = bench.pool().weight(seat.rep().get());
    Ticket known = seat.tickets.get(rotation.name());
    if (known == null) {
      Ticket fresh = new Ticket(seat, weight, 0, 0);
      seat.tickets.put(rotation.name(), fresh);
      ledger.add(rotation.join(fresh));
      seat.takeTurnsAhead(rotation.name())
          .ifPresent(turns -> ledger.add(rotation.bring(fresh, turns)));
      changed.add(seat);
    } else if (known.weight == Ticket.WEIGHT_NOT_STORED) {
      known.weight = weight;
    } else {
      rotation
          .reweigh(known, weight)
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(seat);
              });
    }
  }

  private void lookAtTheClock(Seat seat) {
    Optional<String> before = seat.standIn();
    boolean wasAway = seat.away();
    setAlarm(
        seat,
        () -> {
          if (seat.lookAtTheClock(
              region -> policy.map(known -> known.holidays(region)).orElse(Holidays.NONE))) {
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

  private void setAlarm(Seat seat, Runnable change) {
    Optional<Instant> before = seat.alarm();
    change.run();
    Optional<Instant> after = seat.alarm();
    if (!after.equals(before)) {
      before.ifPresent(at -> alarms.remove(new Alarm(at, seat)));
      after.ifPresent(at -> alarms.add(new Alarm(at, seat)));
    }
  }

  /**
   * @param former the benches of the policy before, when there is a new one
   */
  private List<LedgerEntry> refresh(Seat seat, Map<String, Bench> former) {
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Bench bench : seat.benches) {
      Ticket ticket = seat.ticket(bench);
      Optional<Obstacle> formerly =
          Optional.ofNullable(former.get(bench.pool().id()))
              .flatMap(old -> old.obstacle(seat.repId()));
      Bench.Change change = bench.refresh(ticket, formerly);
      returned(bench.rotation(), ticket, change)
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(seat);
              });
      if (change != Bench.Change.NONE && change != Bench.Change.KEPT) {
        openedPools.add(bench.line());
      }
    }
    // One at a cap may take a lead that goes beyond caps.
    if (seat.obstacle(true).isEmpty()) {
      freeReps.add(seat.repId());
    }
    return ledger;
  }

  private static Optional<LedgerEntry> returned(
      Rotation rotation, Ticket ticket, Bench.Change change) {
    return switch (change) {
      case NONE, JOINED, KEPT -> Optional.empty();
      case CAME_BACK -> rotation.lift(ticket);
      case HAS_ROOM -> rotation.boundDebt(ticket);
    };
  }
}
