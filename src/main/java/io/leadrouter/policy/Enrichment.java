package io.leadrouter.policy;

import java.util.Map;
import java.util.Set;

/**
 * What a policy knows of the world. Immutable.
 *
 * @param freeMailDomains free-mail providers beside the built-in ones, in lower case
 * @param sets countries, regions or other words by the name that conditions have for them
 */
record Enrichment(Set<String> freeMailDomains, Map<String, Set<String>> sets) {

  static final Enrichment NONE = new Enrichment(Set.of(), Map.of());

  Enrichment {
    freeMailDomains = Set.copyOf(freeMailDomains);
    sets = Map.copyOf(sets);
  }
}
