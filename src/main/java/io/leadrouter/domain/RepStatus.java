package io.leadrouter.domain;

/** Whether a rep receives leads: only an {@link #ACTIVE} one does. */
public enum RepStatus {
  UNKNOWN,
  ACTIVE,
  PAUSED,
  ON_LEAVE,
  INACTIVE
}
