package io.leadrouter.routing;

import io.leadrouter.domain.Candidate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a pool has for a lead.
 *
 * @param next whose turn it is; empty: nobody can take the lead
 * @param candidates the first of those who could, best first
 * @param eligible how many could; where the lead is choosy, of those looked at
 * @param excluded how many could not, by reason; likewise
 */
record Pick(
    Optional<Ticket> next,
    List<Candidate> candidates,
    int eligible,
    Map<String, Integer> excluded) {}
