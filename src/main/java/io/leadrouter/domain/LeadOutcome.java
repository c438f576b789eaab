package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of an assigned lead, as the CRM reports it. Absent text is the empty string.
 *
 * @param cycle the cycle the report speaks of; empty: the present one
 * @param attempt the attempt the report speaks of; empty: the present one
 * @param repId who reports; for REASSIGNED and ASSIGNED_BY_HAND the new holder
 */
public record LeadOutcome(
    String leadId,
    String outcomeId,
    OptionalInt cycle,
    OptionalInt attempt,
    String repId,
    Disposition disposition,
    String reason,
    Optional<Money> value,
    Instant occurredAt) {}
