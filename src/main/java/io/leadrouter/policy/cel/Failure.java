package io.leadrouter.policy.cel;

/**
 * What a term has instead of a value when it cannot be evaluated. A value and not an exception,
 * because a missing attribute is nothing exceptional, and most leads miss some.
 */
final class Failure {

  /** Makes everything fail that needs the value. */
  static final Failure FAILED = new Failure();

  private Failure() {}

  /**
   * What {@code &&}, {@code ||}, {@code all} and {@code exists} have when an error leaves them
   * undecided. dev.cel hands that on as a value like any other, so that {@code (x || y) == true} is
   * false then, and {@code [x || y]} a list with one item; only what needs a boolean fails. It is
   * equal to nothing but itself.
   */
  static Object undecided() {
    return new Failure();
  }
}
