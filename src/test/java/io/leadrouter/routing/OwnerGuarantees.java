package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import java.util.EnumSet;
import java.util.Set;

/** What always holds of those who come back. */
final class OwnerGuarantees {

  private OwnerGuarantees() {}

  /**
   * While somebody could take a lead who holds its person or account, or did so lately, or stands
   * in, no rule is asked.
   */
  static final class WhoComesBackGoesToWhoKnowsThem implements Guarantee {

    private static final Set<DecisionKind> BY_RULE =
        EnumSet.of(
            DecisionKind.ASSIGNED,
            DecisionKind.OBSERVED,
            DecisionKind.WAITING,
            DecisionKind.UNROUTABLE);

    @Override
    public void decided(Replay replay, Decision decision) {
      boolean byRule =
          BY_RULE.contains(decision.kind())
              && !decision.choice().routes().isEmpty()
              && !Replay.waitsToBeCalled(decision)
              && !Replay.toItsOwner(decision);
      if (byRule) {
        assertThat(replay.owner(decision.leadId()))
            .as("who knows whoever %s is of, and is not asked in %s", decision.leadId(), decision)
            .isEmpty();
      }
    }
  }
}
