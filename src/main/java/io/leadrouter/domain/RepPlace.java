package io.leadrouter.domain;

/**
 * Which group holds a rep, for everybody to look up.
 *
 * @param moves how often the rep has changed groups
 */
public record RepPlace(String repId, String group, int moves) {}
