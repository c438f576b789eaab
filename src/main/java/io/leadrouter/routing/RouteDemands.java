package io.leadrouter.routing;

import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Rule;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the routes of a policy ask of the members of pools. Never changed once it is made. */
final class RouteDemands {

  /** Of no policy. */
  static final RouteDemands NONE = new RouteDemands();

  private final Map<String, List<Requirement>> byText = new HashMap<>();
  private final Map<String, Set<String>> fields = new HashMap<>();
  private final Set<String> beyondCaps = new HashSet<>();

  private RouteDemands() {}

  static RouteDemands of(Policy policy) {
    RouteDemands demands = new RouteDemands();
    for (Rule rule : policy.rules()) {
      rule.routes().forEach(demands::learn);
    }
    return demands;
  }

  private void learn(Route route) {
    List<Requirement> requires = route.requires();
    byText.putIfAbsent(LineName.text(requires), requires);
    for (String pool : route.poolIds()) {
      Set<String> asked = fields.computeIfAbsent(pool, any -> new TreeSet<>());
      requires.forEach(requirement -> asked.addAll(requirement.fields()));
    }
    if (route.beyondCaps()) {
      beyondCaps.addAll(route.poolIds());
    }
  }

  /** The requirements of that text; empty when no route has them. */
  Optional<List<Requirement>> requirements(String text) {
    return Optional.ofNullable(byText.get(text));
  }

  /** The fields of reps by which routes to the pool look for who suits a lead. */
  Set<String> fields(String pool) {
    return fields.getOrDefault(pool, Set.of());
  }

  /** Whether a route goes to the pool that no cap keeps from anybody. */
  boolean beyondCaps(String pool) {
    return beyondCaps.contains(pool);
  }
}
