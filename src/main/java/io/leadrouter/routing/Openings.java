package io.leadrouter.routing;

import java.util.Set;

/**
 * Where somebody has become eligible.
 *
 * @param pools that have a member more who can take a lead, by the line of each as a whole
 * @param reps who can take a lead of their own
 */
record Openings(Set<String> pools, Set<String> reps) {}
