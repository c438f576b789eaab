package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Command.LeadSubmitted;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Takes over leads that somebody has already when the router gets to know them: they are load, and
 * count in the windows of the clock that they were given in, but are no turn, and nobody has to
 * accept them in time. Not thread-safe.
 */
final class Adoption {

  private static final String REASON = "imported";

  private final Group group;
  private final Placement placement;
  private final Giving giving;
  private final Rooms rooms;

  Adoption(Group group, Placement placement, Giving giving, Rooms rooms) {
    this.group = group;
    this.placement = placement;
    this.giving = giving;
    this.rooms = rooms;
  }

  /** As it comes, not yet taken over. */
  static OpenLead of(OpenLead lead, LeadSubmitted command) {
    Optional<Holder> holder = command.holder();
    return holder.isEmpty()
        ? lead
        : lead.withHolding(Holding.by(holder.get(), lead.lead().lead().submittedAt()));
  }

  /** Whether somebody has the lead whom the group has not heard of as its holder yet. */
  static boolean due(OpenLead lead) {
    return lead.status() == LeadStatus.WAITING
        && lead.attempt() == 0
        && !lead.holding().repId().isEmpty();
  }

  /**
   * @param lead that is {@link #due}; there is a policy
   */
  void adopt(OpenLead lead) {
    String repId = lead.holding().repId();
    Optional<Seat> here = group.roster().seat(repId).filter(Seat::belongs);
    Optional<String> elsewhere = here.isPresent() ? Optional.empty() : group.elsewhere(repId);
    if (elsewhere.isPresent() && !placement.wentRound(lead)) {
      placement.handOver(lead, lead, elsewhere.get(), Choice.about(repId), List.of());
      return;
    }
    // Of somebody the router does not know, nobody's room is taken.
    int units = lead.test() || here.isEmpty() ? 0 : 1;
    String pool = here.map(seat -> giving.poolOf(lead, seat)).orElse("");
    OpenLead adopted =
        lead.assigned(holding(lead, pool, units), lead.step().ended())
            .withObserved(group.observes() ? Optional.of("") : Optional.empty());
    List<LedgerEntry> ledger = List.of();
    if (units > 0) {
      ledger = rooms.adopt(here.orElseThrow(), adopted.holding());
    }
    group.book().save(adopted);
    DecisionKind kind = group.observes() ? DecisionKind.OBSERVED : DecisionKind.ASSIGNED;
    group.journal().decided(kind, adopted, Note.of(REASON, Choice.about(repId, pool)).with(ledger));
    group.journal().assigned(adopted, "", REASON);
  }

  private Holding holding(OpenLead lead, String pool, int units) {
    Holding holding = lead.holding();
    Instant at = holding.assignedAt().filter(group.now()::isAfter).orElse(group.now());
    return new Holding(
        holding.repId(),
        pool,
        units,
        lead.lead().policyVersion(),
        OptionalDouble.of(lead.lead().score().total()),
        lead.lead().score().estimate(),
        Optional.of(at),
        holding.acceptedAt(),
        holding.firstTouchAt(),
        holding.charge(),
        holding.deliveredAt(),
        holding.acceptBy(),
        holding.touchBy(),
        holding.byHand());
  }
}
