package io.leadrouter.routing;

import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a group has stored, in memory, and desks opened on it. */
final class Branch {

  final String name;
  final Map<String, OpenLead> leads = new LinkedHashMap<>();
  final Map<String, RepSeat> seats = new TreeMap<>();
  final Map<String, PoolTally> tallies = new TreeMap<>();
  GroupState state = GroupState.NEW;
  Optional<Policy> policy = Optional.empty();

  Branch(String name) {
    this.name = name;
  }

  /** A copy that later changes leave as it is. */
  Branch copy() {
    Branch copy = new Branch(name);
    copy.leads.putAll(leads);
    copy.seats.putAll(seats);
    copy.tallies.putAll(tallies);
    copy.state = state;
    copy.policy = policy;
    return copy;
  }

  void write(Verdict verdict) {
    leads.putAll(verdict.leads());
    verdict.seats().forEach(seat -> seats.put(seat.repId(), seat));
    verdict.tallies().forEach(this::write);
    state = verdict.group().orElse(state);
  }

  private void write(PoolTally tally) {
    if (tally.isEmpty()) {
      tallies.remove(tally.pool());
    } else {
      tallies.put(tally.pool(), tally);
    }
  }

  /**
   * Opens a desk on what is stored.
   *
   * @param believed the policy, as the desk is made to read it
   * @param forged what the desk is made to believe of each seat
   */
  Desk open(RepDirectory directory, Optional<Policy> believed, UnaryOperator<RepSeat> forged) {
    List<OpenLead> open =
        leads.values().stream()
            .filter(
                lead -> lead.status() == LeadStatus.WAITING || lead.status() == LeadStatus.ASSIGNED)
            .toList();
    return Desk.open(
        name,
        state,
        seats.values().stream().map(forged).toList(),
        tallies.values(),
        open,
        believed,
        leadId -> Optional.ofNullable(leads.get(leadId)),
        directory);
  }
}
