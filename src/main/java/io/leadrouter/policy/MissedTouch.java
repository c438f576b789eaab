package io.leadrouter.policy;

/** What becomes of a lead whose rep has not contacted the person in time. */
public enum MissedTouch {
  /** The rep keeps it, and the record says so. */
  RECORD,
  /** It is given to another, also if the rep has accepted it. */
  TAKE_BACK
}
