package io.leadrouter.policy;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Rep;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The reps of a group that a rule routes to. Immutable. */
public final class Pool {

  private final String id;
  private final String description;
  private final String group;
  private final Members members;
  private final Turns turns;
  private final Limits limits;
  private final Sla sla;
  private final Line line;

  Pool(
      String id,
      String description,
      String group,
      Members members,
      Turns turns,
      Limits limits,
      Sla sla,
      Line line) {
    this.id = id;
    this.description = description;
    this.group = group;
    this.members = members;
    this.turns = turns;
    this.limits = limits;
    this.sla = sla;
    this.line = line;
  }

  /**
   * How turns are taken.
   *
   * @param weights by rep, for those who have another weight here than their own
   */
  record Turns(
      Strategy strategy,
      String rotation,
      Map<String, Integer> weights,
      SpecialistTurns specialist) {

    Turns {
      weights = new TreeMap<>(weights);
    }
  }

  /**
   * When and how much its members take.
   *
   * @param together whatever each of them may
   */
  record Limits(
      Caps caps, OptionalInt maxUnaccepted, PoolCaps together, Optional<Calendar> hours) {}

  /**
   * How soon its members do something with what they get.
   *
   * @param warnBefore empty: nobody is warned
   */
  record Sla(Stay acceptWithin, Stay firstTouchWithin, Optional<WarnBefore> warnBefore) {}

  /**
   * What becomes of leads for which nobody is eligible.
   *
   * @param overflow the pool they go on to; empty: none
   */
  record Line(Optional<Duration> waitFor, Optional<String> overflow, double ageingPerHour) {}

  public String id() {
    return id;
  }

  /** Empty when there is none. */
  String description() {
    return description;
  }

  /** The group whose reps the pool is made of. */
  public String group() {
    return group;
  }

  Members members() {
    return members;
  }

  public Strategy strategy() {
    return turns.strategy();
  }

  /**
   * The order of turns that the pool takes part in: its own, or one that it shares with pools of
   * the same group and strategy.
   */
  public String rotation() {
    return turns.rotation();
  }

  /** The rep's share of turns relative to the other members'; positive. */
  public int weight(Rep rep) {
    return strategy() == Strategy.WEIGHTED_ROUND_ROBIN
        ? turns.weights().getOrDefault(rep.repId(), rep.weight())
        : 1;
  }

  /** What a lead costs that one member alone can take, because of what it asks for. */
  public SpecialistTurns specialistTurns() {
    return turns.specialist();
  }

  Map<String, Integer> weights() {
    return turns.weights();
  }

  /** The most that a member may have who has no cap of its own. */
  public Caps caps() {
    return limits.caps();
  }

  /**
   * The most leads that a member may hold unaccepted who has no such cap of its own; empty: any
   * number.
   */
  public OptionalInt maxUnaccepted() {
    return limits.maxUnaccepted();
  }

  /** The most that all members may have together of what comes from the pool. */
  public PoolCaps poolCaps() {
    return limits.together();
  }

  /** How long a member has to accept a lead before it is taken back; without a wait: no limit. */
  public Stay acceptWithin() {
    return sla.acceptWithin();
  }

  /** How long a member has to contact the person; without a wait: no limit. */
  public Stay firstTouchWithin() {
    return sla.firstTouchWithin();
  }

  /** How long before the end of either it is said that time runs out; empty: it is not. */
  public Optional<WarnBefore> warnBefore() {
    return sla.warnBefore();
  }

  /** When the pool gives leads; empty: always. A member's own hours narrow it further. */
  public Optional<Calendar> hours() {
    return limits.hours();
  }

  Line line() {
    return line;
  }

  /** Points that a waiting lead gains on one that came an hour later. */
  public double ageingPerHour() {
    return line.ageingPerHour();
  }

  /**
   * Whether the rep is in the pool: of its group, and as {@code members} says. Whether the rep can
   * take a lead now is another question. Never throws: a rep for whom the condition cannot be
   * evaluated is not in the pool.
   */
  public boolean admits(Rep rep) {
    return rep.group().equals(group) && members.include(rep);
  }

  @Override
  public String toString() {
    return "Pool[" + id + " of " + group + "]";
  }
}
