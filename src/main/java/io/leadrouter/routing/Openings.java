package io.leadrouter.routing;

import java.util.Set;

/**
 * Where somebody has become eligible.
 *
 * @param lines of pools that have a member more who can take a lead
 * @param reps who can take a lead of their own
 */
record Openings(Set<String> lines, Set<String> reps) {

  static final Openings NONE = new Openings(Set.of(), Set.of());
}
