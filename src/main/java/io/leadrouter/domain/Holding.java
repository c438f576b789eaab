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
 */
public record Holding(
    String repId,
    String pool,
    int units,
    int policyVersion,
    OptionalDouble score,
    Optional<Instant> assignedAt,
    Optional<Instant> acceptedAt,
    Optional<Instant> firstTouchAt) {

  public static final Holding NOBODY =
      new Holding(
          "",
          "",
          0,
          0,
          OptionalDouble.empty(),
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
        NOBODY.firstTouchAt);
  }

  /** Taken back: who held it last stays known, the room is free. */
  public Holding released() {
    return new Holding(repId, pool, 0, policyVersion, score, assignedAt, acceptedAt, firstTouchAt);
  }

  public Holding withUnits(int units) {
    return new Holding(
        repId, pool, units, policyVersion, score, assignedAt, acceptedAt, firstTouchAt);
  }

  /** Accepted at that time, unless it was before. */
  public Holding accepted(Instant at) {
    Optional<Instant> first = acceptedAt.isPresent() ? acceptedAt : Optional.of(at);
    return new Holding(repId, pool, units, policyVersion, score, assignedAt, first, firstTouchAt);
  }

  /** Whether the rep works on it: it has accepted the lead, or contacted the person. */
  public boolean workedOn() {
    return acceptedAt.isPresent() || firstTouchAt.isPresent();
  }

  /** The person was contacted at that time, unless it was before. */
  public Holding touched(Instant at) {
    Optional<Instant> first = firstTouchAt.isPresent() ? firstTouchAt : Optional.of(at);
    return new Holding(repId, pool, units, policyVersion, score, assignedAt, acceptedAt, first);
  }
}
