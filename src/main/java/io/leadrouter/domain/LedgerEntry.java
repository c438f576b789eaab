package io.leadrouter.domain;

/**
 * A change of one rep's tag in one rotation.
 *
 * @param entry turn, join or weight
 * @param virtualTime the rotation's V after
 */
public record LedgerEntry(
    String rotation, String repId, String entry, long before, long after, long virtualTime) {}
