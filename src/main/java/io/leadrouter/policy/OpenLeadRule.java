package io.leadrouter.policy;

/** What becomes of the leads that a rep holds when something about them changes. */
public enum OpenLeadRule {
  /** The rep keeps them. */
  KEEP,
  /** Those are routed again that the rep has not accepted, nor contacted the person of. */
  ROUTE_UNACCEPTED,
  /** All are routed again. */
  ROUTE_ALL
}
