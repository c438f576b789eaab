package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who holds a lead, or held it last.
 *
 * @param repId empty when nobody has yet
 * @param pool empty for a direct route
 * @param units room the lead takes now; 0 for a test lead and when nobody holds it
 * @param policyVersion that assigned it; 0: never assigned
 * @param deadline by when the rep has to accept it; empty: any time, or it has, or nobody holds it
 */
public record Holding(
    String repId,
    String pool,
    int units,
    int policyVersion,
    OptionalDouble score,
    Optional<Instant> assignedAt,
    Optional<Instant> acceptedAt,
    Optional<Instant> firstTouchAt,
    Optional<Deadline> deadline) {

  public static final Holding NOBODY =
      new Holding(
          "",
          "",
          0,
          0,
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** How much it adds to what its rep has neither accepted nor worked on. */
  public int unaccepted() {
    return units > 0 && acceptedAt.isEmpty() && firstTouchAt.isEmpty() ? 1 : 0;
  }

  /** Meant for that rep, who has not been told yet. */
  public static Holding by(String repId) {
    return new Holding(
        repId,
        NOBODY.pool,
        NOBODY.units,
        NOBODY.policyVersion,
        NOBODY.score,
        NOBODY.assignedAt,
        NOBODY.acceptedAt,
        NOBODY.firstTouchAt,
        NOBODY.deadline);
  }

  /** Taken back: who held it last stays known, the room is free. */
  public Holding released() {
    return copy(0, acceptedAt, firstTouchAt, Optional.empty());
  }

  public Holding withUnits(int units) {
    return copy(units, acceptedAt, firstTouchAt, deadline);
  }

  public Holding withDeadline(Deadline deadline) {
    return copy(units, acceptedAt, firstTouchAt, Optional.of(deadline));
  }

  /** Nothing more is expected of the rep by a certain time. */
  public Holding withoutDeadline() {
    return copy(units, acceptedAt, firstTouchAt, Optional.empty());
  }

  /** Accepted at that time, unless it was before. */
  public Holding accepted(Instant at) {
    Optional<Instant> first = acceptedAt.isPresent() ? acceptedAt : Optional.of(at);
    return copy(units, first, firstTouchAt, Optional.empty());
  }

  /** Whether the rep works on it: it has accepted the lead, or contacted the person. */
  public boolean workedOn() {
    return acceptedAt.isPresent() || firstTouchAt.isPresent();
  }

  /** The person was contacted at that time, unless it was before: as good as accepted. */
  public Holding touched(Instant at) {
    Optional<Instant> first = firstTouchAt.isPresent() ? firstTouchAt : Optional.of(at);
    return copy(units, acceptedAt, first, Optional.empty());
  }

  private Holding copy(
      int units,
      Optional<Instant> acceptedAt,
      Optional<Instant> firstTouchAt,
      Optional<Deadline> deadline) {
    return new Holding(
        repId, pool, units, policyVersion, score, assignedAt, acceptedAt, firstTouchAt, deadline);
  }
}
