package io.leadrouter.routing;

import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Step;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A lead in a line, as far as it has to be in memory.
 *
 * @param until when to go on to the next route; empty: it waits for ever
 * @param policyVersion the lead was matched with
 * @param previousReps who had it before in this cycle
 */
record Waiting(
    String leadId,
    String line,
    long rank,
    Instant since,
    Optional<Instant> until,
    int policyVersion,
    List<String> previousReps) {

  /** Best rank first, then first come; ids make the order total. */
  static final Comparator<Waiting> BEST_FIRST =
      (one, other) ->
          one.rank != other.rank ? Long.compare(other.rank, one.rank) : longestFirst(one, other);

  static final Comparator<Waiting> DUE_FIRST =
      Comparator.<Waiting, Instant>comparing(waiting -> waiting.until().orElse(Instant.MAX))
          .thenComparing(BEST_FIRST);

  static final Comparator<Waiting> LONGEST_FIRST = Waiting::longestFirst;

  private static int longestFirst(Waiting one, Waiting other) {
    int since = one.since.compareTo(other.since);
    return since != 0 ? since : one.leadId.compareTo(other.leadId);
  }

  /**
   * @param line the name that the lead's step has, shared by all of the line
   */
  static Waiting of(OpenLead lead, String line) {
    Step step = lead.step();
    return new Waiting(
        lead.leadId(),
        line,
        step.rank(),
        step.waitingSince().orElse(step.since()),
        step.until(),
        lead.lead().policyVersion(),
        lead.previousReps());
  }
}
