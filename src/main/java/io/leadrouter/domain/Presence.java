package io.leadrouter.domain;

/**
 * Whether a group has a rep: HERE as a member, EXPECTED from another group, or MOVED to another.
 */
public enum Presence {
  HERE,
  EXPECTED,
  MOVED
}
