package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Rep;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.Pool;
import java.time.Instant;
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

  /** How far a decision looks for candidates to name beside the one that it chose. */
  private static final int MORE_LOOKS = 16;

  private final Pool pool;
  private final Rotation rotation;
  private final Limits limits;
  private final NavigableSet<Ticket> eligible = new TreeSet<>(Ticket.NEXT_FIRST);

  /** By member; empty for one who can take a lead. */
  private final Map<String, Optional<Obstacle>> members = new HashMap<>();

  /** The pool's hours by time zone and holiday region. */
  private final Map<List<String>, Hours> hours = new HashMap<>();

  private final Map<Obstacle, Integer> excluded = new EnumMap<>(Obstacle.class);

  Bench(Pool pool, Rotation rotation) {
    this.pool = pool;
    this.rotation = rotation;
    limits = Limits.of(pool);
    rotation.shareWith(this);
  }

  Pool pool() {
    return pool;
  }

  Rotation rotation() {
    return rotation;
  }

  /** Of a member that has none of its own. */
  Limits limits() {
    return limits;
  }

  /** Whose turn it is. */
  Optional<Ticket> next() {
    return eligible.isEmpty() ? Optional.empty() : Optional.of(eligible.first());
  }

  /** Whether somebody can take the lead. */
  boolean serves(Applicant applicant) {
    for (Ticket ticket : eligible) {
      if (applicant.refuses(ticket.seat).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Whom the pool has for a lead. */
  Pick pick(Applicant applicant) {
    Optional<Ticket> next = Optional.empty();
    List<Candidate> named = new ArrayList<>(NAMED_CANDIDATES);
    Map<String, Integer> refused = new TreeMap<>();
    int looks = 0;
    for (Ticket ticket : eligible) {
      if (named.size() == NAMED_CANDIDATES || next.isPresent() && ++looks > MORE_LOOKS) {
        break;
      }
      Optional<String> why = applicant.refuses(ticket.seat);
      if (why.isPresent()) {
        refused.merge(why.get(), 1, Integer::sum);
      } else {
        next = next.or(() -> Optional.of(ticket));
        named.add(candidate(ticket));
      }
    }
    excluded.forEach((obstacle, count) -> refused.put(obstacle.code(), count));
    if (applicant.choosy()) {
      return new Pick(next, named, named.size(), refused);
    }
    int had = had(applicant.previousReps());
    if (had > 0) {
      refused.put(Tried.PREVIOUS_ASSIGNEE, had);
    }
    return new Pick(next, named, eligible.size() - had, refused);
  }

  private Candidate candidate(Ticket ticket) {
    Seat seat = ticket.seat;
    return new Candidate(seat.repId(), ticket.tag, seat.load(), seat.room(this));
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

  /** What the pool's hours say about a rep now. */
  OnTheClock onTheClock(Rep rep, Instant now) {
    return pool.hours()
        .map(
            calendar ->
                OnTheClock.of(
                    hours.computeIfAbsent(
                        List.of(rep.timeZone().getId(), rep.holidayRegion()),
                        where -> calendar.hours(rep.timeZone(), rep.holidayRegion())),
                    now))
        .orElse(OnTheClock.ALWAYS);
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
    Optional<Obstacle> now = ticket.seat.obstacle(this);
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
