package io.leadrouter.routing;

import static java.util.stream.Collectors.joining;

import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Requirement;
import java.util.List;
import java.util.Optional;

/**
 * What lines are called. All who wait in one line suit the same reps, so that a line whose first
 * cannot be served is looked at no further.
 */
final class LineName {

  static final String POOL = "pool:";
  static final String REP = "rep:";

  /** The line of those who wait for the hours in which they may be contacted. */
  static final String CONTACT_HOURS = "contact-hours";

  /** The line of those who wait for the group's first policy. */
  static final String NO_POLICY_YET = "policy";

  /** A character that no id has. */
  private static final String AND = "\u001f";

  /** At the end of a line whose leads go beyond caps. */
  private static final String BEYOND_CAPS = "\u001e";

  private LineName() {}

  /** Those who wait for any member of the pool. */
  static String of(Pool pool) {
    return POOL + pool.id();
  }

  /** Those who wait for a member of the pool who meets the requirements for this lead. */
  static String of(Pool pool, List<Requirement> requires, ScoredLead lead) {
    if (requires.isEmpty()) {
      return of(pool);
    }
    String profile = requires.stream().map(required -> required.profile(lead)).collect(joining());
    return of(pool) + AND + text(requires) + AND + profile;
  }

  /** Those who wait for any of these reps, who are no pool. */
  static String of(List<String> repIds) {
    return REP + String.join(AND, repIds);
  }

  /** The line of those among them, or its reps, whom no cap keeps from a rep. */
  static String beyondCaps(String line) {
    return line + BEYOND_CAPS;
  }

  /** Whether no cap keeps anybody from those who wait there. */
  static boolean isBeyondCaps(String line) {
    return line.endsWith(BEYOND_CAPS);
  }

  private static String within(String line) {
    return isBeyondCaps(line) ? line.substring(0, line.length() - BEYOND_CAPS.length()) : line;
  }

  /** What distinguishes requirements from others. */
  static String text(List<Requirement> requires) {
    return requires.stream().map(Requirement::text).collect(joining("; "));
  }

  /** The line of the whole pool, for the line of those who want some of it. */
  static String ofWholePool(String any) {
    String line = within(any);
    int and = line.indexOf(AND);
    return and < 0 || !line.startsWith(POOL) ? line : line.substring(0, and);
  }

  /** The pool of some or all of which a line waits; empty: it waits for something else. */
  static Optional<String> pool(String line) {
    return line.startsWith(POOL)
        ? Optional.of(ofWholePool(line).substring(POOL.length()))
        : Optional.empty();
  }

  /** The text of the requirements; empty: the line has none. */
  static Optional<String> requirements(String line) {
    return line.startsWith(POOL) && line.contains(AND)
        ? Optional.of(within(line).split(AND, -1)[1])
        : Optional.empty();
  }

  /** The reps whom a line waits for; empty when it waits for a pool. */
  static List<String> repsOf(String line) {
    return line.startsWith(REP)
        ? List.of(within(line).substring(REP.length()).split(AND))
        : List.of();
  }
}
