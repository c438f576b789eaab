package io.leadrouter.forecast;

/** What is counted. */
public enum Measure {
  /** Leads whose cycle began on the day. */
  SUBMITTED,
  /** Leads that somebody was given first on the day; of a rep and a pool, that it was given. */
  ASSIGNED,
  /** Leads that were first accepted on the day. */
  ACCEPTED,
  /** Leads whose person was first contacted on the day. */
  CONTACTED,
  /** Leads that were first found qualified on the day. */
  QUALIFIED,
  /** Leads converted on the day, by the bin of their probability, and of a rep by their mix. */
  CONVERTED,
  /** Leads lost on the day, likewise. */
  LOST,
  /** What was converted on the day is worth, in 1/10,000 of a unit, by currency. */
  VALUE,
  /** How many that were converted on the day were worth about so much, in units, by currency. */
  WORTH,
  /** First touches on the day, by seconds since the lead was submitted. */
  TOUCH_DELAY,
  /** Acceptances on the day, by seconds since the assignment, and by pool. */
  ACCEPT_DELAY,
  /** Conversions on the day, by seconds since the lead was submitted. */
  CONVERT_DELAY,

  /** Of the leads submitted on the day, those that became open at an age of so many days. */
  ENTERED,
  /** Likewise, those that were converted. */
  WON,
  /** Likewise, those that were lost. */
  GONE,
  /** Likewise, those of which nothing more will be known here: erased, or another's now. */
  LEFT;

  /** Whether it is counted on the day on which it happened. */
  boolean isOfWindow() {
    return compareTo(ENTERED) < 0;
  }
}
