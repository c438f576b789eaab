package io.leadrouter.domain;

/** Whether somebody holds a lead. */
public enum AssignmentStatus {
  ASSIGNED,
  REVOKED,
  CLOSED
}
