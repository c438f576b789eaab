package io.leadrouter.routing;

import io.leadrouter.policy.cel.Trait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How evenly turns went to those who are alike: members of the same pools, able to take leads of
 * all of them now, with the same of what leads look for. Between others a gap says nothing: one may
 * have had leads that the other could not take.
 */
final class Evenness {

  private Evenness() {}

  /**
   * The largest difference between tags, in turns of whoever has the least weight among those who
   * are alike; 0 where nobody is like another.
   *
   * @param benches of the pools that take turns together
   */
  static double widestGap(Collection<Ticket> members, List<Bench> benches) {
    Map<Kind, Tags> alike = new HashMap<>();
    for (Ticket ticket : members) {
      kind(ticket, benches).ifPresent(kind -> alike.merge(kind, Tags.of(ticket), Tags::and));
    }
    return alike.values().stream().mapToDouble(Tags::gap).max().orElse(0);
  }

  /** Empty: something keeps the member from leads. */
  private static Optional<Kind> kind(Ticket ticket, List<Bench> benches) {
    List<Optional<List<Trait>>> traits = new ArrayList<>(benches.size());
    for (Bench bench : benches) {
      Optional<Member> member = ticket.seat.on(bench);
      if (member.isPresent() && bench.obstacle(member.get()).isPresent()) {
        return Optional.empty();
      }
      traits.add(member.map(bench::traits));
    }
    return Optional.of(new Kind(traits));
  }

  /**
   * @param traits by bench; empty: a member of another one only
   */
  private record Kind(List<Optional<List<Trait>>> traits) {}

  private record Tags(long smallest, long greatest, int leastWeight) {

    static Tags of(Ticket ticket) {
      return new Tags(ticket.tag, ticket.tag, ticket.weight);
    }

    Tags and(Tags others) {
      return new Tags(
          Math.min(smallest, others.smallest),
          Math.max(greatest, others.greatest),
          Math.min(leastWeight, others.leastWeight));
    }

    double gap() {
      return ((double) greatest - smallest) * leastWeight / Rotation.TURN;
    }
  }
}
