package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who holds a lead, or held it last.
 *
 * @param repId empty when nobody has yet
 * @param pool whose members it is one of the leads of; empty: it came by a direct route, or the rep
 *     who was given it by hand is no member of its pool
 * @param units room the lead takes now; 0 for a test lead and when nobody holds it
 * @param policyVersion that assigned it; 0: never assigned
 * @param charge what the rep paid for it
 * @param deliveredAt when the CRM first had it; empty: nobody has said so
 * @param acceptBy by when the rep has to accept it; empty: any time, or it has, or nobody holds it
 * @param touchBy by when it has to contact the person; empty: any time, or it has, or that was
 *     missed, or nobody holds the lead
 * @param byHand whether somebody gave it to the rep, and no policy
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
    Charge charge,
    Optional<Instant> deliveredAt,
    Optional<Deadline> acceptBy,
    Optional<Deadline> touchBy,
    boolean byHand) {

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
          Charge.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false);

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
        NOBODY.charge,
        NOBODY.deliveredAt,
        NOBODY.acceptBy,
        NOBODY.touchBy,
        true);
  }

  /** Of one whom the router has not been told of before. */
  public static Holding by(Holder holder, Instant submittedAt) {
    return new Holding(
        holder.repId(),
        NOBODY.pool,
        NOBODY.units,
        NOBODY.policyVersion,
        NOBODY.score,
        holder.assignedAt().or(() -> Optional.of(submittedAt)),
        holder.acceptedAt(),
        NOBODY.firstTouchAt,
        NOBODY.charge,
        NOBODY.deliveredAt,
        NOBODY.acceptBy,
        NOBODY.touchBy,
        true);
  }

  /** Taken back: who held it last stays known, the room is free. */
  public Holding released() {
    return copy(0, acceptedAt, firstTouchAt, deliveredAt, Optional.empty(), Optional.empty());
  }

  /** Nothing that was paid for it can be given back any more. */
  public Holding settled() {
    return new Holding(
        repId,
        pool,
        units,
        policyVersion,
        score,
        assignedAt,
        acceptedAt,
        firstTouchAt,
        Charge.nothingIn(charge.rotation()),
        deliveredAt,
        acceptBy,
        touchBy,
        byHand);
  }

  /** As one of the leads of that pool. */
  public Holding withPool(String pool) {
    return new Holding(
        repId,
        pool,
        units,
        policyVersion,
        score,
        assignedAt,
        acceptedAt,
        firstTouchAt,
        charge,
        deliveredAt,
        acceptBy,
        touchBy,
        byHand);
  }

  public Holding withUnits(int units) {
    return copy(units, acceptedAt, firstTouchAt, deliveredAt, acceptBy, touchBy);
  }

  public Holding withAcceptBy(Optional<Deadline> acceptBy) {
    return copy(units, acceptedAt, firstTouchAt, deliveredAt, acceptBy, touchBy);
  }

  public Holding withTouchBy(Optional<Deadline> touchBy) {
    return copy(units, acceptedAt, firstTouchAt, deliveredAt, acceptBy, touchBy);
  }

  /** In the CRM since then, unless it was before. */
  public Holding delivered(Instant at) {
    Optional<Instant> first = deliveredAt.isPresent() ? deliveredAt : Optional.of(at);
    return copy(units, acceptedAt, firstTouchAt, first, acceptBy, touchBy);
  }

  /** Accepted at that time, unless it was before. */
  public Holding accepted(Instant at) {
    Optional<Instant> first = acceptedAt.isPresent() ? acceptedAt : Optional.of(at);
    return copy(units, first, firstTouchAt, deliveredAt, Optional.empty(), touchBy);
  }

  /** Whether the rep works on it: it has accepted the lead, or contacted the person. */
  public boolean workedOn() {
    return acceptedAt.isPresent() || firstTouchAt.isPresent();
  }

  /** The person was contacted at that time, unless it was before: as good as accepted. */
  public Holding touched(Instant at) {
    Optional<Instant> first = firstTouchAt.isPresent() ? firstTouchAt : Optional.of(at);
    return copy(units, acceptedAt, first, deliveredAt, Optional.empty(), Optional.empty());
  }

  private Holding copy(
      int units,
      Optional<Instant> acceptedAt,
      Optional<Instant> firstTouchAt,
      Optional<Instant> deliveredAt,
      Optional<Deadline> acceptBy,
      Optional<Deadline> touchBy) {
    return new Holding(
        repId,
        pool,
        units,
        policyVersion,
        score,
        assignedAt,
        acceptedAt,
        firstTouchAt,
        charge,
        deliveredAt,
        acceptBy,
        touchBy,
        byHand);
  }
}
