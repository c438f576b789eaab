package io.leadrouter.policy.cel;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelVariableResolver;
import io.leadrouter.domain.Rep;
import java.util.Map;
import java.util.Optional;

/** What conditions on one rep can read. */
public record RepScope(Rep rep) implements CelVariableResolver {

  static final Map<String, CelType> VARIABLES = Map.of("rep", Readables.REP.reference());

  @Override
  public Optional<Object> find(String name) {
    return name.equals("rep") ? Optional.of(Readables.REP.of(rep)) : Optional.empty();
  }
}
