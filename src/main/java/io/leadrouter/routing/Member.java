package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Rep;
import io.leadrouter.policy.cel.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** A rep on the bench of a pool: what a strategy can know of it. Not thread-safe. */
final class Member {

  private final Bench bench;
  private final Ticket ticket;
  private final Seat seat;

  /** Why it cannot take a lead; empty: it can. The bench's to change. */
  Optional<Obstacle> obstacle = Optional.of(Obstacle.NOT_IN_GROUP);

  /** Whether its bench has looked at it yet, and counts it; the bench's to change. */
  boolean counted;

  /** Where it stands while it can take a lead; the queue's to change. */
  Queue.Standing standing = Queue.Standing.NONE;

  /** Where it is among those by tag; the heap's to change. */
  int inHeap;

  /** Whether it may stand elsewhere by now; the queue's to change. */
  boolean moved;

  private Optional<Rep> described = Optional.empty();
  private List<Trait> traits = List.of();

  Member(Bench bench, Ticket ticket) {
    this.bench = bench;
    this.ticket = ticket;
    this.seat = ticket.seat;
  }

  Bench bench() {
    return bench;
  }

  Seat seat() {
    return seat;
  }

  String repId() {
    return seat.repId();
  }

  /** Its place in the pool's rotation. */
  Ticket ticket() {
    return ticket;
  }

  Rep rep() {
    return seat.rep().orElseThrow();
  }

  /** What it has in these fields, always the same ones; another list when its data is another. */
  List<Trait> traits(Set<String> fields) {
    if (described.isEmpty() || described.get() != rep()) {
      described = seat.rep();
      traits = Trait.of(rep(), fields);
    }
    return traits;
  }

  /** Virtual time in the pool's rotation. */
  long tag() {
    return ticket.tag;
  }

  /** The group's sequence at its last turn in the rotation; 0 when it had none. */
  long lastTurn() {
    return ticket.lastTurn;
  }

  /** Its share of turns relative to the other members'. */
  int weight() {
    return ticket.weight;
  }

  /** What it holds, in capacity units, of whatever pool. */
  int load() {
    return seat.load();
  }

  /** The most that it may hold, in capacity units; empty: no cap. */
  OptionalInt capacity() {
    return seat.capacity(bench);
  }

  /** What is left under every cap, its own and the pool's; empty: no cap. */
  OptionalInt room() {
    return Usage.least(seat.room(bench), bench.room());
  }

  /** When it last got a lead, in turn or not; empty: never. */
  Optional<Instant> lastAssignedAt() {
    return seat.lastAssignedAt();
  }

  /** Whether it can take a lead, or could if there were no caps. */
  boolean takes(boolean beyondCaps) {
    return obstacle.filter(why -> why.away() || !beyondCaps).isEmpty();
  }

  /** As the record names it. */
  Candidate candidate() {
    return new Candidate(repId(), tag(), load(), room());
  }
}
