package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Choice;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.RouteTried;
import io.leadrouter.domain.Step;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Pool;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Gives a lead to the rep who was found for it: the rep pays for the turn and has less room, the
 * lead is held from now on, and the record and the CRM connectors hear of it. Of a group that
 * observes, only the record does. Not thread-safe.
 */
final class Giving {

  private final Group group;
  private final Rooms rooms;

  Giving(Group group, Rooms rooms) {
    this.group = group;
    this.rooms = rooms;
  }

  /** To the member whom its pool has picked. */
  void fromPool(
      OpenLead lead,
      Bench bench,
      Pick pick,
      CountsIn countsIn,
      List<RouteTried> tried,
      String reason) {
    Pool pool = bench.pool();
    Strategy.Selection selected = pick.selected().orElseThrow();
    Seat seat = selected.member().seat();
    Optional<Bench> counting =
        countsIn instanceof CountsIn.ItsPool ? Optional.of(bench) : counting(countsIn);
    Choice choice =
        new Choice(
            tried,
            pick.candidates(),
            seat.repId(),
            lead.holding().repId(),
            pool.id(),
            pool.strategy().label(),
            OptionalDouble.of(selected.propensity()));
    give(lead, seat, Note.of(reason, choice).with(turn(lead, seat, counting)));
  }

  /** To a rep whom its route or its owner names. */
  void directly(
      OpenLead lead, Seat seat, CountsIn countsIn, List<RouteTried> tried, String reason) {
    Candidate candidate = new Candidate(seat.repId(), 0, seat.load(), seat.room());
    Choice choice =
        new Choice(
            tried,
            List.of(candidate),
            seat.repId(),
            lead.holding().repId(),
            "",
            "direct",
            OptionalDouble.of(1));
    give(lead, seat, Note.of(reason, choice).with(turn(lead, seat, counting(countsIn))));
  }

  /** The bench at which an assignment counts as a turn; empty: at none here. */
  private Optional<Bench> counting(CountsIn countsIn) {
    return countsIn instanceof CountsIn.OfPool of
        ? group.roster().benchOf(of.pool())
        : Optional.empty();
  }

  /** What the rep pays for the lead; nothing for a test lead, nor where it takes no turns. */
  List<LedgerEntry> turn(OpenLead lead, Seat seat, Optional<Bench> bench) {
    return bench
        .filter(any -> !lead.test())
        .flatMap(seat::on)
        .map(member -> group.roster().turn(member, group.journal().nextSequence()))
        .orElse(List.of());
  }

  /**
   * The pool whose members together have the lead if somebody gives it to this rep: the one that it
   * came from, or that its route leads to. Empty: none, or the rep is no member.
   */
  String poolOf(OpenLead lead, Seat seat) {
    Optional<String> pool =
        lead.status() == LeadStatus.ASSIGNED
            ? Optional.of(lead.holding().pool())
            : poolOfRoute(lead);
    return pool.flatMap(group.roster()::benchOf)
        .flatMap(seat::on)
        .map(member -> member.bench().pool().id())
        .orElse("");
  }

  private Optional<String> poolOfRoute(OpenLead lead) {
    Step step = lead.step();
    return group
        .policy()
        .flatMap(
            policy ->
                policy
                    .rule(step.ruleId())
                    .filter(rule -> step.route() < rule.routes().size())
                    .map(rule -> rule.routes().get(step.route()))
                    .map(route -> Target.of(route, lead.lead(), policy)))
        .filter(Target.OfPool.class::isInstance)
        .map(target -> ((Target.OfPool) target).pool().id());
  }

  private void give(OpenLead lead, Seat seat, Note note) {
    if (lead.observed().isEmpty()) {
      assign(lead, seat, note);
      return;
    }
    OpenLead seen =
        lead.withStatus(LeadStatus.OBSERVED)
            .withStep(lead.step().ended())
            .withOwners(Owners.NONE)
            .withObserved(Optional.of(seat.repId()));
    group.book().save(seen);
    group.journal().decided(DecisionKind.OBSERVED, seen, note);
  }

  /** Gives the lead to a rep whatever its room; a test lead takes none. */
  void assign(OpenLead lead, Seat seat, Note note) {
    if (lead.test()) {
      assign(lead, seat.repId(), 0, note);
    } else {
      List<LedgerEntry> ledger = rooms.take(lead, seat, note.choice());
      assign(lead, seat.repId(), 1, note.and(ledger));
    }
  }

  /** Gives the lead to somebody whose room is not kept here. */
  void assign(OpenLead lead, String repId, int units, Note note) {
    String previous = lead.holding().repId();
    Holding holding =
        new Holding(
            repId,
            note.choice().pool(),
            units,
            lead.lead().policyVersion(),
            OptionalDouble.of(lead.lead().score().total()),
            lead.lead().score().estimate(),
            Optional.of(group.now()),
            Optional.empty(),
            Optional.empty(),
            charge(lead, note),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            note.choice().strategy().isEmpty());
    OpenLead assigned =
        lead.assigned(Promises.given(holding, group), lead.step().ended())
            .withObserved(lead.observed().map(any -> ""));
    group.book().save(assigned);
    group
        .journal()
        .decided(
            lead.observed().isEmpty() ? DecisionKind.ASSIGNED : DecisionKind.OUTCOME_RECORDED,
            assigned,
            note);
    group.journal().assigned(assigned, previous, note.reason());
  }

  /** What the rep pays for the lead; or nothing, and where somebody would who got it by hand. */
  private Charge charge(OpenLead lead, Note note) {
    for (LedgerEntry entry : note.ledger()) {
      if (entry.entry().equals("turn")) {
        return new Charge(entry.rotation(), entry.after() - entry.before());
      }
    }
    Optional<Pool> pool =
        group
            .policy()
            .filter(any -> !note.choice().strategy().isEmpty())
            .map(policy -> policy.pools().get(note.choice().pool()));
    return Charge.nothingIn(pool.map(Pool::rotation).orElse(lead.holding().charge().rotation()));
  }
}
