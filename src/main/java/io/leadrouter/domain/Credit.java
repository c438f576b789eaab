package io.leadrouter.domain;

import java.time.Instant;

/**
 * Turns that a rep is owed, in whichever rotation it takes its next ones.
 *
 * @param turns whole ones, at least 1
 * @param expires when they are forgotten
 * @param taken turns since it was first owed some, or last given one
 */
public record Credit(int turns, Instant expires, int taken) {}
