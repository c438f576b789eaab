package io.leadrouter.policy.cel;

import dev.cel.runtime.CelVariableResolver;
import java.util.Optional;

/**
 * What a condition between a lead and a rep can read: all of both. Not the time, so that who suits
 * a lead does not change by itself.
 */
public record PairScope(LeadScope lead, RepScope rep) implements CelVariableResolver {

  static final ReadableType<PairScope> VARIABLES =
      ReadableType.<PairScope>named("what requirements read")
          .all(LeadScope.SCORED, PairScope::lead)
          .without("now")
          .all(RepScope.VARIABLES, PairScope::rep)
          .build();

  @Override
  public Optional<Object> find(String name) {
    return VARIABLES.find(name).map(variable -> variable.value().apply(this));
  }
}
