package io.leadrouter.domain;

/**
 * Where a rep was last sent.
 *
 * @param moves group changes so far
 * @param version changes so far
 */
public record RepHome(String group, int moves, long version) {}
