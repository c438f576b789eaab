package io.leadrouter.domain;

import java.time.Instant;

/** That a model is in force, whatever is trained meanwhile. */
public record ModelPin(String author, String message, Instant pinnedAt) {}
