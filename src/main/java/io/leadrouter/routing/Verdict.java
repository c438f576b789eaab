package io.leadrouter.routing;

import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.RepSeat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came of a command: what to tell, and the records that changed. Outputs first, records last:
 * a record that is written while its output is lost would be a lost lead.
 *
 * @param leads by leadId, in the order of their first change; of one that is ERASED its id must not
 *     be kept
 * @param tallies of pools; an empty one is not to be kept
 * @param group present when the group's clock or counters changed
 */
public record Verdict(
    List<Output> outputs,
    Map<String, OpenLead> leads,
    List<RepSeat> seats,
    List<PoolTally> tallies,
    Optional<GroupState> group) {}
