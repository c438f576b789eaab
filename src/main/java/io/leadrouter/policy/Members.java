package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.RepScope;
import java.util.Set;

/** Who is in a pool. */
sealed interface Members {

  boolean include(Rep rep);

  /** These reps and nobody else. */
  record Listed(Set<String> repIds) implements Members {

    public Listed {
      repIds = Set.copyOf(repIds);
    }

    @Override
    public boolean include(Rep rep) {
      return repIds.contains(rep.repId());
    }
  }

  /** Every rep of whom this is true. */
  record Matching(Condition<RepScope> condition) implements Members {

    @Override
    public boolean include(Rep rep) {
      return condition.holds(new RepScope(rep));
    }
  }
}
