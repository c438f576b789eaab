package io.leadrouter.policy;

/** How a pool picks the member whose turn it is. */
public enum Strategy {
  /** Every member gets as many turns as any other. */
  ROUND_ROBIN,
  /** Turns are in proportion to the reps' weights. */
  WEIGHTED_ROUND_ROBIN;

  /** The name in a policy, such as {@code round-robin}. */
  public String label() {
    return Label.of(this);
  }
}
