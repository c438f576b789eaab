package io.leadrouter.routing;

import io.leadrouter.domain.Workforce;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Looks at every rep of a group, which takes as long as the group is large. Not thread-safe. */
final class Survey {

  private static final OptionalInt NO_CAP = OptionalInt.empty();

  private final Map<String, Map<String, Integer>> pools = new HashMap<>();
  private final Map<String, Double> gaps = new HashMap<>();
  private long load;
  private long capacity;

  private Survey() {}

  static Workforce of(
      Collection<Seat> seats, Collection<Bench> benches, Collection<Rotation> rotations) {
    Survey survey = new Survey();
    seats.stream().filter(Seat::member).forEach(survey::add);
    benches.forEach(bench -> survey.pools.put(bench.pool().id(), bench.membersByState()));
    rotations.stream()
        .filter(Rotation::decides)
        .forEach(rotation -> survey.gaps.put(rotation.name(), rotation.widestGap()));
    return new Workforce(survey.load, survey.capacity, survey.pools, survey.gaps);
  }

  private void add(Seat seat) {
    OptionalInt most = seat.obstacle().filter(Obstacle::away).isPresent() ? NO_CAP : most(seat);
    if (most.isPresent()) {
      load += seat.load();
      capacity += most.getAsInt();
    }
  }

  /** Pools have caps for those who have none of their own: the most generous counts. */
  private static OptionalInt most(Seat seat) {
    OptionalInt most = seat.capacity();
    if (most.isEmpty() && !seat.memberships.isEmpty()) {
      most = OptionalInt.of(0);
      for (Member membership : seat.memberships) {
        OptionalInt there = membership.capacity();
        if (there.isEmpty()) {
          return NO_CAP;
        }
        most = OptionalInt.of(Math.max(most.getAsInt(), there.getAsInt()));
      }
    }
    return most;
  }
}
