package io.leadrouter.policy;

import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.Conditions;
import io.leadrouter.policy.cel.LeadScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}. */
final class RuleReader {

  private static final Set<String> RULE =
      Keys.of("id", "description", "when", "otherwise", "routes");
  private static final Set<String> BANDS = Keys.of("1", "2", "3");
  private static final String NURTURE = "nurture";
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  /** Kinds of route by the key that makes one; each reads that key's value. */
  private final Map<String, RouteKind> kinds = new LinkedHashMap<>();

  private final Set<String> routeKeys;
  private final ConditionReader conditions;
  private final Set<String> pools;
  private final Set<String> poolsInUse = new HashSet<>();

  /**
   * @param pools ids of the pools of the policy
   */
  RuleReader(ConditionReader conditions, Set<String> pools) {
    this.conditions = conditions;
    this.pools = pools;
    kinds.put("pool", (value, wait) -> new Route.ToPool(pool(value), wait));
    kinds.put("bands", (value, wait) -> new Route.ByBand(bands(value), wait));
    kinds.put("owner", (value, wait) -> new Route.ToOwner(value.text().orElse(""), wait));
    kinds.put("rep", (value, wait) -> new Route.ToRep(value.text().orElse(""), wait));
    kinds.put("reject", (value, wait) -> new Route.Reject(value.text().orElse("")));
    routeKeys = new LinkedHashSet<>(kinds.keySet());
    routeKeys.add("waitFor");
  }

  /** In the order of the file. */
  List<MatchingRule> read(Value value) {
    List<Value> items = value.items("a rule");
    List<MatchingRule> rules = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (int i = 0; i < items.size(); i++) {
      rules.add(rule(items.get(i), i == items.size() - 1, lines));
    }
    return rules;
  }

  /** The pools that a rule has routed to so far. */
  Set<String> poolsInUse() {
    return poolsInUse;
  }

  private MatchingRule rule(Value value, boolean last, Map<String, Integer> lines) {
    Section section = value.section(RULE);
    Optional<Value> idValue = section.required("id");
    Optional<String> id = idValue.flatMap(Value::id);
    if (id.isPresent()) {
      Integer first = lines.putIfAbsent(id.get(), idValue.get().line());
      if (first != null) {
        idValue.get().error("duplicate rule \"" + id.get() + "\", first on line " + first);
      }
    }
    String description = section.optional("description").flatMap(Value::text).orElse("");
    Condition<LeadScope> when = when(section, last);
    List<Route> routes = section.required("routes").map(this::routes).orElse(List.of());
    return new MatchingRule(when, new Rule(id.orElse(""), description, routes));
  }

  private Condition<LeadScope> when(Section rule, boolean last) {
    Optional<Value> when = rule.optional("when");
    Optional<Value> otherwise = rule.optional("otherwise");
    boolean catchAll = otherwise.map(Value::isTrue).orElse(false);
    if (when.isPresent() && otherwise.isPresent()) {
      otherwise.get().error("a rule has either \"when\" or \"otherwise\", not both");
    } else if (catchAll && !last) {
      otherwise.get().error("a catch-all must be the last rule: no rule after it would ever match");
    } else if (otherwise.isEmpty() && last) {
      rule.whole()
          .error(
              "the last rule must be a catch-all (\"otherwise: true\"), so that no lead is left"
                  + " without a rule");
    } else if (when.isEmpty() && otherwise.isEmpty()) {
      rule.required("when");
    }
    if (when.isPresent()) {
      return conditions.read(when.get(), Conditions::rules);
    }
    return catchAll ? Condition.always() : Condition.never();
  }

  private List<Route> routes(Value value) {
    List<Value> items = value.items("a route");
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Optional<Route> route = route(items.get(i));
      route.ifPresent(routes::add);
      if (route.isPresent() && ends(route.get()) && i < items.size() - 1) {
        items.get(i).error("nothing comes after nurture or reject: make it the last route");
      }
    }
    return routes;
  }

  private static boolean ends(Route route) {
    return route instanceof Route.Nurture || route instanceof Route.Reject;
  }

  private Optional<Route> route(Value value) {
    if (!value.isMapping()) {
      return value.reference("route", Set.of(NURTURE)).map(name -> new Route.Nurture());
    }
    Section section = value.section(routeKeys);
    List<String> named = kinds.keySet().stream().filter(section::has).toList();
    if (named.size() != 1) {
      value.error("a route goes to one of " + String.join(", ", kinds.keySet()) + found(named));
      return Optional.empty();
    }
    Optional<Value> waitFor = section.optional("waitFor");
    Route route =
        kinds
            .get(named.get(0))
            .read(
                section.values().get(named.get(0)),
                waitFor.flatMap(duration -> duration.duration(LONGEST_WAIT)));
    if (ends(route) && waitFor.isPresent()) {
      waitFor.get().error("a rejected lead does not wait: remove waitFor");
    }
    return Optional.of(route);
  }

  private static String found(List<String> named) {
    return named.isEmpty() ? "" : ", not to " + String.join(" and ", named);
  }

  private Map<Integer, String> bands(Value value) {
    Section section = value.section(BANDS);
    Map<Integer, String> poolOfBand = new HashMap<>();
    for (String band : BANDS) {
      section
          .required(band)
          .ifPresent(pool -> poolOfBand.put(Integer.valueOf(band), pool(pool.as("band " + band))));
    }
    return poolOfBand;
  }

  private String pool(Value value) {
    Optional<String> pool = value.reference("pool", pools);
    pool.ifPresent(poolsInUse::add);
    return pool.orElse("");
  }

  @FunctionalInterface
  private interface RouteKind {

    Route read(Value value, Optional<Duration> waitFor);
  }
}
