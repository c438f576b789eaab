package io.leadrouter.policy;

/** What keeps a rep from turns that others take meanwhile. */
public enum Absence {
  /** Paused by somebody, or for having let several leads pass. */
  PAUSE,
  /** It holds as many leads, or as many unaccepted ones, as it may. */
  FULL,
  /** It got as many leads in the hour, the day, the week or the month as it may. */
  CAP,
  /** Outside its working hours or the pool's, or on a public holiday. */
  OFF_SHIFT,
  /** On leave, in its time off, or inactive. */
  LEAVE
}
