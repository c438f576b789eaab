package io.leadrouter.policy;

import static java.util.stream.Collectors.joining;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keys the mappings of a policy have. */
final class Language {

  /** By what findings call the mapping, from the outermost on. */
  private static final Map<String, Set<String>> KEYS = keys();

  private Language() {}

  private static Map<String, Set<String>> keys() {
    Map<String, Set<String>> keys = new LinkedHashMap<>();
    keys.put("a policy", PolicyReader.POLICY);
    keys.put("onReturn", ReturningReader.ON_RETURN);
    keys.put("refunds", RefundsReader.REFUNDS);
    keys.put("ownership", OwnershipWindows.KEYS);
    keys.put("a calendar", CalendarReader.CALENDAR);
    keys.put("enrichment", EnrichmentReader.ENRICHMENT);
    keys.put("a pool", PoolReader.POOL);
    keys.put("caps", CapsReader.CAPS);
    keys.put("poolCaps", CapsReader.POOL_CAPS);
    keys.put("scorecard", ScorecardReader.SCORECARD);
    keys.put("an entry of fit", ScorecardReader.FIT);
    keys.put("engagement", ScorecardReader.ENGAGEMENT);
    keys.put("grades", ScorecardReader.GRADES);
    keys.put("a rule", RuleReader.RULE);
    keys.put("a route", RouteReader.keys());
    keys.put("an escalation", RouteReader.ESCALATION);
    return keys;
  }

  /** The end of a sentence about a key that stands in the wrong mapping; empty: no other has it. */
  static Optional<String> hint(String key) {
    String owners =
        KEYS.entrySet().stream()
            .filter(mapping -> mapping.getValue().contains(key))
            .map(Map.Entry::getKey)
            .collect(joining(" or "));
    return owners.isEmpty() ? Optional.empty() : Optional.of("; it belongs in " + owners);
  }
}
