package io.leadrouter.policy;

import java.util.List;

/**
 * Where the leads of one condition go.
 *
 * @param id unique in the policy
 * @param description empty when there is none
 * @param routes in the order in which they are tried; never empty
 */
public record Rule(String id, String description, List<Route> routes) {

  public Rule {
    routes = List.copyOf(routes);
  }
}
