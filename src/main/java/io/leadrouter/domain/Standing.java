package io.leadrouter.domain;

/** What intake did with a lead last. */
public enum Standing {
  UNSEEN,
  ROUTED,
  NURTURED,
  SUPPRESSED,
  REJECTED,
  UNROUTABLE
}
