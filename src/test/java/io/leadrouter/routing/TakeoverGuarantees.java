package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static io.leadrouter.routing.Guarantees.observes;
import static io.leadrouter.routing.Guarantees.saysWhoHasIt;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.Policy;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What begins and goes on beside another router. */
final class TakeoverGuarantees {

  private TakeoverGuarantees() {}

  /** While the policy observes, assignments has nothing new but of leads that it had before. */
  static final class ARouterThatObservesGivesNothing implements Guarantee {
    private final Set<String> announced = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided) {
          if (decided.decision().kind() == DecisionKind.POLICY_ACTIVATED) {
            policy = scene.after().policy;
          }
          look(decided.decision(), observes(policy));
        } else if (output instanceof Output.Forgotten forgotten) {
          announced.remove(forgotten.leadId());
        } else if (output instanceof Output.Assigned assigned) {
          String leadId = assigned.assignment().leadId();
          if (observes(policy)) {
            assertThat(announced).as("what is on assignments").contains(leadId);
          }
          announced.add(leadId);
        }
      }
    }

    private static void look(Decision decision, boolean observes) {
      boolean byStrategy = !decision.choice().strategy().isEmpty();
      if (byStrategy && decision.kind() == DecisionKind.ASSIGNED) {
        assertThat(observes).as("%s is given while the policy observes", decision).isFalse();
      } else if (byStrategy && decision.kind() == DecisionKind.OBSERVED) {
        assertThat(observes).as("%s is observed while the policy assigns", decision).isTrue();
      }
    }
  }

  /**
   * What came while the policy observed is another router's, also when the policy assigns, until
   * the CRM has said who has it, or that nobody has.
   */
  static final class WhatAnotherRouterHasIsNotGiven implements Guarantee {
    private final Set<String> anothers = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.POLICY_ACTIVATED) {
          policy = scene.after().policy;
        }
        follow(decision, observes(policy));
      }
    }

    private void follow(Decision decision, boolean observes) {
      String leadId = decision.leadId();
      switch (decision.kind()) {
        case OBSERVED -> anothers.add(leadId);
        case WAITING, HANDED_OVER -> {
          if (observes) {
            anothers.add(leadId);
          }
        }
        case ASSIGNED -> {
          if (!decision.choice().strategy().isEmpty()) {
            assertThat(anothers).as("what another router has").doesNotContain(leadId);
          }
          anothers.remove(leadId);
        }
        case OUTCOME_RECORDED -> {
          if (saysWhoHasIt(decision) || decision.reason().equals("reopened")) {
            anothers.remove(leadId);
          }
        }
        case REVOKED,
            CLOSED,
            REOPENED,
            ERASED,
            SUPPRESSED,
            MERGED,
            NURTURED,
            REJECTED,
            UNROUTABLE ->
            anothers.remove(leadId);
        default -> {}
      }
    }
  }

  /** And pays no turn for it; a lead that the group knows it knows better. */
  static final class WhoHasALeadAlreadyKeepsIt implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.LeadSubmitted submitted)
          || submitted.holder().isEmpty()
          || scene.after().policy.isEmpty()
          || scene.before().leads.containsKey(submitted.leadId())) {
        return;
      }
      OpenLead now = scene.after().leads.get(submitted.leadId());
      if (now.status() != LeadStatus.HANDED_OVER) {
        assertThat(now.status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(now.holding().repId()).isEqualTo(submitted.holder().get().repId());
        assertThat(now.holding().acceptBy()).isEmpty();
      }
      assertThat(decisions(scene.verdict()).filter(d -> d.leadId().equals(submitted.leadId())))
          .flatMap(Decision::ledger)
          .as("what somebody pays for what it had already")
          .noneMatch(entry -> entry.entry().equals("turn"));
    }
  }
}
