package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.policy.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The members of a pool: those who can take a lead now in the order of their turns, and the number
 * of the others by reason. Not thread-safe.
 */
final class Bench {

  /** How many candidates a decision names; the record stays small however large the pool is. */
  private static final int NAMED_CANDIDATES = 3;

  private final Pool pool;
  private final Rotation rotation;
  private final NavigableSet<Ticket> eligible = new TreeSet<>(Ticket.NEXT_FIRST);
  private final Map<String, String> obstacles = new HashMap<>();
  private final Map<String, Integer> excluded = new HashMap<>();

  Bench(Pool pool, Rotation rotation) {
    this.pool = pool;
    this.rotation = rotation;
    rotation.shareWith(this);
  }

  Pool pool() {
    return pool;
  }

  Rotation rotation() {
    return rotation;
  }

  /** Whose turn it is. */
  Optional<Ticket> next() {
    return eligible.isEmpty() ? Optional.empty() : Optional.of(eligible.first());
  }

  /** Whose turn it is among those whom the lead did not have before. */
  Optional<Ticket> next(List<String> previousReps) {
    if (previousReps.isEmpty()) {
      return next();
    }
    return eligible.stream()
        .filter(ticket -> !previousReps.contains(ticket.seat.repId()))
        .findFirst();
  }

  /** The leading candidates for a lead, best first. */
  List<Candidate> candidates(List<String> previousReps) {
    List<Candidate> named = new ArrayList<>(NAMED_CANDIDATES);
    for (Ticket ticket : eligible) {
      if (!previousReps.contains(ticket.seat.repId())) {
        Seat seat = ticket.seat;
        named.add(new Candidate(seat.repId(), ticket.tag, seat.load, seat.room(pool.openLeads())));
        if (named.size() == NAMED_CANDIDATES) {
          break;
        }
      }
    }
    return named;
  }

  /** How many could take a lead that these reps had before. */
  int eligible(List<String> previousReps) {
    return eligible.size() - had(previousReps);
  }

  /** How many could not, by reason. */
  Map<String, Integer> excluded(List<String> previousReps) {
    int had = had(previousReps);
    if (had == 0) {
      return excluded;
    }
    Map<String, Integer> all = new HashMap<>(excluded);
    all.put("previous-assignee", had);
    return all;
  }

  private int had(List<String> previousReps) {
    int had = 0;
    for (String repId : Set.copyOf(previousReps)) {
      if ("".equals(obstacles.get(repId))) {
        had++;
      }
    }
    return had;
  }

  /**
   * A member's state may have changed.
   *
   * @return what kept the member from taking leads until now, if nothing does any more; the empty
   *     string for one who was not here before
   */
  Optional<String> refresh(Ticket ticket) {
    String now = ticket.seat.obstacle(pool.openLeads()).orElse("");
    String before = obstacles.put(ticket.seat.repId(), now);
    if (now.equals(before)) {
      return Optional.empty();
    }
    forgetObstacle(before);
    if (!now.isEmpty()) {
      eligible.remove(ticket);
      excluded.merge(now, 1, Integer::sum);
      return Optional.empty();
    }
    eligible.add(ticket);
    return Optional.of(before == null ? "" : before);
  }

  /** The rep is no member any more. */
  void leave(Ticket ticket) {
    forgetObstacle(obstacles.remove(ticket.seat.repId()));
    eligible.remove(ticket);
  }

  boolean remove(Ticket ticket) {
    return eligible.remove(ticket);
  }

  void add(Ticket ticket) {
    eligible.add(ticket);
  }

  private void forgetObstacle(String obstacle) {
    if (obstacle != null && !obstacle.isEmpty()) {
      excluded.computeIfPresent(obstacle, (why, count) -> count == 1 ? null : count - 1);
    }
  }
}
