package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import java.util.List;
import java.util.Optional;

/**
 * Gives a lead to the rep whom somebody in the CRM chose: whatever its room, and wherever it is. It
 * is a turn in the lead's last pool, if the rep is a member there. Not thread-safe.
 */
final class ByHand {

  private final Group group;
  private final Placement placement;
  private final Giving giving;

  ByHand(Group group, Placement placement, Giving giving) {
    this.group = group;
    this.placement = placement;
    this.giving = giving;
  }

  /**
   * @param given without a holder
   */
  void give(OpenLead given, String repId, Note note) {
    OpenLead lead = group.claimed(given);
    Note about =
        note.with(Choice.about(repId)).because(compared(lead, repId).orElse(note.reason()));
    Optional<Seat> here = group.roster().seat(repId).filter(Seat::belongs);
    Optional<String> elsewhere = here.isPresent() ? Optional.empty() : group.elsewhere(repId);
    if (here.isPresent()) {
      List<LedgerEntry> turn = giving.turn(lead, here.get(), lastPool(lead, here.get()));
      Choice choice = Choice.about(repId, giving.poolOf(lead, here.get()));
      giving.assign(lead, here.get(), about.with(choice).and(turn));
    } else if (elsewhere.isPresent() && !placement.wentRound(lead)) {
      OpenLead there = lead.withStatus(LeadStatus.ASSIGNED).withHolding(Holding.by(repId));
      placement.handOver(there, lead, elsewhere.get(), about.choice(), about.ledger());
    } else {
      // Nobody the router knows: the CRM has the last word, and nobody's room is taken.
      giving.assign(lead, repId, 0, about);
    }
  }

  /** Whether the other router gave the lead to whom this one would have given it. */
  private static Optional<String> compared(OpenLead lead, String repId) {
    return lead.observed()
        .filter(seen -> !seen.isEmpty() || lead.attempt() == 0)
        .map(seen -> seen.equals(repId) ? "as-observed" : "otherwise");
  }

  /** Where the lead took its last turn, or would take one if its wait were over. */
  private Optional<Bench> lastPool(OpenLead lead, Seat seat) {
    String rotation = lead.holding().charge().rotation();
    return rotation.isEmpty()
        ? group.roster().bench(lead.step().line())
        : seat.memberships.stream()
            .map(Member::bench)
            .filter(bench -> bench.rotation().name().equals(rotation))
            .findFirst();
  }
}
