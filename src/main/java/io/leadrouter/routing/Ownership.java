package io.leadrouter.routing;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells every group who holds the people and accounts of this group's leads, whenever that changes.
 * Of a lead that goes to another group nothing is told until that one does. Not thread-safe.
 */
final class Ownership {

  private final String group;
  private final LeadBook book;
  private final Journal journal;

  /** What was told of each open lead. */
  private final Map<String, Claim> claims = new HashMap<>();

  /** What a lead says of its person. */
  private record Claim(List<String> identities, LeadOwner owner) {}

  Ownership(String group, LeadBook book, Journal journal) {
    this.group = group;
    this.book = book;
    this.journal = journal;
  }

  /** What was told of an open lead before the desk was opened. */
  void remember(OpenLead lead) {
    if (lead.ours() && !lead.test()) {
      claims.put(lead.leadId(), openClaim(lead));
    }
  }

  /** What was told of a closed lead that comes back, maybe as somebody else's. */
  void remembersClosed(OpenLead lead) {
    LeadOwner last = owner(lead, lead.holding().repId(), false, Instant.EPOCH);
    claims.put(lead.leadId(), new Claim(lead.identities(), last));
  }

  /** As it is with the lead now. */
  void changed(OpenLead lead) {
    Optional<Claim> before = Optional.ofNullable(claims.remove(lead.leadId()));
    if (lead.ours() && !lead.test()) {
      Claim now = openClaim(lead);
      claims.put(lead.leadId(), now);
      if (!before.equals(Optional.of(now))) {
        before.ifPresent(earlier -> giveUp(earlier, now.identities()));
        now.identities().forEach(identity -> tell(identity, now.owner()));
        tellOfAccount(lead, now.owner());
      }
    } else if (wasHeld(lead)) {
      LeadOwner last = owner(lead, lead.holding().repId(), false, journal.now());
      before.ifPresent(earlier -> giveUp(earlier, lead.identities()));
      lead.identities().forEach(identity -> tellUnlessOpen(identity, Optional.of(last)));
      tellOfAccount(lead, last);
    } else {
      before.ifPresent(earlier -> giveUp(earlier, List.of()));
    }
  }

  /** Until it was closed, that is: whoever gave it up before has nothing to do with it any more. */
  private static boolean wasHeld(OpenLead lead) {
    return lead.status() == LeadStatus.CLOSED
        && lead.observed().isEmpty()
        && !lead.holding().repId().isEmpty()
        && !lead.previousReps().contains(lead.holding().repId())
        && !lead.test();
  }

  /** Nothing may be left of the lead's person. */
  void forgotten(OpenLead lead) {
    // It may have gone to another group in this very command, and not know its identities any more.
    Optional.ofNullable(claims.remove(lead.leadId()))
        .ifPresent(earlier -> giveUp(earlier, lead.identities()));
    lead.identities().forEach(identity -> tellUnlessOpen(identity, Optional.empty()));
  }

  private Claim openClaim(OpenLead lead) {
    boolean held = lead.status() == LeadStatus.ASSIGNED;
    Instant since = held ? lead.holding().assignedAt().orElse(Instant.EPOCH) : lead.receivedAt();
    String repId = held ? lead.holding().repId() : "";
    return new Claim(lead.identities(), owner(lead, repId, true, since));
  }

  private LeadOwner owner(OpenLead lead, String repId, boolean open, Instant since) {
    return new LeadOwner(lead.leadId(), group, repId, open, since);
  }

  /** The lead says nothing any more of those that it is not known by now. */
  private void giveUp(Claim earlier, List<String> kept) {
    earlier.identities().stream()
        .filter(identity -> !kept.contains(identity))
        .forEach(identity -> tellUnlessOpen(identity, Optional.empty()));
  }

  /** Another open lead of the person goes before. */
  private void tellUnlessOpen(String identity, Optional<LeadOwner> owner) {
    Optional<LeadOwner> open =
        book.openLeadsOf(identity).stream()
            .filter(claims::containsKey)
            .findFirst()
            .map(leadId -> claims.get(leadId).owner());
    journal.owned(LeadOwner.person(identity), open.or(() -> owner));
  }

  private void tell(String identity, LeadOwner owner) {
    journal.owned(LeadOwner.person(identity), Optional.of(owner));
  }

  private void tellOfAccount(OpenLead lead, LeadOwner owner) {
    Optional<String> account = lead.lead().account().map(Account::accountId);
    if (account.isPresent() && !owner.repId().isEmpty()) {
      LeadOwner ofAccount = new LeadOwner("", group, owner.repId(), owner.open(), owner.since());
      journal.owned(LeadOwner.account(account.get()), Optional.of(ofAccount));
    }
  }
}
