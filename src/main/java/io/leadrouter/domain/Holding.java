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
 * @param score points when it was assigned
 * @param estimate how likely it was to convert by then; empty: no model said so
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
    Optional<Estimate> estimate,
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
    Copy copy = new Copy(NOBODY);
    copy.repId = repId;
    copy.byHand = true;
    return copy.made();
  }

  /** Of one whom the router has not been told of before. */
  public static Holding by(Holder holder, Instant submittedAt) {
    Copy copy = new Copy(by(holder.repId()));
    copy.assignedAt = holder.assignedAt().or(() -> Optional.of(submittedAt));
    copy.acceptedAt = holder.acceptedAt();
    return copy.made();
  }

  /** Taken back: who held it last stays known, the room is free. */
  public Holding released() {
    Copy copy = new Copy(this);
    copy.units = 0;
    copy.acceptBy = Optional.empty();
    copy.touchBy = Optional.empty();
    return copy.made();
  }

  /** Nothing that was paid for it can be given back any more. */
  public Holding settled() {
    Copy copy = new Copy(this);
    copy.charge = Charge.nothingIn(charge.rotation());
    return copy.made();
  }

  public Holding withUnits(int units) {
    Copy copy = new Copy(this);
    copy.units = units;
    return copy.made();
  }

  public Holding withAcceptBy(Optional<Deadline> acceptBy) {
    if (acceptBy.equals(this.acceptBy)) {
      return this;
    }
    Copy copy = new Copy(this);
    copy.acceptBy = acceptBy;
    return copy.made();
  }

  public Holding withTouchBy(Optional<Deadline> touchBy) {
    if (touchBy.equals(this.touchBy)) {
      return this;
    }
    Copy copy = new Copy(this);
    copy.touchBy = touchBy;
    return copy.made();
  }

  /** In the CRM since then, unless it was before. */
  public Holding delivered(Instant at) {
    Copy copy = new Copy(this);
    copy.deliveredAt = deliveredAt.or(() -> Optional.of(at));
    return copy.made();
  }

  /** Accepted at that time, unless it was before. */
  public Holding accepted(Instant at) {
    Copy copy = new Copy(this);
    copy.acceptedAt = acceptedAt.or(() -> Optional.of(at));
    copy.acceptBy = Optional.empty();
    return copy.made();
  }

  /** Whether the rep works on it: it has accepted the lead, or contacted the person. */
  public boolean workedOn() {
    return acceptedAt.isPresent() || firstTouchAt.isPresent();
  }

  /** The person was contacted at that time, unless it was before: as good as accepted. */
  public Holding touched(Instant at) {
    Copy copy = new Copy(this);
    copy.firstTouchAt = firstTouchAt.or(() -> Optional.of(at));
    copy.acceptBy = Optional.empty();
    copy.touchBy = Optional.empty();
    return copy.made();
  }

  /** Repeats the components once, instead of in each of the methods above. */
  private static final class Copy {
    private String repId;
    private final String pool;
    private int units;
    private final int policyVersion;
    private final OptionalDouble score;
    private final Optional<Estimate> estimate;
    private Optional<Instant> assignedAt;
    private Optional<Instant> acceptedAt;
    private Optional<Instant> firstTouchAt;
    private Charge charge;
    private Optional<Instant> deliveredAt;
    private Optional<Deadline> acceptBy;
    private Optional<Deadline> touchBy;
    private boolean byHand;

    Copy(Holding of) {
      repId = of.repId;
      pool = of.pool;
      units = of.units;
      policyVersion = of.policyVersion;
      score = of.score;
      estimate = of.estimate;
      assignedAt = of.assignedAt;
      acceptedAt = of.acceptedAt;
      firstTouchAt = of.firstTouchAt;
      charge = of.charge;
      deliveredAt = of.deliveredAt;
      acceptBy = of.acceptBy;
      touchBy = of.touchBy;
      byHand = of.byHand;
    }

    Holding made() {
      return new Holding(
          repId,
          pool,
          units,
          policyVersion,
          score,
          estimate,
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
}
