package io.leadrouter.routing;

import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.Owner;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.OwnershipWindows;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who holds a person or an account, as far as the groups have told each other: a moment late, and
 * then exactly.
 */
@FunctionalInterface
public interface OwnerDirectory {

  /**
   * @param key of a person or an account, as {@link LeadOwner} makes it
   */
  Optional<LeadOwner> find(String key);

  /**
   * The group in which the person has a lead open, which then knows of the other one.
   *
   * @param groups of the policy; no others are looked for
   */
  default Optional<String> groupWithAnOpenLead(List<String> identities, Collection<String> groups) {
    return ofPerson(identities)
        .filter(LeadOwner::open)
        .map(LeadOwner::group)
        .filter(groups::contains)
        .findFirst();
  }

  /** Whether a person of these has another lead open, which may go on in the place of this one. */
  default boolean hasAnotherOpenLead(List<String> identities, String leadId) {
    return ofPerson(identities).anyMatch(owner -> owner.open() && !owner.leadId().equals(leadId));
  }

  /**
   * Who is to be asked for a lead before its rule's routes, of those whom the policy looks for: who
   * got the person last, by whatever they are known, and who got one of the account last. An
   * account that has owners of its own is theirs, as far as its rule says so. A test lead is
   * nobody's.
   */
  default Owners ownersOf(ScoredLead lead, List<String> identities, OwnershipWindows windows) {
    if (lead.lead().test()) {
      return Owners.NONE;
    }
    Optional<Owner> ofPerson =
        windows.person().isEmpty()
            ? Optional.empty()
            : held(ofPerson(identities)).max(Comparator.comparing(Owner::since));
    Optional<Owner> ofAccount =
        windows.account().isEmpty()
            ? Optional.empty()
            : held(lead.account().filter(account -> account.owners().isEmpty()).stream()
                    .flatMap(account -> find(LeadOwner.account(account.accountId())).stream()))
                .findFirst();
    return new Owners(ofPerson, ofAccount);
  }

  private Stream<LeadOwner> ofPerson(List<String> identities) {
    return identities.stream().flatMap(identity -> find(LeadOwner.person(identity)).stream());
  }

  private static Stream<Owner> held(Stream<LeadOwner> owners) {
    return owners
        .filter(owner -> !owner.repId().isEmpty())
        .map(owner -> new Owner(owner.repId(), owner.since()));
  }
}
