package io.leadrouter.policy;

/** How a pool picks one of the members who can take a lead. */
public enum Strategy {
  /** Every member gets as many turns as any other. */
  ROUND_ROBIN,
  /** Turns are in proportion to the reps' weights. */
  WEIGHTED_ROUND_ROBIN,
  /** Whoever holds the least of what it may hold. */
  LEAST_LOADED;

  private final String label = Label.of(this);

  /** The name in a policy, such as {@code round-robin}. */
  public String label() {
    return label;
  }
}
