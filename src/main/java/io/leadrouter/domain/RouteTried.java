package io.leadrouter.domain;

import java.util.Map;

/**
 * One route and what came of it.
 *
 * @param eligible how many could take the lead; where it is choosy, of those looked at
 * @param excluded how many could not, by reason
 */
public record RouteTried(String route, String result, int eligible, Map<String, Integer> excluded) {

  public RouteTried {
    excluded = Map.copyOf(excluded);
  }
}
