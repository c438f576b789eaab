package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a pool has for a lead.
 *
 * @param selected who gets the lead; empty: nobody can take it
 * @param candidates some of those who could: the selected one, then others by place
 * @param eligible how many could; where the lead is choosy, of those looked at
 * @param excluded how many could not, by reason; likewise
 */
record Pick(
    Optional<Strategy.Selection> selected,
    List<Candidate> candidates,
    int eligible,
    Map<String, Integer> excluded) {}
