package io.leadrouter.routing;

import java.util.Comparator;

/**
 * A member's place in a rotation. The fields change only while the ticket is in no ordered set: see
 * {@link Rotation}.
 */
final class Ticket {

  /**
   * Smallest tag first; ties go to the least recently assigned, then to the greater weight, then by
   * id, so that the order is total.
   */
  static final Comparator<Ticket> NEXT_FIRST =
      Comparator.<Ticket>comparingLong(ticket -> ticket.tag)
          .thenComparingLong(ticket -> ticket.lastTurn)
          .thenComparingInt(ticket -> -ticket.weight)
          .thenComparing(ticket -> ticket.seat.repId());

  /** The weight follows from the rep and the pool, so that the store does not repeat it. */
  static final int WEIGHT_NOT_STORED = 0;

  final Seat seat;
  int weight;
  long tag;
  long lastTurn;

  Ticket(Seat seat, int weight, long tag, long lastTurn) {
    this.seat = seat;
    this.weight = weight;
    this.tag = tag;
    this.lastTurn = lastTurn;
  }
}
