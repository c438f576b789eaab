package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Route;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what histories are made of: what never happens is not tested either. */
final class Census implements Guarantee {

  private static final Set<DecisionKind> WITH_REASON =
      EnumSet.of(
          DecisionKind.MERGED,
          DecisionKind.REVOKED,
          DecisionKind.SLA_WARNING,
          DecisionKind.SLA_BREACHED,
          DecisionKind.WAITING,
          DecisionKind.UNROUTABLE,
          DecisionKind.OUTCOME_RECORDED,
          DecisionKind.OUTCOME_STALE,
          DecisionKind.OBSERVED);

  final Map<String, Integer> counts = new TreeMap<>();

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  @Override
  public void chose(Choosing choosing) {
    count("chosen");
    Route route = choosing.route();
    if (!route.requires().isEmpty()) {
      count("chosen where the route asks for something");
    }
    if (route.stay().clock().isPresent()) {
      count("chosen at a route with a clock");
    }
    if (choosing.decision().choice().strategy().equals("least-loaded")) {
      count("chosen as the least loaded");
    }
    if (route.beyondCaps() && isFull(choosing)) {
      count("chosen beyond caps");
    }
    if (choosing.specialist() && choosing.decision().ledger().isEmpty()) {
      count("chosen alone, for no turn");
    }
    if (Replay.toItsOwner(choosing.decision())) {
      ownersOf(choosing.decision());
      return;
    }
    boolean direct = choosing.rotation().isEmpty();
    if (direct && route.countsIn() instanceof CountsIn.OfPool) {
      count("chosen directly where it counts as a turn");
    }
    boolean named =
        route instanceof Route.ToRep to
            ? to.repId().equals(choosing.chosen())
            : choosing.lead().account().stream()
                .flatMap(account -> account.owners().stream())
                .anyMatch(owner -> owner.repId().equals(choosing.chosen()));
    if (direct && !named) {
      count("chosen to stand in");
    }
  }

  private void ownersOf(Decision decision) {
    List<RouteTried> tried = decision.choice().routes();
    RouteTried last = tried.get(tried.size() - 1);
    count("chosen by " + last.route());
    if (!last.excluded().isEmpty()) {
      count("chosen to stand in for an owner");
    }
  }

  private static boolean isFull(Choosing choosing) {
    return choosing.decision().choice().candidates().stream()
        .filter(candidate -> candidate.repId().equals(choosing.chosen()))
        .anyMatch(candidate -> candidate.room().orElse(1) <= 0);
  }

  @Override
  public void entered(Replay replay, LedgerEntry entry) {
    count("ledger: " + entry.entry());
  }

  @Override
  public void after(Scene scene) {
    count("command");
    if (scene.command().isEmpty()) {
      count("passing of time");
    }
    for (Output output : scene.verdict().outputs()) {
      if (output instanceof Output.Decided decided) {
        decided(decided.decision(), scene);
      }
    }
  }

  private void decided(Decision decision, Scene scene) {
    count("decision");
    decision.choice().routes().stream()
        .map(RouteTried::excluded)
        .forEach(excluded -> excluded.keySet().forEach(why -> count("excluded: " + why)));
    decision.choice().routes().stream()
        .filter(tried -> tried.route().startsWith(Target.OWNERSHIP))
        .forEach(tried -> count("owner: " + tried.result()));
    boolean inPlace =
        decision.kind() == DecisionKind.HANDED_OVER
            && decision.choice().routes().stream()
                .anyMatch(
                    tried ->
                        tried.result().equals(Tried.OTHER_GROUP) && !tried.excluded().isEmpty());
    if (inPlace) {
      count("handed over to a stand-in");
    }
    boolean byLine =
        decision.kind() == DecisionKind.WAITING
            && decision.choice().routes().stream()
                .anyMatch(tried -> tried.route().equals(LineName.CONTACT_HOURS));
    if (byLine) {
      count("waiting for contact hours");
    }
    if (decision.reason().equals("escalated")) {
      count("escalated");
    }
    if (WITH_REASON.contains(decision.kind())) {
      count(decision.kind() + ": " + decision.reason());
    }
    if (decision.reason().equals("by-the-clock")) {
      count("lifted when work began");
    }
    boolean left =
        scene.command().isPresent()
            && scene.command().get() instanceof Command.RepChanged
            && decision.kind() == DecisionKind.REP_LEFT;
    if (left) {
      count("rep left");
    }
  }
}
