package io.leadrouter.routing;

import io.leadrouter.domain.Command.LeadSubmitted;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Owner;
import io.leadrouter.domain.Owners;
import io.leadrouter.policy.OwnershipWindows;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who is still to be asked for which lead, as the reports say and the decisions tell. */
final class OwnerBook {

  private final Map<String, Owners> byLead = new HashMap<>();

  /** The last one that was heard. */
  private Optional<LeadSubmitted> report = Optional.empty();

  void know(OpenLead lead) {
    byLead.put(lead.leadId(), lead.owners());
  }

  /** They have been asked, or need not be. */
  void forget(String leadId) {
    byLead.remove(leadId);
  }

  /**
   * A lead that nobody holds says anew whom it knows.
   *
   * @param decision the first about the report tells whether it was listened to
   */
  void hear(LeadSubmitted submitted, Decision decision, boolean held) {
    boolean first =
        !report.equals(Optional.of(submitted))
            && submitted.leadId().equals(decision.leadId())
            && submitted.eventId().equals(decision.eventId());
    if (!first) {
      return;
    }
    report = Optional.of(submitted);
    boolean heeded =
        decision.kind() != DecisionKind.DUPLICATE && !decision.reason().equals("kept") && !held;
    if (heeded) {
      byLead.merge(decision.leadId(), submitted.owners(), (before, now) -> now.or(before));
    }
  }

  Optional<Owner> first(String leadId) {
    Owners known = byLead.getOrDefault(leadId, Owners.NONE);
    return known.ofPerson().or(known::ofAccount);
  }

  /** Those whom the policy looks back to, in order. */
  Stream<Owner> lately(String leadId, OwnershipWindows windows, Instant now) {
    Owners known = byLead.getOrDefault(leadId, Owners.NONE);
    return Stream.concat(
        lately(known.ofPerson(), windows.person(), now),
        lately(known.ofAccount(), windows.account(), now));
  }

  private static Stream<Owner> lately(
      Optional<Owner> owner, Optional<Duration> window, Instant now) {
    return owner
        .filter(
            who -> window.filter(length -> !who.since().isBefore(now.minus(length))).isPresent())
        .stream();
  }
}
