package io.leadrouter.domain;

import java.time.Instant;

/**
 * A time away.
 *
 * @param from first moment away
 * @param to first moment back
 */
public record TimeOff(Instant from, Instant to, String reason) {}
