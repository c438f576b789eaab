package io.leadrouter.event;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Commands, and what was decided, between the contract and the domain.
 *
 * <p>Of the score an assignment and a decision carry the total, the grade, the band and the
 * estimate: read back, fit and engagement are 0 and there are no reasons. {@code scored-leads} has
 * them.
 */
public final class Routing {

  private Routing() {}

  public static io.leadrouter.domain.Assignment read(Assignment assignment) {
    return new io.leadrouter.domain.Assignment(
        assignment.getLeadId(),
        assignment.getCycle(),
        assignment.getAttempt(),
        io.leadrouter.domain.AssignmentStatus.valueOf(assignment.getStatus().name()),
        Absent.text(assignment.getRepId()),
        Absent.text(assignment.getPreviousRepId()),
        assignment.getGroup(),
        Absent.text(assignment.getPool()),
        Absent.text(assignment.getRuleId()),
        assignment.getPolicyVersion(),
        score(
            assignment.getScore(),
            assignment.getGrade(),
            assignment.getBand(),
            Estimates.read(assignment.getProbability(), assignment.getModelVersion())),
        assignment.getReason(),
        assignment.getAssignedAt(),
        Optional.ofNullable(assignment.getAcceptBy()),
        Optional.ofNullable(assignment.getFirstTouchBy()),
        assignment.getTest());
  }

  public static Assignment write(io.leadrouter.domain.Assignment assignment) {
    return new Assignment(
        assignment.leadId(),
        assignment.cycle(),
        assignment.attempt(),
        AssignmentStatus.valueOf(assignment.status().name()),
        Absent.orNull(assignment.repId()),
        Absent.orNull(assignment.previousRepId()),
        assignment.group(),
        Absent.orNull(assignment.pool()),
        Absent.orNull(assignment.ruleId()),
        assignment.policyVersion(),
        assignment.score().total(),
        assignment.score().grade(),
        assignment.score().band(),
        Estimates.probability(assignment.score().estimate()),
        assignment.reason(),
        assignment.assignedAt(),
        assignment.acceptBy().orElse(null),
        assignment.firstTouchBy().orElse(null),
        assignment.idempotencyKey(),
        assignment.test(),
        Estimates.modelVersion(assignment.score().estimate()));
  }

  public static Decision read(RoutingDecision decision) {
    return new Decision(
        io.leadrouter.domain.DecisionKind.valueOf(decision.getKind().name()),
        Absent.text(decision.getLeadId()),
        decision.getCycle(),
        decision.getAttempt(),
        Absent.text(decision.getEventId()),
        readIfPresent(decision.getOrigin()),
        Absent.text(decision.getGroup()),
        decision.getSequence(),
        decision.getPolicyVersion(),
        Absent.text(decision.getRuleId()),
        choice(decision),
        Each.of(decision.getLedger(), Routing::read),
        decision.getScore() == null
            ? Optional.empty()
            : Optional.of(
                score(
                    decision.getScore(),
                    Absent.text(decision.getGrade()),
                    decision.getBand() == null ? 0 : decision.getBand(),
                    Estimates.read(decision.getProbability(), decision.getModelVersion()))),
        decision.getDisposition() == null
            ? Optional.empty()
            : Optional.of(
                io.leadrouter.domain.Disposition.valueOf(decision.getDisposition().name())),
        Amounts.read(decision.getValue()),
        Optional.ofNullable(decision.getOccurredAt()),
        Absent.text(decision.getMergedInto()),
        Absent.text(decision.getReason()),
        Absent.text(decision.getSource()),
        Optional.ofNullable(decision.getSubmittedAt()),
        Optional.ofNullable(decision.getReceivedAt()),
        decision.getDecidedAt(),
        decision.getTest());
  }

  public static RoutingDecision write(Decision decision) {
    Choice choice = decision.choice();
    io.leadrouter.domain.Score score = decision.score().orElse(null);
    return new RoutingDecision(
        DecisionKind.valueOf(decision.kind().name()),
        Absent.orNull(decision.leadId()),
        decision.cycle(),
        decision.attempt(),
        Absent.orNull(decision.eventId()),
        writeIfPresent(decision.origin()),
        Absent.orNull(decision.group()),
        decision.sequence(),
        decision.policyVersion(),
        score == null ? null : Estimates.modelVersion(score.estimate()),
        Absent.orNull(decision.ruleId()),
        Each.of(choice.routes(), Routing::write),
        Each.of(choice.candidates(), Routing::write),
        Absent.orNull(choice.repId()),
        Absent.orNull(choice.previousRepId()),
        Absent.orNull(choice.pool()),
        Absent.orNull(choice.strategy()),
        Absent.orNull(choice.propensity()),
        Each.of(decision.ledger(), Routing::write),
        score == null ? null : (Double) score.total(),
        score == null ? null : Absent.orNull(score.grade()),
        score == null ? null : (Integer) score.band(),
        decision.disposition().isEmpty()
            ? null
            : Disposition.valueOf(decision.disposition().get().name()),
        Amounts.write(decision.value()),
        decision.occurredAt().orElse(null),
        Absent.orNull(decision.mergedInto()),
        Absent.orNull(decision.reason()),
        Absent.orNull(decision.source()),
        decision.submittedAt().orElse(null),
        decision.receivedAt().orElse(null),
        decision.decidedAt(),
        decision.test(),
        score == null ? null : Estimates.probability(score.estimate()));
  }

  public static io.leadrouter.domain.Conversion read(Conversion conversion) {
    return new io.leadrouter.domain.Conversion(
        conversion.getLeadId(),
        conversion.getCycle(),
        conversion.getSequence(),
        io.leadrouter.domain.ConversionResult.valueOf(conversion.getResult().name()),
        Absent.text(conversion.getReason()),
        Amounts.read(conversion.getValue()),
        Absent.text(conversion.getRepId()),
        conversion.getGroup(),
        Absent.text(conversion.getPool()),
        Absent.text(conversion.getRuleId()),
        conversion.getPolicyVersion(),
        conversion.getSource(),
        Absent.text(conversion.getCampaign()),
        Absent.number(conversion.getScoreAtAssignment()),
        Estimates.read(conversion.getProbabilityAtAssignment(), conversion.getModelVersion()),
        conversion.getAttempts(),
        conversion.getSubmittedAt(),
        Optional.ofNullable(conversion.getAssignedAt()),
        Optional.ofNullable(conversion.getAcceptedAt()),
        Optional.ofNullable(conversion.getFirstTouchAt()),
        conversion.getClosedAt(),
        conversion.getTest());
  }

  public static Conversion write(io.leadrouter.domain.Conversion conversion) {
    return new Conversion(
        conversion.leadId(),
        conversion.cycle(),
        conversion.sequence(),
        ConversionResult.valueOf(conversion.result().name()),
        Absent.orNull(conversion.reason()),
        Amounts.write(conversion.value()),
        Absent.orNull(conversion.repId()),
        conversion.group(),
        Absent.orNull(conversion.pool()),
        Absent.orNull(conversion.ruleId()),
        conversion.policyVersion(),
        conversion.source(),
        Absent.orNull(conversion.campaign()),
        Absent.orNull(conversion.scoreAtAssignment()),
        Estimates.probability(conversion.estimateAtAssignment()),
        conversion.attempts(),
        conversion.submittedAt(),
        conversion.assignedAt().orElse(null),
        conversion.acceptedAt().orElse(null),
        conversion.firstTouchAt().orElse(null),
        conversion.closedAt(),
        conversion.test(),
        Estimates.modelVersion(conversion.estimateAtAssignment()));
  }

  /** What a command says; {@link #origin} and {@code getIssuedAt} tell the rest of it. */
  public static Command read(RoutingCommand command) {
    Object body = command.getBody();
    if (body instanceof LeadSubmitted submitted) {
      return new Command.LeadSubmitted(
          Leads.read(submitted.getLead()),
          read(submitted.getChange()),
          submitted.getRuleId(),
          submitted.getReceivedAt(),
          Optional.ofNullable(submitted.getHolder()).map(Leads::read),
          submitted.getIdentities(),
          States.readOwners(submitted.getOwners()),
          submitted.getVersion(),
          submitted.getErasure());
    }
    if (body instanceof OutcomeReported reported) {
      return new Command.OutcomeReported(
          Leads.read(reported.getOutcome()), reported.getVersion(), reported.getErasure());
    }
    if (body instanceof LeadWithdrawn withdrawn) {
      return new Command.LeadWithdrawn(
          withdrawn.getLeadId(),
          Absent.text(withdrawn.getEventId()),
          withdrawn.getErase(),
          withdrawn.getVersion());
    }
    if (body instanceof RoomChanged room) {
      return new Command.RoomChanged(
          room.getRepId(),
          room.getLeadId(),
          room.getUnits(),
          room.getUnaccepted(),
          Optional.ofNullable(room.getRefunds()),
          read(room.getSign()),
          Optional.ofNullable(room.getCountsUntil()));
    }
    if (body instanceof RepChanged changed) {
      return new Command.RepChanged(
          changed.getRepId(),
          Reps.readIfPresent(changed.getRep()),
          changed.getMoves(),
          changed.getVersion(),
          Reps.turnsAhead(changed.getTurnsAhead()));
    }
    if (body instanceof RepHandedOver rep) {
      return new Command.RepHandedOver(
          rep.getFrom(),
          Reps.read(rep.getRep()),
          rep.getMoves(),
          rep.getVersion(),
          rep.getLoad(),
          rep.getUnaccepted(),
          Optional.ofNullable(rep.getLastAssignedAt()),
          States.read(rep.getCounts()),
          Optional.ofNullable(rep.getRefunds()).map(States::read),
          Optional.ofNullable(rep.getCredit()).map(States::read),
          Set.copyOf(rep.getFormerGroups()),
          States.read(rep.getSilence()));
    }
    if (body instanceof HolderLeft left) {
      return new Command.HolderLeft(left.getRepId());
    }
    if (body instanceof LeadHandedOver lead) {
      return new Command.LeadHandedOver(lead.getFrom(), States.read(lead.getLead()));
    }
    if (body instanceof PolicyActivated activated) {
      return new Command.PolicyActivated(Policies.read(activated.getPolicy()));
    }
    throw new IllegalStateException("No command of the contract: " + body.getClass().getName());
  }

  /** What only a newer router sees in a rep says nothing here. */
  private static io.leadrouter.domain.Sign read(Sign sign) {
    return sign == Sign.UNKNOWN
        ? io.leadrouter.domain.Sign.NONE
        : io.leadrouter.domain.Sign.valueOf(sign.name());
  }

  /** The record from outside that caused a command. */
  public static Optional<io.leadrouter.domain.Origin> origin(RoutingCommand command) {
    return readIfPresent(command.getOrigin());
  }

  /**
   * A command as it is sent.
   *
   * @param origin the record from outside that caused it
   * @param issuedAt when it is sent
   */
  public static RoutingCommand write(
      Command command, Optional<io.leadrouter.domain.Origin> origin, Instant issuedAt) {
    return new RoutingCommand(issuedAt, writeIfPresent(origin), body(command));
  }

  private static Object body(Command command) {
    if (command instanceof Command.LeadSubmitted submitted) {
      return new LeadSubmitted(
          Leads.write(submitted.lead()),
          LeadChange.valueOf(submitted.change().name()),
          submitted.ruleId(),
          submitted.receivedAt(),
          submitted.holder().map(Leads::write).orElse(null),
          submitted.identities(),
          States.writeOwners(submitted.owners()),
          submitted.version(),
          submitted.erasure());
    }
    if (command instanceof Command.OutcomeReported reported) {
      return new OutcomeReported(
          Leads.write(reported.outcome()), reported.version(), reported.erasure());
    }
    if (command instanceof Command.LeadWithdrawn withdrawn) {
      return new LeadWithdrawn(
          withdrawn.leadId(),
          Absent.orNull(withdrawn.eventId()),
          withdrawn.erase(),
          withdrawn.version());
    }
    if (command instanceof Command.RoomChanged room) {
      return new RoomChanged(
          room.repId(),
          room.leadId(),
          room.units(),
          room.unaccepted(),
          room.refunds().orElse(null),
          Sign.valueOf(room.sign().name()),
          room.countsUntil().orElse(null));
    }
    if (command instanceof Command.RepChanged changed) {
      return new RepChanged(
          changed.repId(),
          Reps.writeIfPresent(changed.rep()),
          changed.moves(),
          changed.version(),
          Reps.turnsAhead(changed.turnsAhead()));
    }
    if (command instanceof Command.RepHandedOver rep) {
      return new RepHandedOver(
          rep.from(),
          Reps.write(rep.rep()),
          rep.moves(),
          rep.version(),
          rep.load(),
          rep.unaccepted(),
          rep.lastAssignedAt().orElse(null),
          States.write(rep.counts()),
          rep.refunds().map(States::write).orElse(null),
          rep.credit().map(States::write).orElse(null),
          List.copyOf(new TreeSet<>(rep.formerGroups())),
          States.write(rep.silence()));
    }
    if (command instanceof Command.HolderLeft left) {
      return new HolderLeft(left.repId());
    }
    if (command instanceof Command.LeadHandedOver lead) {
      return new LeadHandedOver(lead.from(), States.write(lead.lead()));
    }
    if (command instanceof Command.PolicyActivated activated) {
      return new PolicyActivated(Policies.write(activated.policy()));
    }
    throw new IllegalStateException("No command of the contract: " + command.getClass().getName());
  }

  /**
   * A change that only a newer router knows is taken for new content, which is always looked at.
   */
  private static io.leadrouter.domain.LeadChange read(LeadChange change) {
    return change == LeadChange.UNKNOWN
        ? io.leadrouter.domain.LeadChange.CORRECTED
        : io.leadrouter.domain.LeadChange.valueOf(change.name());
  }

  private static Optional<io.leadrouter.domain.Origin> readIfPresent(Origin origin) {
    return origin == null
        ? Optional.empty()
        : Optional.of(
            new io.leadrouter.domain.Origin(
                origin.getTopic(), origin.getPartition(), origin.getOffset()));
  }

  private static Origin writeIfPresent(Optional<io.leadrouter.domain.Origin> origin) {
    return origin.isEmpty()
        ? null
        : new Origin(origin.get().topic(), origin.get().partition(), origin.get().offset());
  }

  private static io.leadrouter.domain.Score score(
      double total, String grade, int band, Optional<io.leadrouter.domain.Estimate> estimate) {
    return new io.leadrouter.domain.Score(total, 0, 0, grade, band, List.of(), estimate);
  }

  private static Choice choice(RoutingDecision decision) {
    OptionalDouble propensity = Absent.number(decision.getPropensity());
    return new Choice(
        Each.of(decision.getRoutes(), Routing::read),
        Each.of(decision.getCandidates(), Routing::read),
        Absent.text(decision.getRepId()),
        Absent.text(decision.getPreviousRepId()),
        Absent.text(decision.getPool()),
        Absent.text(decision.getStrategy()),
        propensity);
  }

  private static io.leadrouter.domain.RouteTried read(RouteTried route) {
    return new io.leadrouter.domain.RouteTried(
        route.getRoute(), route.getResult(), route.getEligible(), route.getExcluded());
  }

  private static RouteTried write(io.leadrouter.domain.RouteTried route) {
    return new RouteTried(route.route(), route.result(), route.eligible(), route.excluded());
  }

  private static io.leadrouter.domain.Candidate read(Candidate candidate) {
    return new io.leadrouter.domain.Candidate(
        candidate.getRepId(),
        candidate.getTag(),
        candidate.getLoad(),
        Absent.integer(candidate.getRoom()));
  }

  private static Candidate write(io.leadrouter.domain.Candidate candidate) {
    return new Candidate(
        candidate.repId(), candidate.tag(), candidate.load(), Absent.orNull(candidate.room()));
  }

  private static io.leadrouter.domain.LedgerEntry read(LedgerEntry entry) {
    return new io.leadrouter.domain.LedgerEntry(
        entry.getRotation(),
        entry.getRepId(),
        entry.getEntry(),
        entry.getBefore(),
        entry.getAfter(),
        entry.getVirtualTime(),
        entry.getCredit());
  }

  private static LedgerEntry write(io.leadrouter.domain.LedgerEntry entry) {
    return new LedgerEntry(
        entry.rotation(),
        entry.repId(),
        entry.entry(),
        entry.before(),
        entry.after(),
        entry.virtualTime(),
        entry.credit());
  }
}
