package io.leadrouter.domain;

/** One contribution to a score, in the scorecard's words. */
public record ScoreReason(String text, double points) {}
