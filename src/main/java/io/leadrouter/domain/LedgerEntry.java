package io.leadrouter.domain;

/**
 * A change of one rep's tag in one rotation.
 *
 * @param entry turn, join, import, weight or lift
 * @param virtualTime the rotation's V after
 */
public record LedgerEntry(
    String rotation, String repId, String entry, long before, long after, long virtualTime) {}
