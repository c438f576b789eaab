package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Strategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Follows a group's decisions one by one, by its own reading of the rules: who holds what, who may
 * take a lead, and what tags the ledger gives. Shares nothing with the engine but the words of the
 * domain and the policy.
 */
final class Replay {

  private final String group;
  private final Collection<Guarantee> guarantees;
  private final Map<String, RepSeat> seats = new TreeMap<>();
  private final Map<String, Integer> loads = new HashMap<>();
  private final Map<String, String> holders = new HashMap<>();
  private final Map<String, Integer> units = new HashMap<>();
  private final Map<String, Integer> cycles = new HashMap<>();
  private final Map<String, List<String>> previous = new HashMap<>();

  /** By rotation, then by rep; what the ledger says since the group began. */
  private final Map<String, Map<String, Long>> tags;

  private final Map<String, Long> virtualTimes;
  private Optional<Policy> policy;

  Replay(
      Branch before,
      Map<String, Map<String, Long>> tags,
      Map<String, Long> virtualTimes,
      Collection<Guarantee> guarantees) {
    group = before.name;
    policy = before.policy;
    this.tags = tags;
    this.virtualTimes = virtualTimes;
    this.guarantees = guarantees;
    before.seats.values().forEach(this::seat);
    before.leads.values().forEach(this::know);
  }

  String group() {
    return group;
  }

  int load(String repId) {
    return loads.getOrDefault(repId, 0);
  }

  Map<String, Map<String, Long>> tags() {
    return tags;
  }

  long tag(String rotation, String repId) {
    return tags.getOrDefault(rotation, Map.of()).getOrDefault(repId, 0L);
  }

  Map<String, Long> virtualTimes() {
    return virtualTimes;
  }

  /** What a turn costs the rep there. */
  long charge(String rotation, String repId) {
    Pool pool =
        policy.orElseThrow().pools().values().stream()
            .filter(any -> any.group().equals(group) && any.rotation().equals(rotation))
            .findFirst()
            .orElseThrow();
    Rep rep = seats.get(repId).rep().orElseThrow();
    return Rotation.TURN / (pool.strategy() == Strategy.WEIGHTED_ROUND_ROBIN ? rep.weight() : 1);
  }

  void follow(Optional<Command> command, Verdict verdict, Optional<Policy> policyAfter) {
    Map<String, RepSeat> changed = new HashMap<>();
    verdict.seats().forEach(seat -> changed.put(seat.repId(), seat));
    if (command.isPresent() && command.get() instanceof Command.LeadHandedOver handed) {
      know(handed.lead().withStatus(LeadStatus.WAITING));
    }
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Decided decided) {
        follow(decided.decision(), command, changed, policyAfter);
      }
    }
    changed.values().forEach(this::data);
  }

  private void follow(
      Decision decision,
      Optional<Command> command,
      Map<String, RepSeat> changed,
      Optional<Policy> policyAfter) {
    String leadId = decision.leadId();
    Integer cycle = cycles.put(leadId, decision.cycle());
    if (cycle != null && cycle != decision.cycle()) {
      previous.remove(leadId);
    }
    switch (decision.kind()) {
      case POLICY_ACTIVATED -> {
        policy = policyAfter;
        // A rotation that no pool has any more is forgotten.
        List<String> rotations =
            policyAfter.orElseThrow().pools().values().stream()
                .filter(pool -> pool.group().equals(group))
                .map(Pool::rotation)
                .toList();
        virtualTimes.keySet().retainAll(rotations);
        tags.keySet().retainAll(rotations);
      }
      case REP_JOINED, REP_CHANGED, REP_LEFT -> staff(decision, command.orElseThrow(), changed);
      case REVOKED -> {
        previous.computeIfAbsent(leadId, id -> new ArrayList<>()).add(holders.get(leadId));
        release(leadId);
      }
      case CLOSED, SUPPRESSED, ERASED, HANDED_OVER -> release(leadId);
      case REOPENED -> hold(decision);
      case ASSIGNED -> {
        if (!decision.choice().strategy().isEmpty()) {
          chosen(decision);
        }
        release(leadId);
        hold(decision);
      }
      default -> {}
    }
    for (LedgerEntry entry : decision.ledger()) {
      guarantees.forEach(guarantee -> guarantee.entered(this, entry));
      tags.computeIfAbsent(entry.rotation(), name -> new TreeMap<>())
          .put(entry.repId(), entry.after());
      virtualTimes.put(entry.rotation(), entry.virtualTime());
    }
  }

  private void chosen(Decision decision) {
    String poolId = decision.choice().pool();
    List<String> had = previous.getOrDefault(decision.leadId(), List.of());
    List<String> candidates;
    String rotation = "";
    if (poolId.isEmpty()) {
      String repId = decision.choice().repId();
      candidates =
          mayTake(repId, OptionalInt.empty()) && !had.contains(repId) ? List.of(repId) : List.of();
    } else {
      Pool pool = policy.orElseThrow().pools().get(poolId);
      rotation = pool.rotation();
      candidates = seats.keySet().stream().filter(rep -> couldTake(pool, rep, had)).toList();
    }
    Choosing choosing = new Choosing(this, decision, rotation, candidates);
    guarantees.forEach(guarantee -> guarantee.chose(choosing));
  }

  /** Whether the rep could take a lead of this pool now, had it not been the lead's before. */
  boolean couldTake(Pool pool, String repId, Collection<String> had) {
    RepSeat seat = seats.get(repId);
    return seat != null
        && !had.contains(repId)
        && seat.rep().filter(pool::admits).isPresent()
        && mayTake(repId, pool.caps().openLeads());
  }

  /** Whether the rep may be given a lead now. */
  boolean mayTake(String repId, OptionalInt defaultCap) {
    RepSeat seat = seats.get(repId);
    if (seat == null || seat.presence() != Presence.HERE || seat.rep().isEmpty()) {
      return false;
    }
    Rep rep = seat.rep().get();
    OptionalInt own = rep.caps().openLeads();
    OptionalInt cap = own.isPresent() ? own : defaultCap;
    return rep.status() == RepStatus.ACTIVE
        && (cap.isEmpty() || load(rep.repId()) < cap.getAsInt());
  }

  private void staff(Decision decision, Command command, Map<String, RepSeat> changed) {
    String repId = decision.choice().repId();
    RepSeat before = seats.get(repId);
    if (command instanceof Command.RoomChanged room) {
      loads.merge(repId, room.units(), Integer::sum);
    } else if (command instanceof Command.RepHandedOver handed
        && handed.rep().repId().equals(repId)) {
      boolean expected = before != null && before.presence() == Presence.EXPECTED;
      loads.put(repId, handed.load() + (expected ? load(repId) : 0));
    }
    RepSeat after = changed.get(repId);
    data(after);
    if (after.presence() == Presence.MOVED) {
      loads.put(repId, 0);
    }
  }

  private void seat(RepSeat seat) {
    loads.put(seat.repId(), seat.load());
    data(seat);
  }

  private void data(RepSeat seat) {
    seats.put(seat.repId(), seat);
  }

  private void know(OpenLead lead) {
    cycles.put(lead.leadId(), lead.cycle());
    previous.put(lead.leadId(), new ArrayList<>(lead.previousReps()));
    if (lead.status() == LeadStatus.ASSIGNED) {
      holders.put(lead.leadId(), lead.holding().repId());
      units.put(lead.leadId(), lead.holding().units());
    }
  }

  private void hold(Decision decision) {
    String repId = decision.choice().repId();
    RepSeat seat = seats.get(repId);
    boolean byHand = decision.choice().strategy().isEmpty();
    boolean counted =
        seat != null
            && seat.presence() != Presence.MOVED
            && (seat.rep().isPresent() || (!byHand || decision.reason().equals("reopened")));
    holders.put(decision.leadId(), repId);
    units.put(decision.leadId(), counted && !decision.test() ? 1 : 0);
    loads.merge(repId, units.get(decision.leadId()), Integer::sum);
  }

  private void release(String leadId) {
    String holder = holders.remove(leadId);
    Integer held = units.remove(leadId);
    if (holder != null && held > 0 && seats.containsKey(holder)) {
      if (seats.get(holder).presence() != Presence.MOVED) {
        loads.merge(holder, -held, Integer::sum);
      }
    }
  }
}
