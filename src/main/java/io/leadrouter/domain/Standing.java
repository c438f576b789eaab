package io.leadrouter.domain;

/** What intake did with a lead last; SUPPRESSED and ERASED: the person is forgotten. */
public enum Standing {
  UNSEEN,
  ROUTED,
  NURTURED,
  SUPPRESSED,
  REJECTED,
  UNROUTABLE,
  ERASED
}
