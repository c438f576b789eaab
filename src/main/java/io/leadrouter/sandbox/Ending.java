package io.leadrouter.sandbox;

/** Where a record of {@code leads} ended; every record in exactly one place. */
enum Ending {
  /** Said before. */
  DUPLICATE,
  /** Unusable, or turned away by a route. */
  REJECTED,
  /** Unreadable. */
  DEAD_LETTERED,
  /** Must not be contacted. */
  SUPPRESSED,
  /** Kept warm by marketing. */
  NURTURED,
  /** A rep has it, or had it when it was closed. */
  ASSIGNED,
  /** It was recorded who would have got it; the policy only observes. */
  OBSERVED,
  /** Nobody has room for it yet. */
  WAITING,
  /** No route is left for it. */
  UNROUTABLE,
  /** Changed a lead that was open already. */
  UPDATED,
  /** Another lead of the same person was open already, and goes on in its place. */
  MERGED,
  /** Nowhere. */
  LOST
}
