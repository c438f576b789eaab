package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Who holds a lead now, without personal data. Absent text is the empty string.
 *
 * @param cycle the lead's journey, from 1
 * @param attempt assignments of this cycle, from 1
 * @param pool empty for a direct route
 * @param reason why, as a code
 */
public record Assignment(
    String leadId,
    int cycle,
    int attempt,
    AssignmentStatus status,
    String repId,
    String previousRepId,
    String group,
    String pool,
    String ruleId,
    int policyVersion,
    Score score,
    String reason,
    Instant assignedAt,
    Optional<Instant> acceptBy,
    Optional<Instant> firstTouchBy,
    boolean test) {

  /** The same for every delivery of this decision, different for every other. */
  public String idempotencyKey() {
    return leadId + "/" + cycle + "/" + attempt + "/" + status;
  }
}
