package io.leadrouter.routing;

import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.Absence;

/** Why a rep cannot take a lead now, or no member of a pool can. */
enum Obstacle {
  NOT_IN_GROUP,
  UNKNOWN_STATUS,
  PAUSED,
  PAUSED_FOR_SILENCE,
  ON_LEAVE,
  INACTIVE,
  TIME_OFF,
  HOLIDAY,
  OFF_SHIFT,
  SHIFT_ENDS,
  AT_CAPACITY,
  UNACCEPTED,
  CAP_PER_HOUR,
  CAP_PER_DAY,
  CAP_PER_WEEK,
  CAP_PER_MONTH;

  private final String code = Code.of(this);
  private final String codeOfPool = "pool-" + code;

  /** How the record says it. */
  String code() {
    return code;
  }

  /** How the record says it of a pool as a whole. */
  String codeOfPool() {
    return codeOfPool;
  }

  /** Whether the rep is not there at all, whatever room it has. */
  boolean away() {
    return compareTo(AT_CAPACITY) < 0;
  }

  /** Whether the rep is back when it works next. */
  boolean passes() {
    return this == HOLIDAY || this == OFF_SHIFT;
  }

  /** What the policy calls it, where it says what becomes of the turns that are missed. */
  Absence absence() {
    return switch (this) {
      case PAUSED, PAUSED_FOR_SILENCE -> Absence.PAUSE;
      case NOT_IN_GROUP, UNKNOWN_STATUS, ON_LEAVE, INACTIVE, TIME_OFF -> Absence.LEAVE;
      case HOLIDAY, OFF_SHIFT, SHIFT_ENDS -> Absence.OFF_SHIFT;
      case AT_CAPACITY, UNACCEPTED -> Absence.FULL;
      case CAP_PER_HOUR, CAP_PER_DAY, CAP_PER_WEEK, CAP_PER_MONTH -> Absence.CAP;
    };
  }

  /** Why a rep of this status takes nothing; there is no obstacle for an active one. */
  static Obstacle of(RepStatus status) {
    return switch (status) {
      case PAUSED -> PAUSED;
      case ON_LEAVE -> ON_LEAVE;
      case INACTIVE -> INACTIVE;
      case UNKNOWN -> UNKNOWN_STATUS;
      case ACTIVE -> throw new IllegalArgumentException("An active rep is not kept by its status");
    };
  }
}
