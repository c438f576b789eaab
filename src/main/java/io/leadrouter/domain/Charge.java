package io.leadrouter.domain;

/**
 * What a rep paid for a lead.
 *
 * @param rotation in which the lead counts as a turn; empty: in none
 * @param amount by which the turn raised the rep's tag there; 0: it was none, or was given back
 */
public record Charge(String rotation, long amount) {

  public static final Charge NONE = new Charge("", 0);

  /** Nothing, where another turn would be paid for. */
  public static Charge nothingIn(String rotation) {
    return new Charge(rotation, 0);
  }
}
