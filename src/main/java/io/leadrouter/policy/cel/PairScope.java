package io.leadrouter.policy.cel;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition between a lead and a rep can read: all of both. Not the time, so that who suits
 * a lead does not change by itself.
 */
public record PairScope(LeadScope lead, RepScope rep) implements CelVariableResolver {

  static final Map<String, CelType> VARIABLES = variables();

  private static Map<String, CelType> variables() {
    Map<String, CelType> variables = new HashMap<>(LeadScope.SCORED);
    variables.remove("now");
    variables.putAll(RepScope.VARIABLES);
    return Map.copyOf(variables);
  }

  @Override
  public Optional<Object> find(String name) {
    Optional<Object> ofRep = rep.find(name);
    return ofRep.isPresent() ? ofRep : lead.find(name);
  }
}
