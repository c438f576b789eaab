package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Sign;
import io.leadrouter.policy.Calendar;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.MissedTouch;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Stay;
import io.leadrouter.policy.WarnBefore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How soon whoever gets a lead from a pool accepts it and contacts the person, and what comes of it
 * when that time runs out. Counted from the delivery where the connector reports it, so that
 * nobody's time runs out before they can see the lead. Not thread-safe.
 */
final class Promises {

  private static final String ACCEPT_BY = "accept-by";
  private static final String FIRST_TOUCH_BY = "first-touch-by";

  private final Group group;
  private final Recall recall;

  Promises(Group group, Recall recall) {
    this.group = group;
    this.recall = recall;
  }

  /** As it is held whose time begins now. */
  static Holding given(Holding holding, Group group) {
    Optional<Pool> pool =
        group
            .policy()
            .filter(any -> !holding.byHand())
            .map(policy -> policy.pools().get(holding.pool()));
    if (pool.isEmpty()) {
      return holding;
    }
    Optional<WarnBefore> warn = pool.get().warnBefore();
    boolean fromDelivery = group.connector().tellsOfDelivery(group.clockStart(), group.now());
    String repId = holding.repId();
    return holding
        .withAcceptBy(deadline(pool.get().acceptWithin(), warn, repId, group, fromDelivery))
        .withTouchBy(deadline(pool.get().firstTouchWithin(), warn, repId, group, fromDelivery));
  }

  private static Optional<Deadline> deadline(
      Stay stay, Optional<WarnBefore> warn, String repId, Group group, boolean fromDelivery) {
    if (stay.waitFor().isEmpty()) {
      return Optional.empty();
    }
    Instant since = group.now();
    Hours hours = stay.hours(() -> group.roster().hours(repId).orElse(Hours.ALWAYS));
    Duration within = stay.waitFor().get();
    Optional<Deadline.Warning> warning =
        warn.map(ahead -> within.minus(ahead.of(within)))
            .map(after -> new Deadline.Warning(hours.passed(since, after), after));
    Instant by = hours.passed(since, within);
    return Optional.of(new Deadline(by, within, stay.clockName(), false, fromDelivery, warning));
  }

  /** From when the rep could see the lead; the same when that was heard before. */
  Holding delivered(Holding holding, Instant occurredAt) {
    Instant at = past(occurredAt);
    String repId = holding.repId();
    return holding
        .delivered(at)
        .withAcceptBy(holding.acceptBy().map(promised -> delivered(promised, repId, at)))
        .withTouchBy(holding.touchBy().map(promised -> delivered(promised, repId, at)));
  }

  /** Whoever accepts a lead has got it, also if nobody has said so. */
  Holding accepted(Holding holding, Instant occurredAt) {
    Instant at = past(occurredAt);
    String repId = holding.repId();
    return holding
        .accepted(occurredAt)
        .withTouchBy(
            holding
                .touchBy()
                .map(promised -> promised.runs() ? promised : delivered(promised, repId, at)));
  }

  private Instant past(Instant occurredAt) {
    return occurredAt.isAfter(group.now()) ? group.now() : occurredAt;
  }

  /**
   * As long a time from then on. If nobody knows any more how it counts, what was promised, or
   * where no time has passed before, as long a time of every hour.
   */
  private Deadline delivered(Deadline promised, String repId, Instant at) {
    if (promised.delivered()) {
      return promised;
    }
    Optional<Hours> known = hours(promised.clock(), repId);
    if (known.isEmpty() && promised.runs()) {
      return promised.delivered(promised.by(), promised.warning());
    }
    Hours hours = known.orElse(Hours.ALWAYS);
    Optional<Deadline.Warning> warning =
        promised
            .warning()
            .map(Deadline.Warning::after)
            .map(after -> new Deadline.Warning(hours.passed(at, after), after));
    Instant by = hours.passed(at, promised.within());
    // Whoever is told so late what came first is told the rest in a moment.
    boolean over = !promised.runs() && by.isBefore(group.now());
    return promised.delivered(over ? group.now() : by, warning);
  }

  private Optional<Hours> hours(String clock, String repId) {
    return switch (clock) {
      case "" -> Optional.of(Hours.ALWAYS);
      case Stay.REP -> group.roster().hours(repId);
      default -> group.policy().flatMap(policy -> policy.calendar(clock)).map(Calendar::hours);
    };
  }

  /** Does what time has made due of a lead. */
  void due(OpenLead lead, Deadlines.What what) {
    Holding holding = lead.holding();
    switch (what) {
      case ACCEPT_WARNING -> {
        Deadline deadline = holding.acceptBy().orElseThrow();
        Holding warned = holding.withAcceptBy(Optional.of(deadline.warned()));
        warn(lead.withHolding(warned), ACCEPT_BY);
      }
      case TOUCH_WARNING -> {
        Deadline deadline = holding.touchBy().orElseThrow();
        Holding warned = holding.withTouchBy(Optional.of(deadline.warned()));
        warn(lead.withHolding(warned), FIRST_TOUCH_BY);
      }
      case NOT_ACCEPTED -> recall.fromWhoGaveItUp(lead, about(lead, "not-accepted"), Sign.SILENT);
      case NOT_CONTACTED -> missed(lead);
    }
  }

  private void warn(OpenLead warned, String reason) {
    group.book().save(warned);
    group.journal().decided(DecisionKind.SLA_WARNING, warned, about(warned, reason));
  }

  private void missed(OpenLead lead) {
    boolean takenBack =
        group
            .policy()
            .filter(policy -> policy.conduct().onFirstTouchMissed() == MissedTouch.TAKE_BACK)
            .isPresent();
    if (takenBack) {
      recall.fromWhoGaveItUp(lead, about(lead, "not-contacted"), Sign.SILENT);
      return;
    }
    OpenLead kept = lead.withHolding(lead.holding().withTouchBy(Optional.empty()));
    group.book().save(kept);
    group.journal().decided(DecisionKind.SLA_BREACHED, kept, about(kept, FIRST_TOUCH_BY));
  }

  private static Note about(OpenLead lead, String reason) {
    return Note.of(reason, Choice.about(lead.holding().repId()));
  }
}
