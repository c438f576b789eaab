package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a lead stands on its rule's routes.
 *
 * @param ruleId empty before a rule matched
 * @param route index of the present route
 * @param since when the present route began
 * @param until when to go on to the next route; empty: no limit
 * @param waitingSince since when the lead waits, over all its routes; empty: it does not
 * @param line the line it waits in; empty: none
 * @param rank its place in that line, higher first, in millionths of a point
 * @param referral for whom it has come to the group at this route
 */
public record Step(
    String ruleId,
    int route,
    Instant since,
    Optional<Instant> until,
    Optional<Instant> waitingSince,
    String line,
    long rank,
    Referral referral) {

  /**
   * At the same route until then.
   *
   * @param until empty: however long it takes
   */
  public Step withEnd(Optional<Instant> until) {
    return new Step(ruleId, route, since, until, waitingSince, line, rank, referral);
  }

  /** At the same route, when these have been asked, and whoever it came for in their place. */
  public Step after(List<String> repIds) {
    return referral.of(repIds).equals(Referral.NONE) ? this : withReferral(Referral.NONE);
  }

  /** At the same route, for somebody else. */
  public Step withReferral(Referral referral) {
    return new Step(ruleId, route, since, until, waitingSince, line, rank, referral);
  }

  /** Where the lead got to; it waits for nothing there. */
  public Step ended() {
    return new Step(ruleId, route, since, Optional.empty(), Optional.empty(), "", 0, Referral.NONE);
  }
}
