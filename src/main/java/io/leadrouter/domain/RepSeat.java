package io.leadrouter.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a group knows of a rep.
 *
 * @param rep the latest data; empty: removed
 * @param moves group changes of the rep so far
 * @param version counts the rep's changes
 * @param movedTo where to forward; empty unless MOVED
 * @param load open leads in capacity units
 * @param unaccepted leads among them that it has neither accepted nor worked on
 * @param counts up to {@code lastAssignedAt}
 * @param refunds returned leads that it was given back; empty: none yet
 * @param credit turns it is owed; empty: none
 * @param silence beside what it holds
 * @param tags virtual time by rotation
 * @param lastTurns the group's sequence at the last turn, by rotation
 * @param turnsAhead that it had more than a newcomer before it was known, by rotation; until it
 *     first joins that
 * @param passesOn whether what it holds is being passed on
 * @param formerGroups the rep was in, which may be homes of leads that it holds
 * @param asksAgain whether leads that wait for it are being placed again
 */
public record RepSeat(
    String repId,
    Optional<Rep> rep,
    int moves,
    long version,
    Presence presence,
    String movedTo,
    int load,
    int unaccepted,
    Optional<Instant> lastAssignedAt,
    LeadCounts counts,
    Optional<RefundCount> refunds,
    Optional<Credit> credit,
    Silence silence,
    Map<String, Long> tags,
    Map<String, Long> lastTurns,
    Map<String, Integer> turnsAhead,
    boolean passesOn,
    boolean asksAgain,
    Set<String> formerGroups) {

  public RepSeat {
    tags = Map.copyOf(tags);
    lastTurns = Map.copyOf(lastTurns);
    turnsAhead = Map.copyOf(turnsAhead);
    formerGroups = Set.copyOf(formerGroups);
  }
}
