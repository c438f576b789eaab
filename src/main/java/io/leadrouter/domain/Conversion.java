package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a lead's cycle ended, without personal data. Absent text is the empty string.
 *
 * @param sequence from 1 within the cycle; the highest holds
 * @param attempts how many assignments the cycle took
 * @param estimateAtAssignment without reasons; empty: no model said how likely it was
 * @param policyVersion version of the policy that assigned it; 0: never assigned
 */
public record Conversion(
    String leadId,
    int cycle,
    int sequence,
    ConversionResult result,
    String reason,
    Optional<Money> value,
    String repId,
    String group,
    String pool,
    String ruleId,
    int policyVersion,
    String source,
    String campaign,
    OptionalDouble scoreAtAssignment,
    Optional<Estimate> estimateAtAssignment,
    int attempts,
    Instant submittedAt,
    Optional<Instant> assignedAt,
    Optional<Instant> acceptedAt,
    Optional<Instant> firstTouchAt,
    Instant closedAt,
    boolean test) {}
