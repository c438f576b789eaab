package io.leadrouter.routing;

import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.PoolCaps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The room of each pool as a whole, also of pools that the policy does not have any more and leads
 * came from. Not thread-safe.
 */
final class PoolRooms {

  /** Ordered, so that a change of policy changes the same records in the same order. */
  private final Map<String, PoolRoom> rooms = new TreeMap<>();

  private final Alarms<PoolRoom> alarms = new Alarms<>(PoolRoom::pool, PoolRoom::alarm);
  private final Set<PoolRoom> changed = new LinkedHashSet<>();
  private final Supplier<Instant> now;

  /**
   * @param open leads, of which some are held
   * @param now tells the group's time
   */
  PoolRooms(Iterable<PoolTally> stored, Iterable<OpenLead> open, Supplier<Instant> now) {
    this.now = now;
    stored.forEach(tally -> rooms.put(tally.pool(), new PoolRoom(tally, now)));
    for (OpenLead lead : open) {
      Holding holding = lead.holding();
      if (lead.status() == LeadStatus.ASSIGNED && !holding.pool().isEmpty()) {
        of(holding.pool()).take(holding.units(), holding.unaccepted());
      }
    }
  }

  PoolRoom of(String pool) {
    return rooms.computeIfAbsent(pool, fresh -> new PoolRoom(fresh, now));
  }

  /** From now on the caps of these pools hold, as far as they are of the group. */
  void use(Policy policy, String group) {
    Map<String, PoolCaps> caps = new HashMap<>();
    for (Pool pool : policy.pools().values()) {
      if (pool.group().equals(group)) {
        caps.put(of(pool.id()).pool(), pool.poolCaps());
      }
    }
    for (PoolRoom room : rooms.values()) {
      alarms.change(
          room,
          () -> {
            if (room.limit(caps.getOrDefault(room.pool(), PoolCaps.NONE))) {
              changed.add(room);
            }
          });
    }
  }

  /**
   * Its members take room of it, or give it back.
   *
   * @return whether it matters to a cap
   */
  boolean take(String pool, int units, int unaccepted) {
    PoolRoom room = of(pool);
    room.take(units, unaccepted);
    return room.limited();
  }

  /**
   * It gives a lead, or what it gave was none; remembered where a cap asks for it.
   *
   * @return whether one does
   */
  boolean tally(String pool, Consumer<PoolRoom> change) {
    PoolRoom room = of(pool);
    if (room.counts()) {
      alarms.change(room, () -> change.accept(room));
      changed.add(room);
    }
    return room.counts();
  }

  /** When the time will say something else about one of them; {@link Instant#MAX}: never. */
  Instant alarm() {
    return alarms.first();
  }

  /** About which of them, now; there is one. */
  PoolRoom ring() {
    PoolRoom room = alarms.next();
    alarms.change(room, room::lookAtTheClock);
    return room;
  }

  /** Every tally that changed since this was last asked. */
  List<PoolTally> takeChanges() {
    if (changed.isEmpty()) {
      return List.of();
    }
    List<PoolTally> changes = new ArrayList<>(changed.size());
    changed.forEach(room -> changes.add(room.stored()));
    changed.clear();
    return changes;
  }
}
