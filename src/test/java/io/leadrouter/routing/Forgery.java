package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.Hearing;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Silence;
import io.leadrouter.domain.Step;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.domain.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a faulty router would believe, decide or store, made of what a good one does. */
final class Forgery {

  static final UnaryOperator<RepSeat> TRUE_SEATS = UnaryOperator.identity();
  static final UnaryOperator<Verdict> TRUE_VERDICTS = UnaryOperator.identity();
  static final UnaryOperator<String> TRUE_POLICY = UnaryOperator.identity();

  private Forgery() {}

  static Business.Fault forgedVerdicts(UnaryOperator<Verdict> forged) {
    return new Business.Fault(TRUE_SEATS, forged, TRUE_POLICY);
  }

  /** What is sent to other groups is something else, or nothing. */
  static <C extends Command> Business.Fault forgedForwards(
      Class<C> kind, Function<C, Optional<Command>> forged) {
    return forgedVerdicts(
        verdict ->
            withOutputs(
                verdict,
                output ->
                    output instanceof Output.Forwarded forwarded
                            && kind.isInstance(forwarded.command())
                        ? forged
                            .apply(kind.cast(forwarded.command()))
                            .map(
                                command ->
                                    new Output.Forwarded(
                                        forwarded.group(), command, forwarded.origin()))
                        : Optional.of(output)));
  }

  static Business.Fault forgedGroup(UnaryOperator<GroupState> forged) {
    return forgedVerdicts(
        verdict ->
            new Verdict(
                verdict.outputs(),
                verdict.leads(),
                verdict.seats(),
                verdict.tallies(),
                verdict.group().map(forged)));
  }

  static Business.Fault forgedHearing(UnaryOperator<Hearing> forged) {
    return forgedGroup(
        state ->
            new GroupState(
                state.now(),
                state.sequence(),
                state.virtualTimes(),
                forged.apply(state.hearing())));
  }

  static OpenLead heldAs(OpenLead lead, String pool, boolean byHand) {
    Holding held = lead.holding();
    return lead.withHolding(
        new Holding(
            held.repId(),
            pool,
            held.units(),
            held.policyVersion(),
            held.score(),
            held.estimate(),
            held.assignedAt(),
            held.acceptedAt(),
            held.firstTouchAt(),
            held.charge(),
            held.deliveredAt(),
            held.acceptBy(),
            held.touchBy(),
            byHand));
  }

  static Command withLuggage(Command.RepHandedOver handed, LeadCounts counts, Silence silence) {
    return new Command.RepHandedOver(
        handed.from(),
        handed.rep(),
        handed.moves(),
        handed.version(),
        handed.load(),
        handed.unaccepted(),
        handed.lastAssignedAt(),
        counts,
        handed.refunds(),
        handed.credit(),
        handed.formerGroups(),
        silence);
  }

  /** Restarted desks believe something else of the reps than what is stored. */
  static Business.Fault forgedReps(UnaryOperator<Rep> forged) {
    return new Business.Fault(
        seat -> changed(seat, copy -> copy.rep = copy.rep.map(forged)), TRUE_VERDICTS, TRUE_POLICY);
  }

  /** Desks read something else in the policy than what was published. */
  static Business.Fault forgedPolicy(UnaryOperator<String> forged) {
    return new Business.Fault(TRUE_SEATS, TRUE_VERDICTS, forged);
  }

  static RepSeat favouringAna(RepSeat seat) {
    return seat.repId().equals("ana") ? withTags(seat, -20 * Rotation.TURN) : seat;
  }

  static RepSeat withTags(RepSeat seat, long more) {
    Map<String, Long> tags = new HashMap<>();
    seat.tags().forEach((rotation, tag) -> tags.put(rotation, tag + more));
    return withTags(seat, tags);
  }

  static RepSeat withTags(RepSeat seat, Map<String, Long> tags) {
    return changed(seat, copy -> copy.tags = tags);
  }

  static RepSeat withLoad(RepSeat seat, int load) {
    return changed(seat, copy -> copy.load = load);
  }

  static RepSeat withUnaccepted(RepSeat seat, int unaccepted) {
    return changed(seat, copy -> copy.unaccepted = unaccepted);
  }

  static RepSeat withCounts(RepSeat seat, LeadCounts counts) {
    return changed(seat, copy -> copy.counts = counts);
  }

  static RepSeat aDayLater(RepSeat seat) {
    return changed(
        seat,
        copy -> copy.lastAssignedAt = copy.lastAssignedAt.map(at -> at.plus(Duration.ofDays(1))));
  }

  static RepSeat asIfItHadGotNone(RepSeat seat) {
    return changed(
        seat,
        copy -> {
          if (seat.repId().equals("ana")) {
            copy.lastAssignedAt = Optional.empty();
            copy.counts = LeadCounts.NONE;
          }
        });
  }

  static RepSeat withCredit(RepSeat seat, Optional<Credit> credit) {
    return changed(seat, copy -> copy.credit = credit);
  }

  static RepSeat withSilence(RepSeat seat, Silence silence) {
    return changed(seat, copy -> copy.silence = silence);
  }

  private static RepSeat changed(RepSeat seat, Consumer<SeatCopy> change) {
    SeatCopy copy = new SeatCopy(seat);
    change.accept(copy);
    return copy.made();
  }

  /** What is forged of a seat; the rest is as it was. */
  private static final class SeatCopy {

    private final RepSeat of;
    private Optional<Rep> rep;
    private int load;
    private int unaccepted;
    private Optional<Instant> lastAssignedAt;
    private LeadCounts counts;
    private Optional<Credit> credit;
    private Silence silence;
    private Map<String, Long> tags;

    SeatCopy(RepSeat of) {
      this.of = of;
      rep = of.rep();
      load = of.load();
      unaccepted = of.unaccepted();
      lastAssignedAt = of.lastAssignedAt();
      counts = of.counts();
      credit = of.credit();
      silence = of.silence();
      tags = of.tags();
    }

    RepSeat made() {
      return new RepSeat(
          of.repId(),
          rep,
          of.moves(),
          of.version(),
          of.presence(),
          of.movedTo(),
          load,
          unaccepted,
          lastAssignedAt,
          counts,
          of.refunds(),
          credit,
          silence,
          tags,
          of.lastTurns(),
          of.turnsAhead(),
          of.passesOn(),
          of.asksAgain(),
          of.formerGroups());
    }
  }

  static Verdict withLeads(Verdict verdict, UnaryOperator<OpenLead> forged) {
    Map<String, OpenLead> leads = new LinkedHashMap<>(verdict.leads());
    leads.replaceAll((id, lead) -> forged.apply(lead));
    return new Verdict(
        verdict.outputs(), leads, verdict.seats(), verdict.tallies(), verdict.group());
  }

  static OpenLead withDeadline(OpenLead lead, Optional<Instant> by) {
    return withTerm(
        lead,
        by.map(
            moment ->
                new Deadline(moment, Duration.ofHours(1), "", false, false, Optional.empty())));
  }

  static OpenLead toBeWarnedOf(OpenLead lead) {
    return withTerm(
        lead,
        lead.holding()
            .acceptBy()
            .map(
                term ->
                    new Deadline(
                        term.by(),
                        term.within(),
                        term.clock(),
                        term.delivered(),
                        false,
                        Optional.of(
                            new Deadline.Warning(term.by().minusSeconds(1), term.within())))));
  }

  static OpenLead asIfNotDelivered(OpenLead lead) {
    return withTerm(
        lead,
        lead.holding()
            .acceptBy()
            .map(
                term ->
                    term.delivered()
                        ? new Deadline(
                            lead.holding().assignedAt().orElseThrow().plus(term.within()),
                            term.within(),
                            term.clock(),
                            true,
                            term.fromDelivery(),
                            term.warning())
                        : term));
  }

  static OpenLead withTerm(OpenLead lead, Optional<Deadline> deadline) {
    return lead.withHolding(lead.holding().withAcceptBy(deadline));
  }

  static Decision recorded(Decision decision) {
    return changed(decision, DecisionKind.OUTCOME_RECORDED, decision.ledger());
  }

  static Decision changed(Decision decision, DecisionKind kind, List<LedgerEntry> ledger) {
    return new Decision(
        kind,
        decision.leadId(),
        decision.cycle(),
        decision.attempt(),
        decision.eventId(),
        decision.origin(),
        decision.group(),
        decision.sequence(),
        decision.policyVersion(),
        decision.ruleId(),
        decision.choice(),
        ledger,
        decision.score(),
        decision.disposition(),
        decision.value(),
        decision.occurredAt(),
        decision.mergedInto(),
        decision.reason(),
        decision.source(),
        decision.submittedAt(),
        decision.receivedAt(),
        decision.decidedAt(),
        decision.test());
  }

  static OpenLead theOtherWayRound(OpenLead lead) {
    return inLine(lead, lead.step().line(), -lead.step().rank());
  }

  static OpenLead inLine(OpenLead lead, String line, long rank) {
    Step step = lead.step();
    return lead.withStep(
        new Step(
            step.ruleId(),
            step.route(),
            step.since(),
            step.until(),
            step.waitingSince(),
            line,
            rank,
            step.referral()));
  }

  /** Whoever is lifted stays where it was. */
  static Verdict withoutLifts(Verdict verdict) {
    Map<String, Map<String, Long>> before = new HashMap<>();
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Decided decided) {
        for (LedgerEntry entry : decided.decision().ledger()) {
          if (entry.entry().equals("lift") || entry.entry().equals("credit")) {
            before
                .computeIfAbsent(entry.repId(), repId -> new HashMap<>())
                .put(entry.rotation(), entry.before());
          }
        }
      }
    }
    return withSeats(
        verdict,
        seat -> {
          Map<String, Long> tags = new HashMap<>(seat.tags());
          tags.putAll(before.getOrDefault(seat.repId(), Map.of()));
          return withTags(seat, tags);
        });
  }

  static LedgerEntry aTurnMore(LedgerEntry entry) {
    return new LedgerEntry(
        entry.rotation(),
        entry.repId(),
        entry.entry(),
        entry.before(),
        entry.after() + Rotation.TURN,
        entry.virtualTime(),
        entry.credit() + (entry.rotation().isEmpty() ? 1 : 0));
  }

  static Verdict withEntries(String kind, Verdict verdict, UnaryOperator<LedgerEntry> forged) {
    return withLedgers(
        verdict,
        ledger ->
            ledger.stream()
                .map(entry -> entry.entry().equals(kind) ? forged.apply(entry) : entry)
                .toList());
  }

  static Verdict withLedgers(Verdict verdict, UnaryOperator<List<LedgerEntry>> forged) {
    return withOutputs(
        verdict,
        output -> {
          if (output instanceof Output.Decided decided) {
            Decision decision = decided.decision();
            List<LedgerEntry> ledger = forged.apply(decision.ledger());
            return Optional.of(new Output.Decided(changed(decision, decision.kind(), ledger)));
          }
          return Optional.of(output);
        });
  }

  static Verdict withSeats(Verdict verdict, UnaryOperator<RepSeat> forged) {
    return new Verdict(
        verdict.outputs(),
        verdict.leads(),
        verdict.seats().stream().map(forged).toList(),
        verdict.tallies(),
        verdict.group());
  }

  static Verdict withOutputs(Verdict verdict, Function<Output, Optional<Output>> forged) {
    return new Verdict(
        verdict.outputs().stream().map(forged).flatMap(Optional::stream).toList(),
        verdict.leads(),
        verdict.seats(),
        verdict.tallies(),
        verdict.group());
  }

  static Rep with(Rep rep, Caps caps) {
    return changed(rep, rep.status(), caps, rep.maxUnaccepted(), rep.workingHours(), rep.timeOff());
  }

  static Rep with(Rep rep, OptionalInt maxUnaccepted) {
    return changed(rep, rep.status(), rep.caps(), maxUnaccepted, rep.workingHours(), rep.timeOff());
  }

  static Rep with(Rep rep, RepStatus status) {
    return changed(rep, status, rep.caps(), rep.maxUnaccepted(), rep.workingHours(), rep.timeOff());
  }

  static Rep alwaysAtWork(Rep rep) {
    return changed(rep, rep.status(), rep.caps(), rep.maxUnaccepted(), List.of(), rep.timeOff());
  }

  static Rep neverOff(Rep rep) {
    return changed(
        rep, rep.status(), rep.caps(), rep.maxUnaccepted(), rep.workingHours(), List.of());
  }

  static Rep changed(
      Rep rep,
      RepStatus status,
      Caps caps,
      OptionalInt maxUnaccepted,
      List<WorkingHours> hours,
      List<TimeOff> off) {
    return new Rep(
        rep.repId(),
        rep.name(),
        rep.email(),
        rep.group(),
        status,
        rep.weight(),
        caps,
        maxUnaccepted,
        rep.skills(),
        rep.languages(),
        rep.territories(),
        rep.products(),
        rep.timeZone(),
        rep.holidayRegion(),
        hours,
        off,
        rep.backupRepId());
  }
}
