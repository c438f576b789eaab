package io.leadrouter.domain;

/** Whether a person may be contacted. */
public enum Consent {
  UNKNOWN,
  GRANTED,
  DENIED
}
