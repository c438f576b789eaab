package io.leadrouter.routing;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.Hours;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the clock says of a rep at one moment: on which terms it gets leads, of each of its pools
 * and beside them, and until when. Never changed once it is made.
 */
final class Availability {

  /** Routes to a rep know no pool, and so no pool's limits. */
  private static final Terms FREE = new Terms(OnTheClock.ALWAYS, Limits.NONE);

  /** Of somebody who is no member of the group: time has nothing to say. */
  static final Availability ANY_TIME =
      new Availability(FREE, Map.of(), Optional.empty(), Optional.empty(), false);

  private final Terms own;
  private final Map<Bench, Terms> inPool;
  private final List<Limits> paced;
  private final Optional<Instant> until;
  private final Optional<Duration> span;
  private final boolean away;

  /** On which the rep gets leads, its own and the pool's taken together. */
  record Terms(OnTheClock clock, Limits limits) {}

  private Availability(
      Terms own,
      Map<Bench, Terms> inPool,
      Optional<Instant> until,
      Optional<Duration> span,
      boolean away) {
    this.own = own;
    this.inPool = Map.copyOf(inPool);
    this.paced =
        Stream.concat(Stream.of(own), inPool.values().stream())
            .map(Terms::limits)
            .filter(limits -> !limits.paces().isEmpty())
            .distinct()
            .toList();
    this.until = until;
    this.span = span;
    this.away = away;
  }

  /**
   * @param working the hours in which the rep does
   * @param benches that it is on
   */
  static Availability of(Rep rep, Hours working, List<Bench> benches, Instant now) {
    OnTheClock clock = OnTheClock.of(rep, working, now);
    Limits limits = Limits.of(rep);
    Map<Bench, Terms> inPool = new HashMap<>();
    Optional<Instant> until = clock.until();
    Optional<Duration> span = limits.span();
    for (Bench bench : benches) {
      // What it got later it could not accept before it goes home.
      OnTheClock inTime = clock.lessTheLast(bench.ownTimeToAccept(), now);
      OnTheClock there = inTime.and(bench.onTheClock(rep, now));
      Limits inIt = limits.or(bench.limits());
      inPool.put(bench, new Terms(there, inIt));
      until = OnTheClock.earlier(until, there.until());
      span = longer(span, inIt.span());
    }
    boolean away =
        rep.status() == RepStatus.ON_LEAVE
            || clock.obstacle().equals(Optional.of(Obstacle.TIME_OFF));
    return new Availability(new Terms(clock, limits), inPool, until, span, away);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
  }

  /** Beside no pool. */
  Terms own() {
    return own;
  }

  /** In a pool; those beside no pool where the rep is no member. */
  Terms in(Bench bench) {
    return inPool.getOrDefault(bench, own);
  }

  /** Those limits, of any of these terms, that cap what the rep gets in a time. */
  List<Limits> paced() {
    return paced;
  }

  /** When the clock says something else; empty: never. */
  Optional<Instant> until() {
    return until;
  }

  /** The longest window that rolls and has a cap; empty: none does. */
  Optional<Duration> span() {
    return span;
  }

  /** Whether the rep is on leave, or has time off. */
  boolean away() {
    return away;
  }
}
