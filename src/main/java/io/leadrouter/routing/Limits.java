package io.leadrouter.routing;

import io.leadrouter.domain.Rep;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.PoolCaps;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The most that a rep may have, or the members of a pool together.
 *
 * @param maxUnaccepted leads that are held and are neither accepted nor worked on
 * @param paces one for a window at most, the shortest window first
 */
record Limits(OptionalInt openLeads, OptionalInt maxUnaccepted, List<Pace> paces) {

  static final Limits NONE = new Limits(OptionalInt.empty(), OptionalInt.empty(), List.of());

  /** Whether there is none at all. */
  boolean none() {
    return openLeads.isEmpty() && maxUnaccepted.isEmpty() && paces.isEmpty();
  }

  static Limits of(Rep rep) {
    return new Limits(rep.caps().openLeads(), rep.maxUnaccepted(), Pace.of(rep.caps()));
  }

  static Limits of(Pool pool) {
    return new Limits(pool.caps().openLeads(), pool.maxUnaccepted(), Pace.of(pool.caps()));
  }

  /** Of all members of a pool together. */
  static Limits of(PoolCaps caps) {
    return new Limits(caps.caps().openLeads(), caps.maxUnaccepted(), Pace.of(caps.caps()));
  }

  /** These, and the others where there are none of these. */
  Limits or(Limits others) {
    return new Limits(
        or(openLeads, others.openLeads),
        or(maxUnaccepted, others.maxUnaccepted),
        or(paces, others.paces));
  }

  private static OptionalInt or(OptionalInt one, OptionalInt other) {
    return one.isPresent() ? one : other;
  }

  private static List<Pace> or(List<Pace> these, List<Pace> others) {
    if (these.isEmpty() || others.isEmpty()) {
      return these.isEmpty() ? others : these;
    }
    Stream<Pace> more =
        others.stream()
            .filter(other -> these.stream().noneMatch(own -> own.window() == other.window()));
    return Stream.concat(these.stream(), more).sorted(Comparator.comparing(Pace::window)).toList();
  }

  /** How far back one has to look to know what is left of them; empty: no window rolls. */
  Optional<Duration> span() {
    return paces.stream()
        .filter(Pace::rolling)
        .map(pace -> pace.window().length())
        .max(Comparator.naturalOrder());
  }
}
