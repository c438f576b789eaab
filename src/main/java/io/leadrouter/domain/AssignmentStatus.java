package io.leadrouter.domain;

/** Whether somebody holds a lead. UNKNOWN: a newer router said so; this one never does. */
public enum AssignmentStatus {
  UNKNOWN,
  ASSIGNED,
  REVOKED,
  CLOSED
}
