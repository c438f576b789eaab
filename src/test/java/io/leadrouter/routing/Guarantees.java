package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Rule;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** What always holds, each as an object that listens to a business. */
final class Guarantees {

  private Guarantees() {}

  /** All of them, fresh. */
  static List<Guarantee> all(RandomGenerator random) {
    return List.of(
        new NobodyIsGivenMoreThanItsCap(),
        new RoomIsTakenAndGivenBackOnce(),
        new EveryLeadIsInOnePlace(),
        new NobodyWaitsInVain(),
        new DecisionsCountWithoutAGap(),
        new TimeNeverRunsBackwards(),
        new TagsAreWhatTheLedgerSays(),
        new TheSmallestTagIsNext(),
        new TurnsAreFair(),
        new TheCrmKnowsWhoHoldsALead(),
        new WithdrawnConsentIsKept(),
        new WhatIsSavedGoesOnAlike(random, UnaryOperator.identity()));
  }

  private static Stream<Decision> decisions(Verdict verdict) {
    return verdict.outputs().stream()
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision());
  }

  private static Stream<Assignment> assignments(Verdict verdict) {
    return verdict.outputs().stream()
        .filter(Output.Assigned.class::isInstance)
        .map(output -> ((Output.Assigned) output).assignment());
  }

  /** By the router, that is; what a person gives by hand or reopens is there whatever the cap. */
  static final class NobodyIsGivenMoreThanItsCap implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      assertThat(choosing.candidates())
          .as("who may take %s", choosing.decision().leadId())
          .contains(choosing.chosen());
    }
  }

  /** A rep's load is what it holds, wherever the lead's home is and whatever is on its way. */
  static final class RoomIsTakenAndGivenBackOnce implements Guarantee {
    @Override
    public void after(Scene scene) {
      Map<String, Integer> loads = new HashMap<>();
      for (Branch branch : scene.business().branches.values()) {
        for (RepSeat seat : branch.seats.values()) {
          loads.merge(seat.repId(), seat.load(), Integer::sum);
        }
        for (OpenLead lead : branch.leads.values()) {
          Holding holding = lead.holding();
          assertThat(holding.units()).isBetween(0, lead.status() == LeadStatus.ASSIGNED ? 1 : 0);
          if (holding.units() > 0) {
            loads.merge(holding.repId(), -holding.units(), Integer::sum);
          }
        }
      }
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.RoomChanged room) {
                  loads.merge(room.repId(), room.units(), Integer::sum);
                } else if (command instanceof Command.RepHandedOver handed) {
                  loads.merge(handed.rep().repId(), handed.load(), Integer::sum);
                }
              });
      assertThat(loads.values())
          .as("load beyond what is held: %s", loads)
          .allMatch(difference -> difference == 0);
      for (RepSeat seat : scene.after().seats.values()) {
        assertThat(seat.load())
            .as("load of %s by the decisions", seat.repId())
            .isEqualTo(scene.replay().load(seat.repId()));
        if (seat.presence() == Presence.HERE) {
          assertThat(seat.load()).as("load of %s", seat.repId()).isNotNegative();
        } else if (seat.presence() == Presence.MOVED) {
          assertThat(seat.load()).isZero();
        }
      }
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
          boolean gone = lead.status() == LeadStatus.HANDED_OVER;
          assertThat(gone).isEqualTo(!lead.handedTo().isEmpty());
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
        if (lead.status() != LeadStatus.HANDED_OVER) {
          return true;
        }
        group = lead.handedTo();
      }
      return false;
    }
  }

  /** Nobody who could take a waiting lead by its present route is left idle. */
  static final class NobodyWaitsInVain implements Guarantee {
    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.after().policy;
      if (policy.isEmpty()) {
        return;
      }
      Instant now = scene.business().now();
      for (OpenLead lead : scene.after().leads.values()) {
        if (lead.status() == LeadStatus.WAITING) {
          assertThat(lead.lead().policyVersion()).isEqualTo(policy.get().version());
          assertThat(lead.step().until().filter(until -> !until.isAfter(now))).isEmpty();
          assertThat(takers(lead, policy.get(), scene.replay(), scene.after()))
              .as("who could take %s, which waits in %s", lead.leadId(), lead.step().line())
              .isEmpty();
        }
      }
    }

    private static List<String> takers(OpenLead lead, Policy policy, Replay replay, Branch branch) {
      Rule rule = policy.rule(lead.step().ruleId()).orElseThrow();
      Route route = rule.routes().get(lead.step().route());
      if (route instanceof Route.ToPool to) {
        return takers(lead, policy.pools().get(to.pool()), replay, branch);
      } else if (route instanceof Route.ByBand by) {
        String pool = by.pools().get(lead.lead().score().band());
        return takers(lead, policy.pools().get(pool), replay, branch);
      }
      Stream<String> named =
          route instanceof Route.ToRep to
              ? Stream.of(to.repId())
              : lead.lead().account().orElseThrow().owners().stream().map(owner -> owner.repId());
      return named
          .filter(rep -> !lead.previousReps().contains(rep))
          .filter(rep -> replay.mayTake(rep, OptionalInt.empty()))
          .toList();
    }

    private static List<String> takers(OpenLead lead, Pool pool, Replay replay, Branch branch) {
      assertThat(pool.group()).isEqualTo(branch.name);
      return branch.seats.keySet().stream()
          .filter(rep -> replay.couldTake(pool, rep, lead.previousReps()))
          .toList();
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

  /** Anybody can recompute a rep's tag from what is on the record. */
  static final class TagsAreWhatTheLedgerSays implements Guarantee {
    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      if (!entry.entry().equals("join")) {
        assertThat(entry.before())
            .as("%s", entry)
            .isEqualTo(replay.tag(entry.rotation(), entry.repId()));
      }
    }

    @Override
    public void after(Scene scene) {
      for (RepSeat seat : scene.after().seats.values()) {
        seat.tags()
            .forEach(
                (rotation, tag) ->
                    assertThat(tag)
                        .as("tag of %s in %s", seat.repId(), rotation)
                        .isEqualTo(scene.replay().tag(rotation, seat.repId())));
      }
      scene
          .after()
          .state
          .virtualTimes()
          .forEach(
              (rotation, time) ->
                  assertThat(time)
                      .as("V of %s", rotation)
                      .isEqualTo(scene.replay().virtualTimes().getOrDefault(rotation, 0L)));
    }
  }

  static final class TheSmallestTagIsNext implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn()) {
        Replay replay = choosing.replay();
        String rotation = choosing.rotation();
        long chosen = replay.tag(rotation, choosing.chosen());
        for (String other : choosing.candidates()) {
          assertThat(chosen)
              .as("tag of %s, chosen before %s", choosing.chosen(), other)
              .isLessThanOrEqualTo(replay.tag(rotation, other));
        }
      }
    }
  }

  /**
   * DESIGN §3: over any stretch without other ledger entries on two members, in which every turn
   * given to one of them had both as candidates, their turns per weight keep within one turn.
   */
  static final class TurnsAreFair implements Guarantee {

    private record Pair(String group, String rotation, String first, String second) {}

    private static final class Stretch {
      long began;
      long chargedFirst;
      long chargedSecond;
    }

    private final Map<Pair, Stretch> stretches = new HashMap<>();
    private Choosing choosing;

    @Override
    public void chose(Choosing choosing) {
      this.choosing = choosing;
    }

    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      String group = replay.group();
      String rep = entry.repId();
      if (!entry.entry().equals("turn")) {
        stretches
            .keySet()
            .removeIf(
                pair ->
                    pair.group().equals(group)
                        && pair.rotation().equals(entry.rotation())
                        && (pair.first().equals(rep) || pair.second().equals(rep)));
        return;
      }
      for (String other : replay.tags().getOrDefault(entry.rotation(), Map.of()).keySet()) {
        if (!other.equals(rep)) {
          turn(replay, entry, other);
        }
      }
    }

    private void turn(Replay replay, LedgerEntry entry, String other) {
      String rep = entry.repId();
      boolean inOrder = rep.compareTo(other) < 0;
      String first = inOrder ? rep : other;
      String second = inOrder ? other : rep;
      Pair pair = new Pair(replay.group(), entry.rotation(), first, second);
      if (!choosing.candidates().contains(other)) {
        stretches.remove(pair);
        return;
      }
      Stretch stretch =
          stretches.computeIfAbsent(
              pair,
              fresh -> {
                Stretch begun = new Stretch();
                begun.began =
                    replay.tag(entry.rotation(), first) - replay.tag(entry.rotation(), second);
                return begun;
              });
      long charge = replay.charge(entry.rotation(), rep);
      long otherCharge = replay.charge(entry.rotation(), other);
      if (inOrder) {
        stretch.chargedFirst += charge;
      } else {
        stretch.chargedSecond += charge;
      }
      long difference = stretch.began + stretch.chargedFirst - stretch.chargedSecond;
      long most = Math.max(stretch.began, inOrder ? charge : otherCharge);
      long least = Math.min(stretch.began, -(inOrder ? otherCharge : charge));
      assertThat(difference)
          .as("turns of %s beside %s in %s", first, second, entry.rotation())
          .isBetween(least, most);
    }
  }

  /** The last that was said of a lead is what is so; and no two deliveries have the same key. */
  static final class TheCrmKnowsWhoHoldsALead implements Guarantee {
    private final Map<String, Assignment> last = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    @Override
    public void after(Scene scene) {
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Forgotten forgotten) {
          last.remove(forgotten.leadId());
          keys.removeIf(key -> key.startsWith(forgotten.leadId() + "/"));
        } else if (output instanceof Output.Assigned assigned) {
          Assignment assignment = assigned.assignment();
          last.put(assignment.leadId(), assignment);
          assertThat(keys.add(assignment.idempotencyKey()))
              .as("%s is new", assignment.idempotencyKey())
              .isTrue();
        }
      }
      scene
          .verdict()
          .leads()
          .forEach(
              (leadId, lead) -> {
                if (lead.filter(known -> known.status() == LeadStatus.HANDED_OVER).isPresent()) {
                  return; // another group says who holds it
                }
                Optional<String> holder =
                    lead.filter(known -> known.status() == LeadStatus.ASSIGNED)
                        .map(known -> known.holding().repId());
                Optional<String> said =
                    Optional.ofNullable(last.get(leadId))
                        .filter(a -> a.status() == AssignmentStatus.ASSIGNED)
                        .map(Assignment::repId);
                assertThat(said).as("who the CRM thinks holds %s", leadId).isEqualTo(holder);
                if (lead.isEmpty() && decidedErased(scene, leadId)) {
                  assertThat(last).as("what is left of %s", leadId).doesNotContainKey(leadId);
                }
              });
    }

    private static boolean decidedErased(Scene scene, String leadId) {
      return decisions(scene.verdict())
          .anyMatch(d -> d.kind() == DecisionKind.ERASED && d.leadId().equals(leadId));
    }
  }

  /** Until the person asks again. */
  static final class WithdrawnConsentIsKept implements Guarantee {
    private final Set<String> withdrawn = new HashSet<>();

    @Override
    public void after(Scene scene) {
      if (scene.command().isPresent()) {
        if (scene.command().get() instanceof Command.LeadSubmitted submitted) {
          withdrawn.remove(submitted.lead().lead().leadId());
        }
      }
      decisions(scene.verdict())
          .forEach(
              decision -> {
                if (decision.kind() == DecisionKind.SUPPRESSED) {
                  withdrawn.add(decision.leadId());
                }
              });
      assertThat(assignments(scene.verdict()).filter(a -> a.status() == AssignmentStatus.ASSIGNED))
          .extracting(Assignment::leadId)
          .noneMatch(withdrawn::contains);
    }
  }

  /** A desk opened on what is stored goes on as the one that stored it would have. */
  static final class WhatIsSavedGoesOnAlike implements Guarantee {

    private record Twin(Branch branch, Desk desk) {}

    private final Map<String, Twin> twins = new HashMap<>();
    private final RandomGenerator random;
    private final UnaryOperator<RepSeat> forged;

    WhatIsSavedGoesOnAlike(RandomGenerator random, UnaryOperator<RepSeat> forged) {
      this.random = random;
      this.forged = forged;
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
      if (twin == null || random.nextInt(10) == 0) {
        Branch saved = scene.after().copy();
        twins.put(saved.name, new Twin(saved, saved.open(scene.business().directory(), forged)));
      }
    }
  }
}
