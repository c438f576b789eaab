package io.leadrouter.policy.cel;

import dev.cel.runtime.CelVariableResolver;
import io.leadrouter.domain.Rep;
import java.util.Optional;

/** What conditions on one rep can read. */
public record RepScope(Rep rep) implements CelVariableResolver {

  static final ReadableType<RepScope> VARIABLES =
      ReadableType.<RepScope>named("what members read")
          .object("rep", Readables.REP, RepScope::rep)
          .build();

  @Override
  public Optional<Object> find(String name) {
    return VARIABLES.find(name).map(variable -> variable.value().apply(this));
  }
}
