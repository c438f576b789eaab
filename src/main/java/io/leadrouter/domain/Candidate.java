package io.leadrouter.domain;

import java.util.OptionalInt;

/**
 * A rep who could take a lead, as it stood before the decision.
 *
 * @param tag virtual time
 * @param load open leads
 * @param room what was left under every cap; empty: no cap
 */
public record Candidate(String repId, long tag, int load, OptionalInt room) {}
