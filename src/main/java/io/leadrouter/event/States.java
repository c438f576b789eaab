package io.leadrouter.event;

import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.Step;
import io.leadrouter.event.state.EngagementPoints;
import io.leadrouter.event.state.Erasure;
import io.leadrouter.event.state.GroupState;
import io.leadrouter.event.state.Hearing;
import io.leadrouter.event.state.LeadState;
import io.leadrouter.event.state.PoolTally;
import io.leadrouter.event.state.Presence;
import io.leadrouter.event.state.RepHome;
import io.leadrouter.event.state.RepSeat;
import io.leadrouter.event.state.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the router remembers, between its stores and the domain. */
public final class States {

  private States() {}

  public static io.leadrouter.domain.LeadState read(LeadState state) {
    return new io.leadrouter.domain.LeadState(
        state.getLead() == null ? Optional.empty() : Optional.of(Leads.read(state.getLead())),
        state.getQuality() == null ? Optional.empty() : Optional.of(Leads.read(state.getQuality())),
        io.leadrouter.domain.Standing.valueOf(state.getStanding().name()),
        Absent.text(state.getHomeGroup()),
        state.getReceivedAt(),
        state.getTouchedAt(),
        state.getRecentEvents(),
        Each.of(state.getEngagement(), States::read),
        Each.of(state.getEarlyOutcomes(), Leads::read),
        state.getVersion(),
        Optional.ofNullable(state.getErasure()).map(States::read));
  }

  public static LeadState write(io.leadrouter.domain.LeadState state) {
    return new LeadState(
        state.lead().isEmpty() ? null : Leads.write(state.lead().get()),
        state.quality().isEmpty() ? null : Leads.write(state.quality().get()),
        Standing.valueOf(state.standing().name()),
        Absent.orNull(state.homeGroup()),
        state.receivedAt(),
        state.touchedAt(),
        state.recentEvents(),
        Each.of(state.engagement(), States::write),
        Each.of(state.earlyOutcomes(), Leads::write),
        state.erasure().map(States::write).orElse(null),
        state.version());
  }

  public static io.leadrouter.domain.OpenLead read(OpenLead lead) {
    return new io.leadrouter.domain.OpenLead(
        Leads.read(lead.getLead()),
        read(lead.getStatus()),
        lead.getCycle(),
        lead.getAttempt(),
        new Step(
            Absent.text(lead.getRuleId()),
            lead.getRoute(),
            lead.getRouteSince(),
            Optional.ofNullable(lead.getRouteUntil()),
            Optional.ofNullable(lead.getWaitingSince()),
            Absent.text(lead.getLine()),
            lead.getRank(),
            read(lead.getReferral())),
        new Holding(
            Absent.text(lead.getRepId()),
            Absent.text(lead.getPool()),
            lead.getUnits(),
            lead.getAssignedPolicyVersion(),
            Absent.number(lead.getAssignedScore()),
            Estimates.read(lead.getAssignedProbability(), lead.getAssignedModelVersion()),
            Optional.ofNullable(lead.getAssignedAt()),
            Optional.ofNullable(lead.getAcceptedAt()),
            Optional.ofNullable(lead.getFirstTouchAt()),
            new Charge(Absent.text(lead.getRotation()), lead.getCharge()),
            Optional.ofNullable(lead.getDeliveredAt()),
            Optional.ofNullable(lead.getAcceptBy()).map(States::read),
            Optional.ofNullable(lead.getTouchBy()).map(States::read),
            lead.getByHand()),
        lead.getPreviousReps(),
        lead.getReceivedAt(),
        lead.getConversionSequence(),
        lead.getRecentOutcomes(),
        Absent.text(lead.getHandedTo()),
        lead.getHops(),
        Optional.ofNullable(lead.getObserved()),
        lead.getIdentities(),
        readOwners(lead.getOwners()),
        lead.getVersion(),
        lead.getOpened());
  }

  public static OpenLead write(io.leadrouter.domain.OpenLead lead) {
    Step step = lead.step();
    Holding holding = lead.holding();
    return new OpenLead(
        Leads.write(lead.lead()),
        LeadStatus.valueOf(lead.status().name()),
        lead.cycle(),
        lead.attempt(),
        Absent.orNull(step.ruleId()),
        step.route(),
        step.since(),
        step.until().orElse(null),
        step.waitingSince().orElse(null),
        Absent.orNull(step.line()),
        step.rank(),
        Absent.orNull(holding.repId()),
        Absent.orNull(holding.pool()),
        holding.units(),
        lead.previousReps(),
        lead.receivedAt(),
        holding.assignedAt().orElse(null),
        holding.policyVersion(),
        Absent.orNull(holding.score()),
        holding.acceptedAt().orElse(null),
        holding.firstTouchAt().orElse(null),
        lead.conversions(),
        lead.recentOutcomes(),
        Absent.orNull(lead.handedTo()),
        lead.hops(),
        holding.acceptBy().map(States::write).orElse(null),
        holding.touchBy().map(States::write).orElse(null),
        lead.observed().orElse(null),
        holding.byHand(),
        lead.identities(),
        Absent.orNull(holding.charge().rotation()),
        holding.charge().amount(),
        holding.deliveredAt().orElse(null),
        writeOwners(lead.owners()),
        write(step.referral()),
        Estimates.probability(holding.estimate()),
        Estimates.modelVersion(holding.estimate()),
        lead.version(),
        lead.opened());
  }

  private static io.leadrouter.domain.Referral read(Referral referral) {
    return referral == null
        ? io.leadrouter.domain.Referral.NONE
        : new io.leadrouter.domain.Referral(referral.getRepId(), referral.getAsked());
  }

  private static Referral write(io.leadrouter.domain.Referral referral) {
    return referral.equals(io.leadrouter.domain.Referral.NONE)
        ? null
        : new Referral(referral.repId(), referral.asked());
  }

  /** Of most leads nobody is known, and nothing is written. */
  static io.leadrouter.domain.Owners readOwners(Owners owners) {
    return owners == null
        ? io.leadrouter.domain.Owners.NONE
        : new io.leadrouter.domain.Owners(
            Optional.ofNullable(owners.getOfPerson()).map(States::read),
            Optional.ofNullable(owners.getOfAccount()).map(States::read));
  }

  static Owners writeOwners(io.leadrouter.domain.Owners owners) {
    return owners.any()
        ? new Owners(
            owners.ofPerson().map(States::write).orElse(null),
            owners.ofAccount().map(States::write).orElse(null))
        : null;
  }

  private static io.leadrouter.domain.Owner read(Owner owner) {
    return new io.leadrouter.domain.Owner(owner.getRepId(), owner.getSince());
  }

  private static Owner write(io.leadrouter.domain.Owner owner) {
    return new Owner(owner.repId(), owner.since());
  }

  private static io.leadrouter.domain.Deadline read(Deadline deadline) {
    return new io.leadrouter.domain.Deadline(
        deadline.getBy(),
        Duration.ofSeconds(deadline.getWithinSeconds()),
        Absent.text(deadline.getClock()),
        deadline.getDelivered(),
        deadline.getFromDelivery(),
        Optional.ofNullable(deadline.getWarning()).map(States::read));
  }

  private static Deadline write(io.leadrouter.domain.Deadline deadline) {
    return new Deadline(
        deadline.by(),
        deadline.within().toSeconds(),
        Absent.orNull(deadline.clock()),
        deadline.delivered(),
        deadline.warning().map(States::write).orElse(null),
        deadline.fromDelivery());
  }

  private static io.leadrouter.domain.Deadline.Warning read(DeadlineWarning warning) {
    return new io.leadrouter.domain.Deadline.Warning(
        warning.getAt(), Duration.ofSeconds(warning.getAfterSeconds()));
  }

  private static DeadlineWarning write(io.leadrouter.domain.Deadline.Warning warning) {
    return new DeadlineWarning(warning.at(), warning.after().toSeconds());
  }

  public static io.leadrouter.domain.RepSeat read(RepSeat seat) {
    return new io.leadrouter.domain.RepSeat(
        seat.getRepId(),
        Reps.readIfPresent(seat.getRep()),
        seat.getMoves(),
        seat.getVersion(),
        io.leadrouter.domain.Presence.valueOf(seat.getPresence().name()),
        Absent.text(seat.getMovedTo()),
        seat.getLoad(),
        seat.getUnaccepted(),
        Optional.ofNullable(seat.getLastAssignedAt()),
        read(seat.getCounts()),
        Optional.ofNullable(seat.getRefunds()).map(States::read),
        Optional.ofNullable(seat.getCredit()).map(States::read),
        read(seat.getSilence()),
        seat.getTags(),
        seat.getLastTurns(),
        seat.getTurnsAhead(),
        seat.getPassesOn(),
        seat.getAsksAgain(),
        Set.copyOf(seat.getFormerGroups()));
  }

  public static RepSeat write(io.leadrouter.domain.RepSeat seat) {
    return new RepSeat(
        seat.repId(),
        Reps.writeIfPresent(seat.rep()),
        seat.moves(),
        seat.version(),
        Presence.valueOf(seat.presence().name()),
        Absent.orNull(seat.movedTo()),
        seat.load(),
        seat.unaccepted(),
        seat.lastAssignedAt().orElse(null),
        write(seat.counts()),
        seat.refunds().map(States::write).orElse(null),
        seat.credit().map(States::write).orElse(null),
        write(seat.silence()),
        seat.tags(),
        seat.lastTurns(),
        seat.turnsAhead(),
        seat.passesOn(),
        seat.asksAgain(),
        List.copyOf(new TreeSet<>(seat.formerGroups())));
  }

  static io.leadrouter.domain.Silence read(Silence silence) {
    return new io.leadrouter.domain.Silence(
        silence.getInARow(),
        Optional.ofNullable(silence.getPausedUntil()),
        silence.getCountedUntil());
  }

  static Silence write(io.leadrouter.domain.Silence silence) {
    return new Silence(
        silence.inARow(), silence.pausedUntil().orElse(null), silence.countedUntil());
  }

  static io.leadrouter.domain.LeadCounts read(LeadCounts counts) {
    return new io.leadrouter.domain.LeadCounts(
        counts.getHour(), counts.getDay(), counts.getWeek(), counts.getMonth(), counts.getLatest());
  }

  static LeadCounts write(io.leadrouter.domain.LeadCounts counts) {
    return new LeadCounts(
        counts.hour(), counts.day(), counts.week(), counts.month(), counts.latest());
  }

  static io.leadrouter.domain.RefundCount read(RefundCount refunds) {
    return new io.leadrouter.domain.RefundCount(refunds.getCount(), refunds.getLast());
  }

  static RefundCount write(io.leadrouter.domain.RefundCount refunds) {
    return new RefundCount(refunds.count(), refunds.last());
  }

  static io.leadrouter.domain.Credit read(Credit credit) {
    return new io.leadrouter.domain.Credit(
        credit.getTurns(), credit.getExpires(), credit.getTaken());
  }

  static Credit write(io.leadrouter.domain.Credit credit) {
    return new Credit(credit.turns(), credit.expires(), credit.taken());
  }

  public static io.leadrouter.domain.PoolTally read(PoolTally tally) {
    return new io.leadrouter.domain.PoolTally(
        tally.getPool(), Optional.of(tally.getLastAssignedAt()), read(tally.getCounts()));
  }

  /**
   * @throws java.util.NoSuchElementException for a tally of nothing, which is not kept
   */
  public static PoolTally write(io.leadrouter.domain.PoolTally tally) {
    return new PoolTally(tally.pool(), tally.lastAssignedAt().orElseThrow(), write(tally.counts()));
  }

  public static io.leadrouter.domain.GroupState read(GroupState group) {
    return new io.leadrouter.domain.GroupState(
        group.getNow(), group.getSequence(), group.getVirtualTimes(), read(group.getHearing()));
  }

  public static GroupState write(io.leadrouter.domain.GroupState group) {
    return new GroupState(
        group.now(), group.sequence(), group.virtualTimes(), write(group.hearing()));
  }

  private static io.leadrouter.domain.Hearing read(Hearing hearing) {
    return new io.leadrouter.domain.Hearing(
        Optional.ofNullable(hearing.getDelivery()),
        Optional.ofNullable(hearing.getAnything()),
        Optional.ofNullable(hearing.getAgain()));
  }

  private static Hearing write(io.leadrouter.domain.Hearing hearing) {
    return new Hearing(
        hearing.delivery().orElse(null),
        hearing.anything().orElse(null),
        hearing.again().orElse(null));
  }

  public static io.leadrouter.domain.RepHome read(RepHome home) {
    return new io.leadrouter.domain.RepHome(home.getGroup(), home.getMoves(), home.getVersion());
  }

  public static RepHome write(io.leadrouter.domain.RepHome home) {
    return new RepHome(home.group(), home.moves(), home.version());
  }

  /** A status that only a newer router knows: nobody waits for the lead until it comes again. */
  private static io.leadrouter.domain.LeadStatus read(LeadStatus status) {
    return status == LeadStatus.UNKNOWN
        ? io.leadrouter.domain.LeadStatus.UNROUTABLE
        : io.leadrouter.domain.LeadStatus.valueOf(status.name());
  }

  private static io.leadrouter.domain.Erasure read(Erasure erasure) {
    return new io.leadrouter.domain.Erasure(
        erasure.getAt(), erasure.getUntil(), erasure.getVersion());
  }

  private static Erasure write(io.leadrouter.domain.Erasure erasure) {
    return new Erasure(erasure.at(), erasure.until(), erasure.version());
  }

  private static io.leadrouter.domain.EngagementPoints read(EngagementPoints points) {
    return new io.leadrouter.domain.EngagementPoints(
        points.getKind(), points.getPoints(), points.getAsOf());
  }

  private static EngagementPoints write(io.leadrouter.domain.EngagementPoints points) {
    return new EngagementPoints(points.kind(), points.points(), points.asOf());
  }
}
