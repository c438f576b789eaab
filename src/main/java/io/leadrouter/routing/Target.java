package io.leadrouter.routing;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.Owner;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.OwnershipWindows;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a route means for one lead. */
sealed interface Target {

  /** How the record begins to name those who hold the lead's person or account. */
  String OWNERSHIP = "ownership:";

  /** As it stands on the record. */
  String label();

  /** Whether no cap keeps anybody from the lead. */
  default boolean beyondCaps() {
    return false;
  }

  /** To whose turn it is in a pool, among those who meet the requirements. */
  record OfPool(Pool pool, List<Requirement> requires, CountsIn countsIn, boolean beyondCaps)
      implements Target {
    @Override
    public String label() {
      return LineName.of(pool);
    }
  }

  /**
   * To the first of these who can take it, in order of preference; never empty.
   *
   * @param backup whether one who is away is stood in for
   * @param anyHour whether nobody's hours and holidays matter
   */
  record OfReps(
      String label,
      List<String> repIds,
      boolean backup,
      CountsIn countsIn,
      boolean beyondCaps,
      boolean anyHour)
      implements Target {}

  /** To nobody: the lead lacks what the route asks for. */
  record OfNobody(String label, String why) implements Target {}

  /** The end of the lead's way. */
  record End(String label, LeadStatus status, DecisionKind kind, String reason) implements Target {}

  /** What the route of this policy means for the lead. */
  static Target of(Route route, ScoredLead lead, Policy policy) {
    if (route instanceof Route.ToPool to) {
      return new OfPool(
          policy.pools().get(to.pool()), to.requires(), to.countsIn(), to.beyondCaps());
    } else if (route instanceof Route.ByBand by) {
      String pool = by.pools().get(lead.score().band());
      return new OfPool(policy.pools().get(pool), by.requires(), by.countsIn(), by.beyondCaps());
    } else if (route instanceof Route.ToRep to) {
      return new OfReps(
          LineName.REP + to.repId(),
          List.of(to.repId()),
          to.backup(),
          to.countsIn(),
          to.beyondCaps(),
          false);
    } else if (route instanceof Route.ToOwner to) {
      return owner(to, lead);
    } else if (route instanceof Route.Reject reject) {
      return new End("reject", LeadStatus.REJECTED, DecisionKind.REJECTED, reject.reason());
    } else {
      return new End("nurture", LeadStatus.NURTURED, DecisionKind.NURTURED, "nurture");
    }
  }

  private static Target owner(Route.ToOwner to, ScoredLead lead) {
    String label = "owner:" + to.role();
    if (lead.account().isEmpty()) {
      return new OfNobody(label, "no-account");
    }
    Account account = lead.account().get();
    List<String> owners =
        account.owners().stream()
            .filter(owner -> owner.role().equals(to.role()))
            .map(AccountOwner::repId)
            .distinct()
            .toList();
    return owners.isEmpty()
        ? new OfNobody(label, "no-owner")
        : new OfReps(label, owners, to.backup(), to.countsIn(), to.beyondCaps(), false);
  }

  /** Whom the lead goes to before its rule's routes are tried, in this order. */
  static List<Target> of(Owners owners, OwnershipWindows windows, Instant now) {
    List<Target> targets = new ArrayList<>(2);
    for (Owners left = owners; left.any(); left = left.others()) {
      targets.add(first(left, windows, now));
    }
    return targets;
  }

  /**
   * The first of them.
   *
   * @param owners one at least
   */
  static Target first(Owners owners, OwnershipWindows windows, Instant now) {
    if (owners.ofPerson().isPresent()) {
      Owner owner = owners.ofPerson().get();
      return owner("person", owner, windows.includePerson(owner.since(), now));
    }
    Owner owner = owners.ofAccount().orElseThrow();
    return owner("account", owner, windows.includeAccount(owner.since(), now));
  }

  private static Target owner(String of, Owner owner, boolean still) {
    String label = OWNERSHIP + of;
    return still
        ? new OfReps(label, List.of(owner.repId()), true, new CountsIn.Nowhere(), false, true)
        : new OfNobody(label, "expired");
  }
}
