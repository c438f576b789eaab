package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Route;
import java.util.List;

/**
 * The router chose a rep.
 *
 * @param rotation of the pool that the route leads to; empty: to reps of its own
 * @param specialist whether one rep alone could have taken it, of several with room in the pool,
 *     for what the route asks
 * @param candidates every rep who could have taken the lead, by what is on the record
 */
record Choosing(
    Replay replay,
    Decision decision,
    Route route,
    String rotation,
    List<String> candidates,
    boolean specialist,
    ScoredLead lead) {

  String chosen() {
    return decision.choice().repId();
  }

  boolean inTurn() {
    return !decision.choice().pool().isEmpty();
  }
}
