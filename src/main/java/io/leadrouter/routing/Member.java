package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Rep;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A rep on the bench of a pool: what a strategy can know of it. Not thread-safe. */
final class Member {

  private final Bench bench;
  private final Ticket ticket;
  private final Seat seat;

  /** Why it cannot take a lead; empty: it can. The bench's to change. */
  Optional<Obstacle> obstacle;

  /** Where it stands as long as it can take a lead; the bench's to change. */
  Place place;

  /** Where it stands in the order of turns, whatever the strategy; likewise. */
  Place turn;

  Member(Bench bench, Ticket ticket, Optional<Obstacle> obstacle) {
    this.bench = bench;
    this.ticket = ticket;
    this.seat = ticket.seat;
    this.obstacle = obstacle;
  }

  Seat seat() {
    return seat;
  }

  String repId() {
    return seat.repId();
  }

  Rep rep() {
    return seat.rep().orElseThrow();
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

  /** What is left under every cap; empty: no cap. */
  OptionalInt room() {
    return seat.room(bench);
  }

  /** When it last got a lead, in turn or not; empty: never. */
  Optional<Instant> lastAssignedAt() {
    return seat.lastAssignedAt();
  }

  /** As the record names it. */
  Candidate candidate() {
    return new Candidate(repId(), tag(), load(), room());
  }
}
