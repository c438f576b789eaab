package io.leadrouter.routing;

import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where a lead that has just been matched goes first. */
public sealed interface Destination {

  /** To the group that decides about the first of the rule's routes that leads anywhere. */
  record ToGroup(String group) implements Destination {}

  /**
   * Nowhere: every route was tried.
   *
   * @param kind NURTURED, REJECTED or UNROUTABLE
   * @param reason a code
   */
  record Ended(DecisionKind kind, LeadStatus status, String reason, List<RouteTried> routes)
      implements Destination {}

  /**
   * Where the lead's owners are, or else where the rule sends it, reps being where the directory
   * says.
   */
  static Destination of(
      Rule rule,
      ScoredLead lead,
      Owners owners,
      Policy policy,
      RepDirectory directory,
      Instant now) {
    List<RouteTried> tried = new ArrayList<>();
    for (Target target : targets(rule, lead, owners, policy, now)) {
      if (target instanceof Target.End end) {
        tried.add(Tried.chosen(target));
        return new Ended(end.kind(), end.status(), end.reason(), tried);
      }
      Optional<String> group = group(target, directory);
      if (group.isPresent()) {
        return new ToGroup(group.get());
      }
      tried.add(Tried.nowhere(target));
    }
    return new Ended(DecisionKind.UNROUTABLE, LeadStatus.UNROUTABLE, "no-route-left", tried);
  }

  private static List<Target> targets(
      Rule rule, ScoredLead lead, Owners owners, Policy policy, Instant now) {
    List<Target> targets = new ArrayList<>();
    for (Route route : rule.routes()) {
      targets.add(Target.of(route, lead, policy));
    }
    if (!(targets.get(0) instanceof Target.End)) {
      targets.addAll(0, Target.of(owners, policy.conduct().ownership(), now));
    }
    return targets;
  }

  private static Optional<String> group(Target target, RepDirectory directory) {
    if (target instanceof Target.OfPool to) {
      return Optional.of(to.pool().group());
    } else if (target instanceof Target.OfReps to) {
      return to.repIds().stream().map(directory::groupOf).flatMap(Optional::stream).findFirst();
    } else {
      return Optional.empty();
    }
  }
}
