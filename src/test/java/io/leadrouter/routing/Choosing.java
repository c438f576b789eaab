package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import java.util.List;

/**
 * The router chose a rep.
 *
 * @param candidates every rep who could have taken the lead, by what is on the record
 */
record Choosing(Replay replay, Decision decision, String rotation, List<String> candidates) {

  String chosen() {
    return decision.choice().repId();
  }

  boolean inTurn() {
    return !decision.choice().pool().isEmpty();
  }
}
