package io.leadrouter.routing;

/** What a rep has in a rotation; the {@link Rotation}'s to change. */
final class Ticket {

  /** The weight follows from the rep and the pool, so that the store does not repeat it. */
  static final int WEIGHT_NOT_STORED = 0;

  final String rotation;
  final Seat seat;
  int weight;
  long tag;
  long lastTurn;

  Ticket(String rotation, Seat seat, int weight, long tag, long lastTurn) {
    this.rotation = rotation;
    this.seat = seat;
    this.weight = weight;
    this.tag = tag;
    this.lastTurn = lastTurn;
  }
}
