package io.leadrouter.domain;

import java.time.Instant;

/**
 * How many returned leads a rep was given back.
 *
 * @param count in the month, on its own clock, of the last one
 * @param last when it was
 */
public record RefundCount(int count, Instant last) {}
