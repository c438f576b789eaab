package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Who has a lead already when the router gets to know it.
 *
 * @param assignedAt empty: when the lead was submitted
 * @param acceptedAt when the rep accepted it or contacted the person; empty: it has not
 */
public record Holder(String repId, Optional<Instant> assignedAt, Optional<Instant> acceptedAt) {}
