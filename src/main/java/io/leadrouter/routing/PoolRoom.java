package io.leadrouter.routing;

import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.policy.PoolCaps;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * What the members of a pool together hold and got of what comes from it, and may. What they hold
 * follows from the leads; what they got is remembered while a cap asks for it. Not thread-safe.
 */
final class PoolRoom {

  private final String pool;
  private final Supplier<Instant> now;
  private final Usage usage;
  private Limits limits = Limits.NONE;
  private Optional<Instant> alarm = Optional.empty();

  /**
   * @param now tells the group's time
   */
  PoolRoom(String pool, Supplier<Instant> now) {
    this(new PoolTally(pool, Optional.empty(), LeadCounts.NONE), now);
  }

  /** As it was stored, with nothing held yet. */
  PoolRoom(PoolTally stored, Supplier<Instant> now) {
    this.pool = stored.pool();
    this.now = now;
    this.usage = new Usage(0, 0, new WindowCounts(stored.lastAssignedAt(), stored.counts()), now);
  }

  String pool() {
    return pool;
  }

  /**
   * From now on these caps hold; without one on what the members get, that is forgotten.
   *
   * @return whether what is stored changed
   */
  boolean limit(PoolCaps caps) {
    limits = Limits.of(caps);
    WindowCounts counts = usage.counts();
    counts.follow(caps.timeZone());
    boolean forgotten = counts.lookBack(limits.span(), now.get());
    if (!counts() && counts.last().isPresent()) {
      counts.forget();
      forgotten = true;
    }
    lookAtTheClock();
    return forgotten;
  }

  /** Takes note of the time. */
  void lookAtTheClock() {
    alarm = usage.mayGetMore(limits);
  }

  /** Whether it matters what they have. */
  boolean limited() {
    return !limits.none();
  }

  /** The members took so much, or gave back what is negative. */
  void take(int units, int unaccepted) {
    usage.take(units, unaccepted);
  }

  /** Whether it matters, and is remembered, when they got what. */
  boolean counts() {
    return !limits.paces().isEmpty();
  }

  /** Gave a member a lead at that time. */
  void count(Instant at) {
    usage.counts().count(at);
    lookAtTheClock();
  }

  /** What it gave at that time was no lead: it does not count. */
  void uncount(Instant at) {
    usage.counts().uncount(at);
    lookAtTheClock();
  }

  /** Why the pool gives nothing now, whoever of its members has room; empty: it does. */
  Optional<Obstacle> obstacle() {
    return usage.reached(limits, 0);
  }

  /** What is left under every cap of the pool's; empty: it has none. */
  OptionalInt room() {
    return usage.room(limits, 0);
  }

  /** When to look at the clock again; empty: never. */
  Optional<Instant> alarm() {
    return alarm;
  }

  PoolTally stored() {
    return new PoolTally(pool, usage.counts().last(), usage.stored());
  }
}
