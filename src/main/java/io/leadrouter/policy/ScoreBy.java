package io.leadrouter.policy;

/** What the score of a lead is: what rules read as {@code score}, and who waits goes by. */
public enum ScoreBy {
  /** The points of the scorecard. */
  POINTS,
  /** How likely the lead converts, in percent; its points while no model knows enough. */
  PROBABILITY
}
