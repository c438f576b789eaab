package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Workforce;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A team that receives leads, told in whole sentences; every guarantee is watched meanwhile. */
final class Team {

  static final String EVERYBODY_IN_TURN =
      """
      id: test
      groups: [team]
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final Duration STEP = Duration.ofMinutes(15);

  final Business business;
  private final Random random = new Random(1);
  private final Map<String, RepSheet> reps = new TreeMap<>();
  private int leads;
  private int outcomes;

  private Team(List<Guarantee> guarantees, String policy, RepSheet... members) {
    business = new Business(guarantees, Business.Fault.NONE);
    business.publishes(policy);
    settles();
    join(members);
  }

  static Team team(RepSheet... members) {
    return by(EVERYBODY_IN_TURN, members);
  }

  /** A team that works by another policy. */
  static Team by(String policy, RepSheet... members) {
    return new Team(Guarantees.all(), policy, members);
  }

  /** One in which more happens than a command may cause: what is left of it breaks guarantees. */
  static Team unwatched(String policy, RepSheet... members) {
    return new Team(List.of(), policy, members);
  }

  /** From now on it works by another policy. */
  void worksBy(String policy) {
    business.publishes(policy);
    business.settles(random);
    business.worksOff();
    settles();
  }

  /** Any leads: each as the last one but for its id. */
  static UnaryOperator<LeadSheet> leads() {
    return UnaryOperator.identity();
  }

  void join(RepSheet... members) {
    Arrays.stream(members).forEach(this::tell);
  }

  /** Everything arrives; and now and then, another desk could go on from here. */
  private void settles() {
    business.settles(random);
    if (random.nextInt(3) == 0) {
      business.branches.keySet().forEach(business::saves);
    }
  }

  private void tell(RepSheet member) {
    reps.put(member.repId(), member);
    business.employs(member);
    settles();
  }

  /** From now on it works by another policy. */
  void publishes(String policy) {
    business.publishes(policy);
    business.settles(random);
  }

  void leaves(String repId) {
    business.removes(repId);
    settles();
  }

  void becomes(String repId, UnaryOperator<RepSheet> change) {
    tell(change.apply(reps.get(repId)));
  }

  void goesOnLeave(String repId) {
    becomes(repId, rep -> rep.being(RepStatus.ON_LEAVE));
  }

  void comesBack(String repId) {
    becomes(repId, rep -> rep.being(RepStatus.ACTIVE));
  }

  /** As many new leads, one after the other; who got how many of them at once. */
  Map<String, Long> receives(int count, UnaryOperator<LeadSheet> kind) {
    Map<String, Long> got = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      String leadId = "l" + ++leads;
      submits(kind.apply(LeadSheet.lead(leadId)));
      String holder = holderOf(leadId);
      if (!holder.isEmpty()) {
        got.merge(holder, 1L, Long::sum);
      }
    }
    return got;
  }

  void submits(LeadSheet lead) {
    business.submits(lead, LeadChange.NEW);
    settles();
  }

  /** A lead that somebody has already. */
  void imports(LeadSheet lead, Holder holder) {
    business.submits(lead, LeadChange.NEW, Optional.of(holder));
    settles();
  }

  /** Somebody who is new here and had turns elsewhere, by rotation. */
  void join(RepSheet member, Map<String, Integer> turnsAhead) {
    reps.put(member.repId(), member);
    business.employs(member, turnsAhead);
    settles();
  }

  OpenLead lead(String leadId) {
    return business.lead(leadId).orElseThrow();
  }

  /** Who holds the lead; empty: nobody. */
  String holderOf(String leadId) {
    return business
        .lead(leadId)
        .filter(lead -> lead.status() == io.leadrouter.domain.LeadStatus.ASSIGNED)
        .map(lead -> lead.holding().repId())
        .orElse("");
  }

  RepSeat seat(String group, String repId) {
    return business.branches.get(group).seats.get(repId);
  }

  Workforce workforce() {
    return business.workforce("team");
  }

  void hears(String leadId, Disposition disposition) {
    says(leadId, disposition, "");
    settles();
  }

  void givesByHand(String leadId, String repId) {
    says(leadId, Disposition.ASSIGNED_BY_HAND, repId);
    settles();
  }

  /** The CRM does not take the lead from us for its holder, for that reason. */
  void refuses(String leadId, String reason) {
    says(leadId, Disposition.REFUSED, "", reason);
    business.settles(random);
  }

  /** The holder gives the lead back for that reason. */
  void returns(String leadId, String reason) {
    says(leadId, Disposition.RETURNED, "", reason);
    business.settles(random);
  }

  /** Reported, and still on its way. */
  void says(String leadId, Disposition disposition, String repId) {
    says(leadId, disposition, repId, "");
  }

  private void says(String leadId, Disposition disposition, String repId, String reason) {
    business.reports(
        new LeadOutcome(
            leadId,
            "o" + ++outcomes,
            OptionalInt.empty(),
            OptionalInt.empty(),
            repId,
            disposition,
            reason,
            Optional.empty(),
            business.now()));
  }

  /** As a connector says it that knows of which attempt it speaks, and since when it is so. */
  void hears(String leadId, Disposition disposition, int attempt, String occurredAt) {
    business.reports(
        new LeadOutcome(
            leadId,
            "o" + ++outcomes,
            OptionalInt.empty(),
            OptionalInt.of(attempt),
            "",
            disposition,
            "",
            Optional.empty(),
            Instant.parse(occurredAt)));
    settles();
  }

  /** The last that was decided about the lead. */
  Decision decided(String leadId) {
    return business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .filter(decision -> decision.leadId().equals(leadId))
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  /** Why something was decided in the last verdicts. */
  List<String> reasonsSince(int verdicts) {
    return business.verdicts.subList(verdicts, business.verdicts.size()).stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision().reason())
        .toList();
  }

  /** The entries in the ledger of the last verdicts. */
  List<LedgerEntry> ledgerSince(int verdicts) {
    return business.verdicts.subList(verdicts, business.verdicts.size()).stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .flatMap(output -> ((Output.Decided) output).decision().ledger().stream())
        .toList();
  }

  void passes(Duration time) {
    business.passes(time);
    business.worksOff();
    settles();
  }

  /** All that happens until then happens in time. */
  void waitsUntil(String time) {
    Instant then = Instant.parse(time);
    while (business.now().isBefore(then)) {
      Duration left = Duration.between(business.now(), then);
      passes(left.compareTo(STEP) < 0 ? left : STEP);
    }
  }

  /** Passes the time until then, with a look at the clock each minute. */
  void minuteByMinute(String until) {
    Instant then = Instant.parse(until);
    while (business.now().isBefore(then)) {
      passes(Duration.ofMinutes(1));
    }
  }

  /** All that was decided of these kinds, in order. */
  Stream<Decision> decided(Set<DecisionKind> kinds) {
    return business.verdicts.stream()
        .flatMap(verdict -> verdict.outputs().stream())
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision())
        .filter(decision -> kinds.contains(decision.kind()));
  }

  /** Nobody is at the desk until then. */
  void sleepsUntil(String time) {
    business.passes(Duration.between(business.now(), Instant.parse(time)));
  }

  /** The group's process ends, and another one goes on from what is stored. */
  void restarts() {
    business.branches.keySet().forEach(business::restarts);
  }

  /** The same lead, with what is right of it. */
  void corrects(LeadSheet lead) {
    business.submits(lead, LeadChange.CORRECTED);
    settles();
  }

  /** Who got the leads of the last verdicts, in order. */
  List<String> assignedSince(int verdicts) {
    List<String> given = new ArrayList<>();
    for (Verdict verdict : business.verdicts.subList(verdicts, business.verdicts.size())) {
      for (Output output : verdict.outputs()) {
        if (output instanceof Output.Assigned assigned
            && assigned.assignment().status() == io.leadrouter.domain.AssignmentStatus.ASSIGNED) {
          given.add(assigned.assignment().leadId() + " " + assigned.assignment().repId());
        }
      }
    }
    return given;
  }
}
