package io.leadrouter.forecast;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * What became of a lead in one cycle, as the router's decisions tell. What happened and when is the
 * CRM's word, but nothing happened after it was said, nor before the lead was submitted. Decisions
 * of before forecasts were made say neither the source nor a value nor when something happened: of
 * these leads it is known that they were given, won or lost, and when that was recorded. Immutable.
 *
 * @param cycle 0 before a group has it
 * @param source empty: no decision names it
 * @param enteredAt when it became open; empty: it was only nurtured or rejected
 * @param leftAt when it ceased to be anybody's without an end; empty: it has not
 * @param stints in their order; the last may still last
 * @param end how it was closed; empty: it is open
 * @param saidAt when this was last added to
 */
public record Journey(
    int cycle,
    Instant submittedAt,
    String source,
    OptionalDouble probability,
    Optional<Instant> enteredAt,
    Optional<Instant> leftAt,
    List<Stint> stints,
    Optional<End> end,
    Instant saidAt) {

  /** Whoever has had a lead beyond that many is counted as the last of them. */
  private static final int MOST_STINTS = 32;

  private static final String CONSENT_DENIED = "consent-denied";

  public Journey {
    stints = List.copyOf(stints);
  }

  /**
   * How a cycle was closed.
   *
   * @param repId to whom it is attributed; empty: nobody
   */
  public record End(boolean won, Instant at, Optional<Money> value, String repId) {}

  /** Whether it will be told no more of, so long after it was closed or came to nothing. */
  public boolean isOver(Instant now, Duration horizon) {
    boolean done = end.isPresent() || leftAt.isPresent() || enteredAt.isEmpty();
    Duration longest = Duration.ofDays(Cohorts.OLDEST);
    return saidAt.plus(done ? horizon : longest).isBefore(now);
  }

  /** Nothing more will be known of it. */
  Journey left(Instant at) {
    boolean open = enteredAt.isPresent() && end.isEmpty() && leftAt.isEmpty();
    return open
        ? new Journey(
            cycle,
            submittedAt,
            source,
            probability,
            enteredAt,
            Optional.of(at),
            stints,
            end,
            saidAt)
        : this;
  }

  /**
   * How it goes on.
   *
   * @param known empty: nothing is known of the lead
   * @return empty where nothing is known, or may be known any more
   */
  static Optional<Journey> after(Optional<Journey> known, Decision decision) {
    if (decision.test() || decision.leadId().isEmpty()) {
      return known;
    }
    if (forgets(decision) || decision.kind() == DecisionKind.MERGED) {
      return Optional.empty();
    }
    Optional<Journey> current = known.filter(journey -> !journey.endedBefore(decision));
    if (current.isPresent()) {
      return current.map(journey -> journey.isOf(decision) ? journey.after(decision) : journey);
    }
    Optional<Journey> begun = begun(decision).map(journey -> journey.after(decision));
    return begun.isPresent() ? begun : known;
  }

  /** Whether the person may not be remembered. */
  static boolean forgets(Decision decision) {
    return decision.kind() == DecisionKind.ERASED
        || decision.kind() == DecisionKind.SUPPRESSED && decision.reason().equals(CONSENT_DENIED);
  }

  /** Whether the decision is of a later cycle, whose journey it begins. */
  private boolean endedBefore(Decision decision) {
    return cycle > 0 && decision.cycle() > cycle;
  }

  private boolean isOf(Decision decision) {
    return decision.cycle() == cycle || cycle == 0;
  }

  private static Optional<Journey> begun(Decision decision) {
    boolean begins =
        switch (decision.kind()) {
          case NURTURED, REJECTED, WAITING, UNROUTABLE, ASSIGNED, OBSERVED -> true;
          default -> false;
        };
    if (!begins || decision.submittedAt().isEmpty()) {
      return Optional.empty();
    }
    Instant oldest = decision.decidedAt().minus(Duration.ofDays(Cohorts.OLDEST));
    Instant submittedAt = within(decision.submittedAt().get(), oldest, decision.decidedAt());
    return Optional.of(
        new Journey(
            decision.cycle(),
            submittedAt,
            decision.source(),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            decision.decidedAt()));
  }

  private Journey after(Decision decision) {
    Next next = new Next(this, decision);
    Instant now = decision.decidedAt();
    String repId = decision.choice().repId();
    switch (decision.kind()) {
      case NURTURED, REJECTED -> next.leave(now);
      case WAITING, UNROUTABLE -> {
        if (!decision.group().isEmpty()) {
          next.enter(now);
          next.release(now);
        }
      }
      case ASSIGNED -> {
        next.enter(now);
        next.give(repId, decision.choice().pool(), now);
      }
      case OBSERVED -> observed(next, decision);
      case REVOKED -> next.release(now);
      case REOPENED -> {
        next.reopen();
        next.giveAgain(repId, now);
      }
      case CLOSED -> next.close(decision);
      case OUTCOME_RECORDED -> next.outcome(decision);
      default -> {}
    }
    return next.made();
  }

  /** Who would have got it has not; who had it already, has. */
  private static void observed(Next next, Decision decision) {
    String repId = decision.choice().repId();
    if (decision.reason().equals("imported")) {
      next.enter(decision.decidedAt());
      next.give(repId, decision.choice().pool(), decision.decidedAt());
    } else if (repId.isEmpty()) {
      next.leave(decision.decidedAt());
    } else {
      next.enter(decision.decidedAt());
    }
  }

  private static Instant within(Instant at, Instant first, Instant last) {
    Instant notBefore = at.isBefore(first) ? first : at;
    return notBefore.isAfter(last) ? last : notBefore;
  }

  /** The journey as it will be. */
  private static final class Next {
    private final int cycle;
    private final Instant submittedAt;
    private final String source;
    private final OptionalDouble probability;
    private final Instant now;
    private final List<Stint> stints;
    private Optional<Instant> enteredAt;
    private Optional<Instant> leftAt;
    private Optional<End> end;

    Next(Journey of, Decision decision) {
      cycle = Math.max(of.cycle, decision.cycle());
      submittedAt = of.submittedAt;
      source = decision.source().isEmpty() ? of.source : decision.source();
      probability = probability(of, decision);
      now = decision.decidedAt();
      stints = new ArrayList<>(of.stints);
      enteredAt = of.enteredAt;
      leftAt = of.leftAt;
      end = of.end;
    }

    /** The one when it was last given, or given a place in a line. */
    private static OptionalDouble probability(Journey of, Decision decision) {
      return switch (decision.kind()) {
        case ASSIGNED, OBSERVED, WAITING, UNROUTABLE ->
            decision
                .score()
                .flatMap(score -> score.estimate())
                .map(estimate -> OptionalDouble.of(estimate.probability()))
                .orElse(of.probability);
        default -> of.probability;
      };
    }

    void enter(Instant at) {
      enteredAt = enteredAt.or(() -> Optional.of(at));
      leftAt = Optional.empty();
    }

    void leave(Instant at) {
      release(at);
      leftAt = enteredAt.isEmpty() ? Optional.empty() : Optional.of(at);
    }

    void release(Instant at) {
      changeLast(stint -> stint.until(at));
    }

    void give(String repId, String pool, Instant at) {
      release(at);
      if (repId.isEmpty()) {
        return;
      }
      if (stints.size() == MOST_STINTS) {
        stints.remove(MOST_STINTS - 1);
      }
      stints.add(Stint.begun(repId, pool, at));
    }

    void giveAgain(String repId, Instant at) {
      if (!stints.isEmpty() && last().repId().equals(repId)) {
        changeLast(Stint::goesOn);
      } else {
        give(repId, "", at);
      }
    }

    void reopen() {
      end = Optional.empty();
    }

    void close(Decision decision) {
      Disposition said = decision.disposition().orElse(Disposition.UNKNOWN);
      if (said == Disposition.CONVERTED || said == Disposition.LOST) {
        enter(now);
        Instant at = happened(decision, enteredAt.get());
        boolean won = said == Disposition.CONVERTED;
        Optional<Money> value = won ? decision.value() : Optional.empty();
        end = Optional.of(new End(won, at, value, decision.choice().repId()));
      } else {
        leave(now);
      }
    }

    void outcome(Decision decision) {
      Instant at = happened(decision, submittedAt);
      switch (decision.disposition().orElse(Disposition.UNKNOWN)) {
        case ACCEPTED -> changeLast(stint -> stint.accepted(at));
        case CONTACTED -> changeLast(stint -> stint.contacted(at));
        case QUALIFIED -> changeLast(stint -> stint.qualified(at));
        case REOPENED -> reopen();
        default -> {}
      }
    }

    private Instant happened(Decision decision, Instant first) {
      return within(decision.occurredAt().orElse(now), first, now);
    }

    private Stint last() {
      return stints.get(stints.size() - 1);
    }

    private void changeLast(UnaryOperator<Stint> change) {
      if (!stints.isEmpty()) {
        stints.set(stints.size() - 1, change.apply(last()));
      }
    }

    Journey made() {
      return new Journey(
          cycle, submittedAt, source, probability, enteredAt, leftAt, stints, end, now);
    }
  }
}
