package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepSeat;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What is stored and told: whole, in order, and the same from whatever moment it goes on. */
final class RecordGuarantees {

  private RecordGuarantees() {}

  /** Ten times a second, in every group. */
  static final class AnIdleDeskWritesNothing implements Guarantee {
    @Override
    public void idle(Verdict verdict) {
      assertThat(verdict)
          .isEqualTo(new Verdict(List.of(), Map.of(), List.of(), List.of(), Optional.empty()));
    }
  }

  /** One group has it, and from its home the way leads there. */
  static final class EveryLeadIsInOnePlace implements Guarantee {
    private final Set<String> opened = new HashSet<>();

    @Override
    public void after(Scene scene) {
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.ERASED) {
          opened.remove(decision.leadId());
        } else if (decision.cycle() > 0) {
          opened.add(decision.leadId());
        }
      }
      Map<String, Integer> places = new HashMap<>();
      Set<String> moving = new HashSet<>();
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.LeadHandedOver handed) {
                  places.merge(handed.lead().leadId(), 1, Integer::sum);
                  moving.add(handed.lead().leadId());
                } else if (command instanceof Command.LeadWithdrawn gone) {
                  moving.add(gone.leadId());
                }
              });
      Set<String> known = new HashSet<>(places.keySet());
      for (Branch branch : scene.business().branches.values()) {
        for (OpenLead lead : branch.leads.values()) {
          known.add(lead.leadId());
          boolean gone = lead.elsewhere();
          assertThat(gone)
              .isEqualTo(
                  lead.status() == LeadStatus.HANDED_OVER
                      || lead.status() == LeadStatus.ERASED && !lead.handedTo().isEmpty());
          assertThat(gone && !lead.lead().lead().source().isEmpty())
              .as("a pointer knows what lead it points to")
              .isFalse();
          places.merge(lead.leadId(), gone ? 0 : 1, Integer::sum);
        }
      }
      for (String leadId : known) {
        Optional<String> home = scene.business().homeOf(leadId);
        if (home.isPresent()) {
          assertThat(places.get(leadId)).as("places of %s", leadId).isLessThanOrEqualTo(1);
          if (!moving.contains(leadId)) {
            assertThat(reached(scene, leadId, home.get())).as("way to %s", leadId).isTrue();
          }
        }
      }
    }

    private boolean reached(Scene scene, String leadId, String home) {
      String group = home;
      for (int i = 0; i <= scene.business().branches.size(); i++) {
        Branch branch = scene.business().branches.get(group);
        OpenLead lead = branch == null ? null : branch.leads.get(leadId);
        if (lead == null) {
          return !opened.contains(leadId);
        }
        if (!lead.elsewhere()) {
          return true;
        }
        group = lead.handedTo();
      }
      return false;
    }
  }

  static final class DecisionsCountWithoutAGap implements Guarantee {
    @Override
    public void after(Scene scene) {
      long next = scene.before().state.sequence();
      for (Decision decision : decisions(scene.verdict()).toList()) {
        assertThat(decision.group()).isEqualTo(scene.after().name);
        assertThat(decision.sequence()).isEqualTo(++next);
      }
      assertThat(scene.after().state.sequence()).isEqualTo(next);
    }
  }

  static final class TimeNeverRunsBackwards implements Guarantee {
    @Override
    public void after(Scene scene) {
      Instant last = scene.before().state.now();
      for (Decision decision : decisions(scene.verdict()).toList()) {
        assertThat(decision.decidedAt()).isAfterOrEqualTo(last);
        last = decision.decidedAt();
      }
      assertThat(scene.after().state.now()).isAfterOrEqualTo(last);
    }
  }

  /**
   * The last that was said of a lead is what is so; no two deliveries have the same key; and of a
   * lead whose end was told of, it is told that it is open again.
   */
  static final class TheCrmKnowsWhoHoldsALead implements Guarantee {
    private final Map<String, Assignment> last = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Set<String> reopened = new HashSet<>();
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided) {
          Decision decision = decided.decision();
          Assignment said = last.get(decision.leadId());
          if (decision.kind() == DecisionKind.REOPENED
              && said != null
              && said.status() == AssignmentStatus.CLOSED
              && said.cycle() == decision.cycle()) {
            reopened.add(decision.leadId());
          }
        } else if (output instanceof Output.Forgotten forgotten) {
          last.remove(forgotten.leadId());
        } else if (output instanceof Output.Assigned assigned) {
          Assignment assignment = assigned.assignment();
          last.put(assignment.leadId(), assignment);
          reopened.remove(assignment.leadId());
          assertThat(keys.add(assignment.idempotencyKey()))
              .as("%s is new", assignment.idempotencyKey())
              .isTrue();
        }
      }
      assertThat(reopened).as("what the CRM takes for closed").isEmpty();
      scene
          .verdict()
          .leads()
          .forEach(
              (leadId, lead) -> {
                if (lead.elsewhere()) {
                  return; // another group says who holds it
                }
                Optional<String> holder =
                    lead.status() == LeadStatus.ASSIGNED && lead.observed().isEmpty()
                        ? Optional.of(lead.holding().repId())
                        : Optional.empty();
                Optional<String> said =
                    Optional.ofNullable(last.get(leadId))
                        .filter(a -> a.status() == AssignmentStatus.ASSIGNED)
                        .map(Assignment::repId);
                assertThat(said).as("who the CRM thinks holds %s", leadId).isEqualTo(holder);
                if (lead.status() == LeadStatus.ERASED) {
                  assertThat(last).as("what is left of %s", leadId).doesNotContainKey(leadId);
                }
              });
    }
  }

  /** A desk opened on what is stored goes on as the one that stored it would have. */
  static final class WhatIsSavedGoesOnAlike implements Guarantee {

    private record Twin(Branch branch, Desk desk) {}

    private final Map<String, Twin> twins = new HashMap<>();
    private final UnaryOperator<RepSeat> forged;

    WhatIsSavedGoesOnAlike(UnaryOperator<RepSeat> forged) {
      this.forged = forged;
    }

    @Override
    public void saved(Business business, Branch branch) {
      Branch saved = branch.copy();
      twins.put(
          saved.name, new Twin(saved, saved.open(business.directory(), saved.policy, forged)));
    }

    @Override
    public void after(Scene scene) {
      Twin twin = twins.get(scene.after().name);
      if (twin != null) {
        Verdict same =
            scene.business().ask(twin.desk(), twin.branch(), scene.command(), scene.eventId());
        assertThat(same).isEqualTo(scene.verdict());
        twin.branch().write(same);
      }
    }
  }
}
