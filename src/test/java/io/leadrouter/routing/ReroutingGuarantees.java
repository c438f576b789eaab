package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.decisions;
import static io.leadrouter.routing.Guarantees.later;
import static io.leadrouter.routing.Guarantees.saysWhoHasIt;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Conduct;
import io.leadrouter.policy.OpenLeadRule;
import io.leadrouter.policy.Policy;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Leads that somebody had: passed on, corrected, given up. */
final class ReroutingGuarantees {

  private ReroutingGuarantees() {}

  /** As the policy says; and what it does not pass on stays where it is. */
  static final class WhatARepHeldWhoLeftIsPassedOn implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.RepChanged changed)
          || scene.after().policy.isEmpty()) {
        return;
      }
      RepSeat before = scene.before().seats.get(changed.repId());
      RepSeat after = scene.after().seats.get(changed.repId());
      if (before == null || hasLeft(before) || goesAwayByTheClock(before, scene)) {
        return;
      }
      Conduct conduct = scene.after().policy.get().conduct();
      boolean left = hasLeft(after);
      boolean goesAway = !isAway(before, scene) && isAway(after, scene);
      OpenLeadRule rule = left ? conduct.onRepLeft() : conduct.onRepAway();
      for (OpenLead lead : scene.before().leads.values()) {
        if (lead.status() == LeadStatus.ASSIGNED
            && lead.holding().repId().equals(changed.repId())
            && !ranOut(scene, lead.leadId())) {
          boolean passedOn =
              (left || goesAway)
                  && (rule == OpenLeadRule.ROUTE_ALL
                      || rule == OpenLeadRule.ROUTE_UNACCEPTED && nobodyWorksOn(lead));
          OpenLead now = scene.after().leads.get(lead.leadId());
          assertThat(isStillHeld(lead, now))
              .as("%s, which %s held, by %s", lead.leadId(), changed.repId(), rule)
              .isEqualTo(!passedOn);
          if (passedOn && left) {
            boolean back =
                now.status() == LeadStatus.ASSIGNED
                    && now.holding().repId().equals(changed.repId());
            assertThat(back).as("%s is back with who left", lead.leadId()).isFalse();
          }
        }
      }
    }

    private static boolean isAway(RepSeat seat, Scene scene) {
      Instant now = later(scene.after().state.now(), scene.business().now());
      return isAway(seat, now);
    }

    private static boolean isAway(RepSeat seat, Instant now) {
      return seat.presence() == Presence.HERE
          && seat.rep().isPresent()
          && (seat.rep().get().status() == RepStatus.ON_LEAVE
              || seat.rep().get().status() != RepStatus.INACTIVE
                  && seat.rep().get().timeOff().stream()
                      .anyMatch(off -> !now.isBefore(off.from()) && now.isBefore(off.to())));
    }

    /** Then it is time that passes on what the rep holds, before the rep's data change. */
    private static boolean goesAwayByTheClock(RepSeat seat, Scene scene) {
      Instant now = later(scene.after().state.now(), scene.business().now());
      return seat.rep().isPresent()
          && seat.rep().get().timeOff().stream()
              .anyMatch(
                  off ->
                      off.from().isAfter(scene.before().state.now()) && !off.from().isAfter(now));
    }

    private static boolean hasLeft(RepSeat seat) {
      return seat.rep().isEmpty() || seat.rep().get().status() == RepStatus.INACTIVE;
    }
  }

  /** Also in the groups that the rep has moved on from, as soon as they have heard of it. */
  static final class WhatARepHeldElsewhereIsPassedOn implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.RepChanged changed)
          || scene.after().policy.isEmpty()) {
        return;
      }
      RepSeat before = scene.before().seats.get(changed.repId());
      RepSeat after = scene.after().seats.get(changed.repId());
      boolean leaves =
          before != null
              && before.presence() == Presence.HERE
              && !left(before)
              && after.presence() == Presence.HERE
              && left(after);
      if (leaves) {
        for (Branch branch : scene.business().branches.values()) {
          boolean holds =
              movedOn(branch.seats.get(changed.repId()))
                  && branch.leads.values().stream()
                      .anyMatch(lead -> lead.holding().units() > 0 && isOf(lead, changed.repId()));
          if (holds) {
            assertThat(told(scene, branch.name, changed.repId()))
                .as("whether %s hears that %s has left", branch.name, changed.repId())
                .isTrue();
          }
        }
      }
    }

    /** Where the rep is yet to come, its data are newer. */
    private static boolean movedOn(RepSeat seat) {
      return seat != null && seat.presence() == Presence.MOVED;
    }

    private static boolean isOf(OpenLead lead, String repId) {
      return lead.status() == LeadStatus.ASSIGNED && lead.holding().repId().equals(repId);
    }

    private static boolean left(RepSeat seat) {
      return seat.rep().isEmpty() || seat.rep().get().status() == RepStatus.INACTIVE;
    }

    private static boolean told(Scene scene, String group, String repId) {
      return scene.verdict().outputs().stream()
          .anyMatch(
              output ->
                  output instanceof Output.Forwarded forwarded
                      && forwarded.group().equals(group)
                      && forwarded.command().equals(new Command.HolderLeft(repId)));
    }
  }

  private static boolean nobodyWorksOn(OpenLead lead) {
    return lead.holding().acceptedAt().isEmpty() && lead.holding().firstTouchAt().isEmpty();
  }

  private static final Set<String> RAN_OUT = Set.of("not-accepted", "not-contacted");

  /** Whether the time of the lead's rep was over before the command was looked at. */
  private static boolean ranOut(Scene scene, String leadId) {
    return decisions(scene.verdict())
        .anyMatch(d -> d.leadId().equals(leadId) && RAN_OUT.contains(d.reason()));
  }

  private static boolean isStillHeld(OpenLead before, OpenLead after) {
    return after.status() == LeadStatus.ASSIGNED
        && after.attempt() == before.attempt()
        && after.holding().repId().equals(before.holding().repId());
  }

  /** A lead that is corrected stays with its rep, unless the policy gave it and takes it back. */
  static final class ACorrectedLeadGoesWhereItBelongs implements Guarantee {
    private final Set<String> byHand = new HashSet<>();

    @Override
    public void after(Scene scene) {
      look(scene);
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.ASSIGNED && !decision.choice().strategy().isEmpty()) {
          byHand.remove(decision.leadId());
        } else if (decision.kind() == DecisionKind.ASSIGNED
            || decision.reason().equals("imported")
            || saysWhoHasIt(decision)) {
          byHand.add(decision.leadId());
        }
      }
    }

    private void look(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.LeadSubmitted submitted)
          || scene.after().policy.isEmpty()) {
        return;
      }
      OpenLead before = scene.before().leads.get(submitted.leadId());
      if (before == null
          || before.status() != LeadStatus.ASSIGNED
          || before.version() < submitted.erasure()
          || ranOut(scene, submitted.leadId())) {
        return;
      }
      Policy policy = scene.after().policy.get();
      Instant now = later(scene.after().state.now(), scene.business().now());
      ScoredLead latest = submitted.version() > before.version() ? submitted.lead() : before.lead();
      boolean takenBack =
          submitted.change() == LeadChange.CORRECTED
              && policy.conduct().onLeadChange() == OpenLeadRule.ROUTE_UNACCEPTED
              && nobodyWorksOn(before)
              && !byHand.contains(submitted.leadId())
              && !policy.match(latest, now).id().equals(before.step().ruleId());
      assertThat(isStillHeld(before, scene.after().leads.get(submitted.leadId())))
          .as("whether %s stays with %s", submitted.leadId(), before.holding().repId())
          .isEqualTo(!takenBack);
    }
  }

  /**
   * By the router, that is, and in the same cycle; and once as many reps gave it up as the policy
   * allows, it goes to nobody but whom the policy names for that.
   */
  static final class WhoGaveALeadUpDoesNotGetItBack implements Guarantee {

    private static final class Journey {
      int cycle;
      String holder = "";
      final Set<String> gaveUp = new HashSet<>();
      boolean owesALook;
    }

    private static final Set<String> FOR_MANY =
        Set.of("UNROUTABLE too-many-attempts", "ASSIGNED escalated", "OBSERVED escalated");

    private final Map<String, Journey> journeys = new HashMap<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.POLICY_ACTIVATED) {
          policy = scene.after().policy;
        }
        if (decision.kind() == DecisionKind.ERASED) {
          journeys.remove(decision.leadId());
        } else if (decision.cycle() > 0) {
          follow(decision, policy);
        }
      }
    }

    private void follow(Decision decision, Optional<Policy> policy) {
      String leadId = decision.leadId();
      Journey journey = journeys.computeIfAbsent(leadId, id -> new Journey());
      if (journey.cycle != decision.cycle()) {
        journey = new Journey();
        journey.cycle = decision.cycle();
        journeys.put(leadId, journey);
      }
      boolean forMany = FOR_MANY.contains(decision.kind() + " " + decision.reason());
      assertThat(forMany)
          .as("after %s, %s is for somebody to look at", journey.gaveUp, leadId)
          .isEqualTo(journey.owesALook);
      journey.owesALook = false;
      switch (decision.kind()) {
        case ASSIGNED -> {
          String repId = decision.choice().repId();
          if (!decision.choice().strategy().isEmpty()) {
            assertThat(journey.gaveUp).as("who gave %s up", leadId).doesNotContain(repId);
          } else {
            // Whoever in the CRM moved the lead has the last word.
            leaves(journey);
            journey.gaveUp.remove(repId);
          }
          journey.holder = repId;
        }
        case OBSERVED -> {
          String repId = decision.choice().repId();
          assertThat(journey.gaveUp).as("who gave %s up", leadId).doesNotContain(repId);
          journey.holder = decision.reason().equals("imported") ? repId : "";
        }
        case OUTCOME_RECORDED -> {
          if (saysWhoHasIt(decision)) {
            leaves(journey);
            journey.gaveUp.remove(decision.choice().repId());
            journey.holder = decision.choice().repId();
          }
        }
        case REVOKED -> {
          boolean nobodysDoing = Replay.NOBODYS_DOING.contains(decision.reason());
          if (!nobodysDoing) {
            leaves(journey);
            journey.owesALook = policy.filter(p -> journeyIsLong(p, decision.leadId())).isPresent();
          }
          journey.holder = "";
        }
        case HANDED_OVER -> {
          leaves(journey);
          journey.holder = "";
        }
        case REOPENED -> journey.holder = decision.choice().repId();
        case CLOSED, SUPPRESSED -> journey.holder = "";
        default -> {}
      }
    }

    private boolean journeyIsLong(Policy policy, String leadId) {
      return journeys.get(leadId).gaveUp.size() >= policy.conduct().maxAttempts();
    }

    private static void leaves(Journey journey) {
      if (!journey.holder.isEmpty()) {
        journey.gaveUp.add(journey.holder);
      }
    }
  }

  /** Nor what is said of a lead that nobody holds, but that it was said. */
  static final class WhatIsSaidOfAnAttemptThatIsOverChangesNothing implements Guarantee {
    private static final Set<Disposition> OF_A_HOLDER =
        EnumSet.of(
            Disposition.DELIVERED,
            Disposition.ACCEPTED,
            Disposition.CONTACTED,
            Disposition.QUALIFIED);

    @Override
    public void after(Scene scene) {
      List<Decision> decisions = decisions(scene.verdict()).toList();
      if (decisions.size() != 1
          || scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.OutcomeReported reported)) {
        return;
      }
      LeadOutcome outcome = reported.outcome();
      if (!decisions.get(0).eventId().equals(outcome.outcomeId())) {
        return; // what time had made due
      }
      DecisionKind kind = decisions.get(0).kind();
      OpenLead before = scene.before().leads.get(outcome.leadId());
      if (before == null || before.elsewhere()) {
        return;
      }
      OpenLead after = scene.after().leads.get(outcome.leadId());
      if (kind == DecisionKind.OUTCOME_STALE) {
        // Time alone may have moved it along its routes, and past a warning.
        assertThat(unwarned(after))
            .as("%s after %s, which is stale", outcome.leadId(), outcome)
            .isEqualTo(unwarned(before.withStep(after.step()).withLead(after.lead())));
      } else {
        boolean over =
            outcome.attempt().isPresent() && outcome.attempt().getAsInt() != before.attempt()
                || OF_A_HOLDER.contains(outcome.disposition())
                    && before.attempt() > 0
                    && before.status() != LeadStatus.ASSIGNED
                    && before.status() != LeadStatus.CLOSED
                || OF_A_HOLDER.contains(outcome.disposition())
                    && outcome.attempt().isEmpty()
                    && before.attempt() > 0
                    && !outcome.repId().isEmpty()
                    && !outcome.repId().equals(before.holding().repId());
        assertThat(over).as("%s is about what is over, but was %s", outcome, kind).isFalse();
      }
    }

    private static OpenLead unwarned(OpenLead lead) {
      Holding holding = lead.holding();
      return lead.withHolding(
          holding
              .withAcceptBy(holding.acceptBy().map(Deadline::warned))
              .withTouchBy(holding.touchBy().map(Deadline::warned)));
    }
  }
}
