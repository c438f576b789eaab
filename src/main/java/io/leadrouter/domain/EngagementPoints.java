package io.leadrouter.domain;

import java.time.Instant;

/** Points for one kind of activity, worth this much at {@code asOf}. */
public record EngagementPoints(String kind, double points, Instant asOf) {}
