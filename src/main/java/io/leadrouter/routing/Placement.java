package io.leadrouter.routing;

import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Referral;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.Step;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Rule;
import io.leadrouter.policy.SpecialistTurns;
import io.leadrouter.policy.Stay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds a lead its place: along its rule's routes, to the first where somebody is eligible, or into
 * the line of the first where it may wait, or to the end. Every call leaves the lead in exactly one
 * of these and says so. Not thread-safe.
 */
final class Placement {

  /**
   * Policies that two groups do not switch at the same moment must not send a lead round for ever.
   */
  private static final int MOST_HOPS = 8;

  private final Group group;
  private final Giving giving;

  Placement(Group group, Giving giving) {
    this.group = group;
    this.giving = giving;
  }

  /**
   * Places a lead from its present route on, after matching it again if the policy has changed. A
   * lead that comes as ASSIGNED has been taken back from its rep.
   *
   * @param reason why now, as a code
   */
  void place(OpenLead lead, String reason) {
    Optional<Policy> policy = group.policy();
    if (policy.isEmpty()) {
      // Version 0 is older than any: the first policy will match the lead again.
      OpenLead unmatched = lead.withLead(lead.lead().withPolicyVersion(0));
      Step here = lead.step().withEnd(Optional.empty());
      wait(unmatched, step(lead, here, LineName.NO_POLICY_YET), List.of(), reason);
      return;
    }
    if (group.observes()) {
      alongRoutes(observed(lead, reason), policy.get(), reason);
    } else if (lead.observed().isPresent()) {
      settle(lead, LeadStatus.OBSERVED, DecisionKind.OBSERVED, Choice.NONE, "left-to-the-other");
    } else {
      alongRoutes(lead, policy.get(), reason);
    }
  }

  /** Another router's to give; whoever held it of this one hears that it is gone. */
  private OpenLead observed(OpenLead lead, String reason) {
    takenBack(lead, reason);
    return lead.withObserved(Optional.of(""));
  }

  private void alongRoutes(OpenLead lead, Policy policy, String reason) {
    OpenLead matched = matched(lead, policy);
    Rule rule = policy.rule(matched.step().ruleId()).orElseThrow();
    List<RouteTried> tried = new ArrayList<>();
    if (ends(matched, rule, policy)) {
      alongRoutes(matched, rule, policy, tried, reason);
      return;
    }
    Optional<Instant> callable = callableFrom(matched, policy);
    if (callable.isPresent()) {
      waitForContactHours(matched, callable.get(), reason);
    } else {
      afterItsOwners(matched, policy, tried, reason)
          .ifPresent(unowned -> alongRoutes(unowned, rule, policy, tried, reason));
    }
  }

  /**
   * The lead when those have been asked for it, once, who hold its person or account or did so
   * lately; empty: it stays with one of them, or has gone to their group.
   */
  private Optional<OpenLead> afterItsOwners(
      OpenLead lead, Policy policy, List<RouteTried> tried, String reason) {
    OpenLead left = lead;
    while (left.owners().any()) {
      Target owner = Target.first(left.owners(), policy.conduct().ownership(), group.now());
      if (stops(left, new Stop(left.step(), Stay.NONE, false), owner, tried, reason)) {
        return Optional.empty();
      }
      List<String> asked = owner instanceof Target.OfReps reps ? reps.repIds() : List.of();
      left = left.withOwners(left.owners().others()).withStep(left.step().after(asked));
    }
    return Optional.of(left);
  }

  /** Whether nobody is going to contact the lead, at whatever hour. */
  private static boolean ends(OpenLead lead, Rule rule, Policy policy) {
    Route route = rule.routes().get(lead.step().route());
    return Target.of(route, lead.lead(), policy) instanceof Target.End;
  }

  /** When the lead may be contacted again; empty: now. */
  private Optional<Instant> callableFrom(OpenLead lead, Policy policy) {
    return policy
        .conduct()
        .contactHours(lead.lead().lead())
        .filter(hours -> !hours.include(group.now()))
        .flatMap(hours -> hours.changesAfter(group.now()));
  }

  /** Until then no route is tried, and the wait at the present one begins anew. */
  private void waitForContactHours(OpenLead lead, Instant opening, String reason) {
    Step step = lead.step();
    Step here =
        new Step(
            step.ruleId(),
            step.route(),
            opening,
            Optional.of(opening),
            step.waitingSince(),
            "",
            0,
            step.referral());
    RouteTried tried = Tried.waiting(LineName.CONTACT_HOURS);
    wait(lead, step(lead, here, LineName.CONTACT_HOURS), List.of(tried), reason);
  }

  /** The rule of the present policy; the lead keeps its route if it is still the same rule. */
  private OpenLead matched(OpenLead lead, Policy policy) {
    Step step = lead.step();
    if (lead.lead().policyVersion() == policy.version() && policy.rule(step.ruleId()).isPresent()) {
      return lead;
    }
    Rule rule = policy.match(lead.lead(), group.now());
    boolean same = rule.id().equals(step.ruleId()) && step.route() < rule.routes().size();
    Step start = same ? step : start(rule.id(), step.waitingSince());
    return lead.withLead(lead.lead().withPolicyVersion(policy.version())).withStep(start);
  }

  /**
   * At the beginning of the routes of the rule that matches now: the lead, its score or the policy
   * may have changed since the rule was found that somebody held it by.
   */
  OpenLead matchedAfresh(OpenLead lead) {
    if (group.policy().isEmpty()) {
      return lead;
    }
    Policy policy = group.policy().get();
    Rule rule = policy.match(lead.lead(), group.now());
    return lead.withLead(lead.lead().withPolicyVersion(policy.version()))
        .withStep(start(rule.id(), Optional.empty()));
  }

  /** At the beginning of a rule's routes. */
  Step start(String ruleId, Optional<Instant> waitingSince) {
    return new Step(ruleId, 0, group.now(), Optional.empty(), waitingSince, "", 0, Referral.NONE);
  }

  private void alongRoutes(
      OpenLead lead, Rule rule, Policy policy, List<RouteTried> tried, String reason) {
    Step step = lead.step();
    List<Route> routes = rule.routes();
    for (int i = step.route(); i < routes.size(); i++) {
      boolean first = i == step.route();
      Instant since = first ? reached(step) : group.now();
      Referral referral = first ? step.referral() : Referral.NONE;
      Route route = routes.get(i);
      Step here =
          new Step(rule.id(), i, since, Optional.empty(), step.waitingSince(), "", 0, referral);
      Stop stop = new Stop(here, route.stay(), i == routes.size() - 1);
      Target target = Target.of(route, lead.lead(), policy);
      if (stops(lead, stop, target, tried, reason)) {
        return;
      }
    }
    settle(
        lead,
        LeadStatus.UNROUTABLE,
        DecisionKind.UNROUTABLE,
        Choice.nobody(tried),
        "no-route-left");
  }

  /**
   * Since when the lead is at its route: not before the hours it waited for, if they came early.
   */
  private Instant reached(Step step) {
    return step.since().isAfter(group.now()) ? group.now() : step.since();
  }

  /**
   * A route that a lead has come to. Most leads do not wait there, and when a wait is over takes
   * long to find on a clock of working hours: so nobody asks before a lead has to wait.
   *
   * @param last whether the rule has no other route after it
   */
  private record Stop(Step here, Stay stay, boolean last) {

    /** The step at which a lead waits here; empty: it does not, or has done so long enough. */
    Optional<Step> waiting(Instant now) {
      Optional<Instant> until = stay.until(here.since());
      return until.map(now::isBefore).orElse(last)
          ? Optional.of(here.withEnd(until))
          : Optional.empty();
    }
  }

  /** Whether the lead stops at this route. */
  private boolean stops(
      OpenLead lead, Stop stop, Target target, List<RouteTried> tried, String reason) {
    Step here = stop.here();
    if (target instanceof Target.End end) {
      tried.add(Tried.chosen(end));
      settle(lead.withStep(here), end.status(), end.kind(), Choice.nobody(tried), end.reason());
      return true;
    } else if (target instanceof Target.OfPool to) {
      return to.pool().group().equals(group.name())
          ? stopsAtPool(lead, stop, to, tried, reason)
          : stopsElsewhere(
              lead,
              here.withReferral(Referral.NONE),
              Tried.otherGroup(to),
              to.pool().group(),
              tried);
    } else if (target instanceof Target.OfReps to) {
      return stopsAtReps(lead, stop, to, tried, reason);
    } else {
      tried.add(Tried.nowhere(target));
      return false;
    }
  }

  private boolean stopsAtPool(
      OpenLead lead, Stop stop, Target.OfPool target, List<RouteTried> tried, String reason) {
    Pool pool = target.pool();
    Bench bench = group.roster().benchOf(pool.id()).orElseThrow();
    Applicant applicant =
        Applicant.of(lead.previousReps(), target.requires(), lead.lead())
            .beyondCaps(target.beyondCaps());
    Pick pick = bench.pick(applicant, lead.lead());
    if (pick.selected().isPresent()) {
      tried.add(Tried.chosen(target, pick.eligible(), pick.excluded()));
      boolean free =
          pool.specialistTurns() == SpecialistTurns.FREE && bench.isForASpecialist(applicant);
      CountsIn countsIn = free ? new CountsIn.Nowhere() : target.countsIn();
      giving.fromPool(lead.withStep(stop.here()), bench, pick, countsIn, tried, reason);
      return true;
    }
    Optional<Step> waiting = stop.waiting(group.now());
    if (waiting.isEmpty()) {
      tried.add(Tried.nobodyEligible(target, pick.excluded()));
      return false;
    }
    tried.add(Tried.waiting(target, pick.excluded()));
    String within = LineName.of(pool, target.requires(), lead.lead());
    String line = target.beyondCaps() ? LineName.beyondCaps(within) : within;
    wait(lead, step(lead, waiting.get(), line), tried, reason);
    return true;
  }

  private boolean stopsAtReps(
      OpenLead lead, Stop stop, Target.OfReps target, List<RouteTried> tried, String reason) {
    NamedReps named = new NamedReps(group, lead.previousReps(), target, stop.here().referral());
    NamedReps.Answer answer = named.ask(!wentRound(lead));
    if (answer.taker().isPresent()) {
      tried.add(Tried.chosen(target, 1, answer.excluded()));
      Seat seat = answer.taker().get();
      giving.directly(lead.withStep(stop.here()), seat, target.countsIn(), tried, reason);
      return true;
    }
    if (answer.next().isPresent()) {
      NamedReps.Next next = answer.next().get();
      Step there = stop.here().withReferral(next.referral());
      RouteTried route = Tried.otherGroup(target, answer.excluded());
      return stopsElsewhere(lead, there, route, next.group(), tried);
    }
    Optional<Step> waiting =
        answer.waitedFor().isEmpty() ? Optional.empty() : stop.waiting(group.now());
    if (waiting.isEmpty()) {
      tried.add(Tried.nobodyEligible(target, answer.excluded()));
      return false;
    }
    tried.add(Tried.waiting(target, answer.excluded()));
    String within = LineName.of(answer.waitedFor());
    String line = target.beyondCaps() ? LineName.beyondCaps(within) : within;
    wait(lead, step(lead, waiting.get(), line), tried, reason);
    return true;
  }

  /** Whether the lead has changed groups so often that it had better stay where it is. */
  boolean wentRound(OpenLead lead) {
    return lead.hops() >= MOST_HOPS;
  }

  private boolean stopsElsewhere(
      OpenLead lead, Step there, RouteTried route, String other, List<RouteTried> tried) {
    if (wentRound(lead)) {
      tried.add(Tried.nowhere(new Target.OfNobody(route.route(), "too-many-hops")));
      return false;
    }
    tried.add(route);
    OpenLead waiting = lead.withStep(there).withStatus(LeadStatus.WAITING);
    handOver(waiting, lead, other, Choice.on(tried, there.referral().repId()), List.of());
    return true;
  }

  /**
   * Gives the lead to another group, as it shall be there. Here stays where it went, so that what
   * comes later follows it, and nothing of what it was.
   *
   * @param lead as it is here
   */
  void handOver(
      OpenLead there, OpenLead lead, String other, Choice choice, List<LedgerEntry> ledger) {
    takenBack(lead, "handed-over");
    group
        .journal()
        .forward(other, new Command.LeadHandedOver(group.name(), there.withHops(lead.hops() + 1)));
    Note note = Note.of("to " + other, choice).with(ledger);
    group.journal().decided(DecisionKind.HANDED_OVER, lead, note);
    group.book().save(lead.pointingTo(other));
  }

  /**
   * Many had the lead and nobody kept it: it goes to whom the policy names for that, at whatever
   * hour of the lead's; without one who can take it, somebody has to look at it.
   */
  void escalate(OpenLead lead) {
    List<RouteTried> tried = new ArrayList<>();
    OpenLead ours = group.observes() ? observed(lead, "too-many-attempts") : lead;
    if (!escalates(ours, tried)) {
      settle(
          ours,
          LeadStatus.UNROUTABLE,
          DecisionKind.UNROUTABLE,
          Choice.nobody(tried),
          "too-many-attempts");
    }
  }

  private boolean escalates(OpenLead lead, List<RouteTried> tried) {
    Policy policy = group.policy().orElseThrow();
    Stop stop = new Stop(lead.step(), Stay.NONE, false);
    for (Route route : policy.conduct().escalateTo()) {
      Target target = Target.of(route, lead.lead(), policy);
      if (!isHere(target)) {
        tried.add(Tried.otherGroup(target));
      } else if (stops(lead, stop, target, tried, "escalated")) {
        return true;
      }
    }
    return false;
  }

  /** Whether a lead can come there without going to another group. */
  private boolean isHere(Target target) {
    if (target instanceof Target.OfPool to) {
      return to.pool().group().equals(group.name());
    }
    return target instanceof Target.OfReps to
        && group.roster().withStandIns(to.repIds()).stream()
            .allMatch(repId -> group.elsewhere(repId).isEmpty());
  }

  private Step step(OpenLead lead, Step here, String line) {
    Instant since = here.waitingSince().orElse(group.now());
    long rank = Rank.of(lead.lead().score().total(), since, group.roster().ageingPerHour(line));
    return new Step(
        here.ruleId(),
        here.route(),
        here.since(),
        here.until(),
        Optional.of(since),
        line,
        rank,
        here.referral());
  }

  private void wait(OpenLead lead, Step step, List<RouteTried> tried, String reason) {
    takenBack(lead, reason);
    boolean asBefore =
        lead.status() == LeadStatus.WAITING
            && lead.step().line().equals(step.line())
            && lead.step().ruleId().equals(step.ruleId());
    OpenLead waiting = lead.withStatus(LeadStatus.WAITING).withStep(step);
    group.book().save(waiting);
    if (!asBefore) {
      group.journal().decided(DecisionKind.WAITING, waiting, Note.of(reason, Choice.nobody(tried)));
    }
  }

  private void settle(
      OpenLead lead, LeadStatus status, DecisionKind kind, Choice choice, String reason) {
    takenBack(lead, reason);
    OpenLead settled = lead.withStatus(status).withStep(lead.step().ended());
    boolean asBefore = lead.status() == status;
    group.book().save(settled);
    if (!asBefore) {
      group.journal().decided(kind, settled, Note.of(reason, choice));
    }
  }

  /** Tells the CRM connectors that nobody holds the lead any more, if somebody did. */
  private void takenBack(OpenLead lead, String reason) {
    if (lead.status() == LeadStatus.ASSIGNED) {
      group.journal().unassigned(AssignmentStatus.REVOKED, lead, reason);
    }
  }
}
