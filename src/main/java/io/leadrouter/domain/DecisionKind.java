package io.leadrouter.domain;

/**
 * The closed set of what can be decided; the contract's schema says what each means. UNKNOWN: a
 * newer router said so; this one never does.
 */
public enum DecisionKind {
  UNKNOWN,
  DUPLICATE,
  SUPPRESSED,
  NURTURED,
  REJECTED,
  UPDATED,
  MERGED,
  ASSIGNED,
  WAITING,
  UNROUTABLE,
  REVOKED,
  OUTCOME_RECORDED,
  OUTCOME_STALE,
  OUTCOME_EARLY,
  CLOSED,
  REOPENED,
  ERASED,
  HANDED_OVER,
  REP_JOINED,
  REP_CHANGED,
  REP_LEFT,
  POLICY_ACTIVATED,
  FAILED,
  SLA_WARNING,
  SLA_BREACHED,
  OBSERVED
}
