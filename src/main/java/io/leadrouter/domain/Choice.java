package io.leadrouter.domain;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a decision came to its rep: the routes tried in order, the leading candidates, and who was
 * chosen. Absent text is the empty string.
 *
 * @param candidates best first; the leading ones only
 * @param previousRepId who held the lead before
 * @param propensity probability with which this rep was chosen; 1 for a deterministic strategy
 */
public record Choice(
    List<RouteTried> routes,
    List<Candidate> candidates,
    String repId,
    String previousRepId,
    String pool,
    String strategy,
    OptionalDouble propensity) {

  public static final Choice NONE =
      new Choice(List.of(), List.of(), "", "", "", "", OptionalDouble.empty());

  public Choice {
    routes = List.copyOf(routes);
    candidates = List.copyOf(candidates);
  }

  /** Nobody was chosen, and these routes say why. */
  public static Choice nobody(List<RouteTried> routes) {
    return on(routes, "");
  }

  /** Concerns a rep without having chosen one. */
  public static Choice about(String repId) {
    return about(repId, "");
  }

  /** Likewise, and the pool that the rep has the lead as a member of. */
  public static Choice about(String repId, String pool) {
    return new Choice(List.of(), List.of(), repId, "", pool, "", OptionalDouble.empty());
  }

  /** These routes lead on, for that rep if it is for one. */
  public static Choice on(List<RouteTried> routes, String repId) {
    return new Choice(routes, List.of(), repId, "", "", "", OptionalDouble.empty());
  }
}
