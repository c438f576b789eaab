package io.leadrouter.routing;

import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.Refunds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Returned leads that count as never given: the rep has back exactly the turn that it paid, and the
 * count in those windows that still run, as often a month as the policy says. Not thread-safe.
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
    boolean defect =
        outcome.disposition() == Disposition.RETURNED
            && lead.holding().units() > 0
            && group
                .policy()
                .filter(policy -> policy.conduct().refunds().covers(outcome.reason()))
                .isPresent();
    return defect ? lead.holding().assignedAt() : Optional.empty();
  }

  /** What came of it, as the record says it. */
  record Refund(String reason, List<LedgerEntry> ledger) {}

  /**
   * Gives back what the rep paid, if it may be given that.
   *
   * @param charge for the turn, if it paid for one here
   */
  Refund refund(Seat seat, Charge charge, Instant givenAt) {
    int perMonth =
        group.policy().map(policy -> policy.conduct().refunds()).map(Refunds::perMonth).orElse(0);
    return seat.refunded() < perMonth
        ? new Refund(REFUNDED, group.roster().refund(seat, charge, givenAt))
        : new Refund(LIMIT, List.of());
  }
}
