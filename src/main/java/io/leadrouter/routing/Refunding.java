package io.leadrouter.routing;

import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.Refunds;
import java.time.Instant;
import java.util.Optional;

/**
 * Leads that count as never given: the rep has back exactly the turn that it paid, and the count in
 * those windows that still run. Of those that it returns for a fault of theirs, as often a month as
 * the policy says; of those that the CRM refused, always: it never got them. Not thread-safe.
 */
final class Refunding {

  /** The turn and the count are the rep's again. */
  static final String REFUNDED = "refunded";

  /** They would be, but the rep was given back as many this month as it may. */
  static final String LIMIT = "refund-limit";

  private final Group group;

  Refunding(Group group) {
    this.group = group;
  }

  /** When the lead was given that counts as never given; empty: it counts, or never did. */
  Optional<Instant> refunds(OpenLead lead, LeadOutcome outcome) {
    boolean counted = lead.holding().units() > 0;
    return counted && (outcome.disposition() == Disposition.REFUSED || isDefect(outcome))
        ? lead.holding().assignedAt()
        : Optional.empty();
  }

  private boolean isDefect(LeadOutcome outcome) {
    return outcome.disposition() == Disposition.RETURNED
        && group
            .policy()
            .filter(policy -> policy.conduct().refunds().covers(outcome.reason()))
            .isPresent();
  }

  /**
   * Gives back what the rep paid, if it may be given that.
   *
   * @param note why it gives back the lead
   * @param refused whether it never got it
   * @param charge for the turn, if it paid for one here
   */
  Note refund(Note note, boolean refused, Seat seat, Charge charge, Instant givenAt) {
    if (refused) {
      return note.and(group.roster().refund(seat, charge, givenAt));
    }
    int perMonth =
        group.policy().map(policy -> policy.conduct().refunds()).map(Refunds::perMonth).orElse(0);
    if (seat.refunded() >= perMonth) {
      return note.because(LIMIT);
    }
    seat.countRefund();
    return note.because(REFUNDED).and(group.roster().refund(seat, charge, givenAt));
  }
}
