package io.leadrouter.domain;

import java.util.Map;

/**
 * How a group's reps stand at a moment, for people who watch it: whom it has, what they could still
 * take, and how evenly turns went.
 *
 * @param reps who is in the group, by the reason code of what keeps them from leads that are meant
 *     for them; {@link #ELIGIBLE}: nothing does
 * @param load open load, in capacity units, of those who are there and have a cap on it
 * @param capacity what these may hold at most
 * @param pools by id
 * @param gaps by rotation, of those in which turns decide: the largest difference in turns for
 *     their weight between two members who are alike: of the same pools, able to take leads of all
 *     of them now, with the same of what leads look for in a rep. It is counted in turns of the one
 *     with the least weight: 1 at most while nobody is owed any; 0 or more
 */
public record Workforce(
    Map<String, Integer> reps,
    long load,
    long capacity,
    Map<String, PoolStrength> pools,
    Map<String, Double> gaps) {

  /** State of those who can take a lead. */
  public static final String ELIGIBLE = "eligible";

  public Workforce {
    reps = Map.copyOf(reps);
    pools = Map.copyOf(pools);
    gaps = Map.copyOf(gaps);
  }

  /**
   * @param members how many reps belong to the pool
   * @param eligible how many of them can take a lead within caps
   */
  public record PoolStrength(int members, int eligible) {}
}
