package io.leadrouter.routing;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.AccountOwner;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Route;
import java.util.List;

/** What a route means for one lead. */
sealed interface Target {

  String REP = "rep:";

  /** A character that no rep's id has. */
  String AND = "\u001f";

  /** As it stands on the record. */
  String label();

  /** To whose turn it is in a pool. */
  record OfPool(Pool pool) implements Target {
    @Override
    public String label() {
      return line(pool);
    }
  }

  /** To the first of these who can take it, in order of preference; never empty. */
  record OfReps(String label, List<String> repIds) implements Target {}

  /** To nobody: the lead lacks what the route asks for. */
  record OfNobody(String label, String why) implements Target {}

  /** The end of the lead's way. */
  record End(String label, LeadStatus status, DecisionKind kind, String reason) implements Target {}

  /** The line of those who wait for a member of the pool. */
  static String line(Pool pool) {
    return "pool:" + pool.id();
  }

  /** The line of those who wait for any of these reps, who are no pool. */
  static String line(List<String> repIds) {
    return REP + String.join(AND, repIds);
  }

  /** The reps whom a line waits for; empty when it waits for a pool. */
  static List<String> repsOf(String line) {
    return line.startsWith(REP) ? List.of(line.substring(REP.length()).split(AND)) : List.of();
  }

  /** What the route of this policy means for the lead. */
  static Target of(Route route, ScoredLead lead, Policy policy) {
    if (route instanceof Route.ToPool to) {
      return new OfPool(policy.pools().get(to.pool()));
    } else if (route instanceof Route.ByBand by) {
      return new OfPool(policy.pools().get(by.pools().get(lead.score().band())));
    } else if (route instanceof Route.ToRep to) {
      return new OfReps(REP + to.repId(), List.of(to.repId()));
    } else if (route instanceof Route.ToOwner to) {
      return owner(to.role(), lead);
    } else if (route instanceof Route.Reject reject) {
      return new End("reject", LeadStatus.REJECTED, DecisionKind.REJECTED, reject.reason());
    } else {
      return new End("nurture", LeadStatus.NURTURED, DecisionKind.NURTURED, "nurture");
    }
  }

  private static Target owner(String role, ScoredLead lead) {
    if (lead.account().isEmpty()) {
      return new OfNobody("owner:" + role, "no-account");
    }
    Account account = lead.account().get();
    List<String> owners =
        account.owners().stream()
            .filter(owner -> owner.role().equals(role))
            .map(AccountOwner::repId)
            .distinct()
            .toList();
    return owners.isEmpty()
        ? new OfNobody("owner:" + role, "no-owner")
        : new OfReps("owner:" + role, owners);
  }
}
