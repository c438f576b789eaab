package io.leadrouter.routing;

import io.leadrouter.domain.ScoredLead;
import java.util.Iterator;

/**
 * How a pool picks one of those who can take a lead. It may go by all that a {@link Member} tells
 * (its tag in the rotation, its load, capacity and room, its last assignment, its data) and by the
 * lead; it keeps nothing itself, so that the same state gives the same decisions.
 *
 * <p>Whoever a strategy picks pays for the turn, also where the strategy does not ask for tags: so
 * the ledger says who had how many turns, and a pool may change its strategy at any time.
 */
interface Strategy {

  /** Smallest tag first. */
  Strategy IN_TURN = new InTurn();

  /** Smallest load for what it can hold first. */
  Strategy LEAST_LOADED = new LeastLoaded();

  /** The one of that name in a policy. */
  static Strategy of(io.leadrouter.policy.Strategy named) {
    return switch (named) {
      case ROUND_ROBIN, WEIGHTED_ROUND_ROBIN -> IN_TURN;
      case LEAST_LOADED -> LEAST_LOADED;
    };
  }

  /** Where the member stands now, whatever the lead. */
  Place place(Member member);

  /**
   * Who gets the lead; unless a strategy says otherwise, the first.
   *
   * @param candidates all who could take it, at least one, by place. Each is looked for when it is
   *     asked for: a strategy that compares a few costs what a few cost, in however large a pool
   */
  default Selection select(Iterator<Member> candidates, ScoredLead lead) {
    return new Selection(candidates.next(), 1);
  }

  /**
   * Who was selected.
   *
   * @param propensity probability with which it was this one; 1 unless dice were thrown
   */
  record Selection(Member member, double propensity) {}
}
