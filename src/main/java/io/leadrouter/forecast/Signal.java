package io.leadrouter.forecast;

/**
 * Something that somebody should look at.
 *
 * @param actual of BELOW, ABOVE and STOPPED: conversions; of SLOW: the share of leads that are
 *     accepted later than three quarters of the pool's are
 * @param expected conversions by the rate of the pool for the same mix of leads, of STOPPED by the
 *     source's own; of SLOW: a quarter
 * @param doubt the probability that there is nothing to it, after what is known
 */
public record Signal(Kind kind, double actual, double expected, double doubt) {

  /** What kinds there are. */
  public enum Kind {
    /** A rep converts fewer than its pool does of such leads. */
    BELOW,
    /** A rep converts more. */
    ABOVE,
    /** Nothing of a source has been converted for four weeks, and something should have been. */
    STOPPED,
    /** A rep takes longer to accept than its pool. */
    SLOW
  }
}
