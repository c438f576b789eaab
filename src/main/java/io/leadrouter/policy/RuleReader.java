package io.leadrouter.policy;

import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.Conditions;
import io.leadrouter.policy.cel.LeadScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code rules}. */
final class RuleReader {

  static final Set<String> RULE = Keys.of("id", "description", "when", "otherwise", "routes");

  private final ConditionReader conditions;
  private final RouteReader routes;

  RuleReader(ConditionReader conditions, RouteReader routes) {
    this.conditions = conditions;
    this.routes = routes;
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
    List<Route> tried = section.required("routes").map(routes::read).orElse(List.of());
    return new MatchingRule(when, new Rule(id.orElse(""), description, tried));
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
}
