package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.policy.Pool;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The members of a pool: those who can take a lead now in the order of their turns, and the number
 * of the others by reason. Not thread-safe.
 */
final class Bench {

  /** What has changed for a member. */
  enum Change {
    NONE,
    /** Is a member now, and can take leads. */
    JOINED,
    /** Is there again, with room or without. */
    CAME_BACK,
    /** Has room again. */
    HAS_ROOM,
    /** Can take no leads any more. */
    KEPT
  }

  /** How many candidates a decision names; the record stays small however large the pool is. */
  private static final int NAMED_CANDIDATES = 3;

  private final Pool pool;
  private final Rotation rotation;
  private final NavigableSet<Ticket> eligible = new TreeSet<>(Ticket.NEXT_FIRST);

  /** By member; empty for one who can take a lead. */
  private final Map<String, Optional<Obstacle>> members = new HashMap<>();

  private final Map<Obstacle, Integer> excluded = new EnumMap<>(Obstacle.class);

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
        named.add(
            new Candidate(seat.repId(), ticket.tag, seat.load(), seat.room(pool.openLeads())));
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
    Map<String, Integer> all = new TreeMap<>();
    excluded.forEach((obstacle, count) -> all.put(obstacle.code(), count));
    int had = had(previousReps);
    if (had > 0) {
      all.put(Tried.PREVIOUS_ASSIGNEE, had);
    }
    return all;
  }

  private int had(List<String> previousReps) {
    int had = 0;
    for (String repId : Set.copyOf(previousReps)) {
      Optional<Obstacle> member = members.get(repId);
      if (member != null && member.isEmpty()) {
        had++;
      }
    }
    return had;
  }

  /** What keeps a member from taking leads; empty: nothing, or it is no member. */
  Optional<Obstacle> obstacle(String repId) {
    return members.getOrDefault(repId, Optional.empty());
  }

  /**
   * A member's state may have changed, or a rep has become one.
   *
   * @param formerly what kept a new member from the pool's leads under the policy before
   */
  Change refresh(Ticket ticket, Optional<Obstacle> formerly) {
    Optional<Obstacle> now = ticket.seat.obstacle(pool.openLeads());
    Optional<Obstacle> before = members.put(ticket.seat.repId(), now);
    if (now.equals(before)) {
      return Change.NONE;
    }
    if (before != null) {
      before.ifPresent(this::forget);
    }
    if (now.isPresent()) {
      eligible.remove(ticket);
      excluded.merge(now.get(), 1, Integer::sum);
    } else {
      eligible.add(ticket);
    }
    return change(before == null ? formerly : before, now);
  }

  private static Change change(Optional<Obstacle> before, Optional<Obstacle> now) {
    if (before.isEmpty()) {
      return now.isEmpty() ? Change.JOINED : Change.KEPT;
    }
    boolean wasAway = before.filter(Obstacle::away).isPresent();
    if (wasAway && now.filter(Obstacle::away).isEmpty()) {
      return Change.CAME_BACK;
    }
    return now.isEmpty() ? Change.HAS_ROOM : Change.KEPT;
  }

  /** The rep is no member any more. */
  void leave(Ticket ticket) {
    Optional<Obstacle> obstacle = members.remove(ticket.seat.repId());
    if (obstacle != null) {
      obstacle.ifPresent(this::forget);
    }
    eligible.remove(ticket);
  }

  boolean remove(Ticket ticket) {
    return eligible.remove(ticket);
  }

  void add(Ticket ticket) {
    eligible.add(ticket);
  }

  private void forget(Obstacle obstacle) {
    excluded.computeIfPresent(obstacle, (why, count) -> count == 1 ? null : count - 1);
  }
}
