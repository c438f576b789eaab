package io.leadrouter.routing;

import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
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

  /** By line, in the order of the policy. */
  private final Map<String, Bench> benches = new LinkedHashMap<>();

  private final Map<String, Rotation> rotations = new HashMap<>();
  private final Set<Seat> changed = new LinkedHashSet<>();
  private Set<String> openedLines = new LinkedHashSet<>();
  private Set<String> freeReps = new LinkedHashSet<>();
  private Map<String, Long> virtualTimes;

  Roster(Iterable<RepSeat> stored, Map<String, Long> virtualTimes) {
    stored.forEach(seat -> seats.put(seat.repId(), Seat.of(seat)));
    this.virtualTimes = virtualTimes;
  }

  Optional<Seat> seat(String repId) {
    return Optional.ofNullable(seats.get(repId));
  }

  /** The rep's seat, a new one for a rep whom the group has not heard of. */
  Seat seatFor(String repId) {
    return seats.computeIfAbsent(repId, Seat::unheardOf);
  }

  /** The bench that a line waits for; empty when it waits for a rep, or its pool is gone. */
  Optional<Bench> bench(String line) {
    return Optional.ofNullable(benches.get(line));
  }

  /** What a lead of this line gains an hour. */
  double ageingPerHour(String line) {
    return bench(line).map(bench -> bench.pool().ageingPerHour()).orElse(DEFAULT_AGEING);
  }

  /** From now on these are the pools. Rotations that still exist go on where they are. */
  List<LedgerEntry> use(Policy policy, String group) {
    Map<String, Long> before = virtualTimes();
    Map<String, Bench> former = Map.copyOf(benches);
    benches.clear();
    rotations.clear();
    for (Pool pool : policy.pools().values()) {
      if (pool.group().equals(group)) {
        Rotation rotation =
            rotations.computeIfAbsent(
                pool.rotation(), name -> new Rotation(name, before.getOrDefault(name, 0L)));
        benches.put(Target.line(pool), new Bench(pool, rotation));
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

  /** The rep's data changed: its pools, weights and room may have. */
  List<LedgerEntry> changed(Seat seat) {
    changed.add(seat);
    return sit(seat, Map.of());
  }

  /** The rep took ({@code units > 0}) or gave back room. */
  List<LedgerEntry> load(Seat seat, int units) {
    if (units == 0) {
      return List.of();
    }
    seat.take(units);
    changed.add(seat);
    return refresh(seat, Map.of());
  }

  /** The rep got a lead from this pool and pays for its turn. */
  LedgerEntry turn(Bench bench, Ticket ticket, long sequence) {
    changed.add(ticket.seat);
    return bench.rotation().turn(ticket, sequence);
  }

  /** The rep got a lead, in turn or not. */
  void assigned(Seat seat, Instant now) {
    seat.assigned(now);
    changed.add(seat);
  }

  /** The rep left the group: its places in rotations are gone. */
  void leave(Seat seat) {
    changed.add(seat);
    seat.benches.forEach(bench -> bench.leave(seat.ticket(bench)));
    seat.benches.clear();
    seat.tickets.clear();
  }

  /** V by rotation. */
  Map<String, Long> virtualTimes() {
    Map<String, Long> times = new HashMap<>(virtualTimes);
    rotations.values().forEach(rotation -> times.put(rotation.name(), rotation.virtualTime()));
    return times;
  }

  /** Where somebody has become eligible since this was last asked. */
  Openings takeOpenings() {
    if (openedLines.isEmpty() && freeReps.isEmpty()) {
      return Openings.NONE;
    }
    Openings openings = new Openings(openedLines, freeReps);
    openedLines = new LinkedHashSet<>();
    freeReps = new LinkedHashSet<>();
    return openings;
  }

  /** Every seat that changed since this was last asked. */
  List<RepSeat> takeChanges() {
    List<RepSeat> changes = changed.stream().map(Seat::stored).toList();
    changed.clear();
    return changes;
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
    ledger.addAll(refresh(seat, former));
    return ledger;
  }

  private void ticket(Seat seat, Bench bench, List<LedgerEntry> ledger) {
    Rotation rotation = bench.rotation();
    int weight = weight(seat.rep().get(), bench.pool().strategy());
    Ticket known = seat.tickets.get(rotation.name());
    if (known == null) {
      Ticket fresh = new Ticket(seat, weight, 0, 0);
      seat.tickets.put(rotation.name(), fresh);
      ledger.add(rotation.join(fresh));
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

  private static int weight(Rep rep, Strategy strategy) {
    return strategy == Strategy.WEIGHTED_ROUND_ROBIN ? rep.weight() : 1;
  }

  /**
   * @param former the benches of the policy before, when there is a new one
   */
  private List<LedgerEntry> refresh(Seat seat, Map<String, Bench> former) {
    List<LedgerEntry> ledger = new ArrayList<>();
    for (Bench bench : seat.benches) {
      String line = Target.line(bench.pool());
      Ticket ticket = seat.ticket(bench);
      Optional<Obstacle> formerly =
          Optional.ofNullable(former.get(line)).flatMap(old -> old.obstacle(seat.repId()));
      Bench.Change change = bench.refresh(ticket, formerly);
      returned(bench.rotation(), ticket, change)
          .ifPresent(
              entry -> {
                ledger.add(entry);
                changed.add(seat);
              });
      if (change != Bench.Change.NONE && change != Bench.Change.KEPT) {
        openedLines.add(line);
      }
    }
    if (seat.free()) {
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
