package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Leads that a pool gave to its members, in the hour, the day, the week and the month of the last
 * one, on the pool's clock; kept while the policy has a cap on them.
 *
 * @param lastAssignedAt when it gave the last one; empty: nothing is counted
 */
public record PoolTally(String pool, Optional<Instant> lastAssignedAt, LeadCounts counts) {

  /** Whether nothing is counted. */
  public boolean isEmpty() {
    return lastAssignedAt.isEmpty();
  }
}
