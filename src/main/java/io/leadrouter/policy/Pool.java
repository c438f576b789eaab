package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import java.util.OptionalInt;

/** The reps of a group that a rule routes to. Immutable. */
public final class Pool {

  private final String id;
  private final String group;
  private final Members members;
  private final Strategy strategy;
  private final String rotation;
  private final OptionalInt openLeads;
  private final double ageingPerHour;

  Pool(
      String id,
      String group,
      Members members,
      Strategy strategy,
      String rotation,
      OptionalInt openLeads,
      double ageingPerHour) {
    this.id = id;
    this.group = group;
    this.members = members;
    this.strategy = strategy;
    this.rotation = rotation;
    this.openLeads = openLeads;
    this.ageingPerHour = ageingPerHour;
  }

  public String id() {
    return id;
  }

  /** The group whose reps the pool is made of. */
  public String group() {
    return group;
  }

  public Strategy strategy() {
    return strategy;
  }

  /**
   * The order of turns that the pool takes part in: its own, or one that it shares with pools of
   * the same group and strategy.
   */
  public String rotation() {
    return rotation;
  }

  /** The most open leads of a member who has no cap of its own; empty is no limit. */
  public OptionalInt openLeads() {
    return openLeads;
  }

  /** Points that a waiting lead gains on one that came an hour later. */
  public double ageingPerHour() {
    return ageingPerHour;
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
