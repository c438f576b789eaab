package io.leadrouter.domain;

import java.util.Map;

/**
 * How a group's reps stand at a moment, for people who watch it: what they could still take, who
 * can take it, and how evenly turns went.
 *
 * @param load open load, in capacity units, of those who are there and have a cap on it
 * @param capacity what these may hold at most
 * @param pools by id: how many members there are of each state, which is the reason code of what
 *     keeps them from the pool's leads, or {@link #ELIGIBLE}
 * @param gaps by rotation, of those in which turns decide: the largest difference in turns for
 *     their weight between two members who are alike: of the same pools, able to take leads of all
 *     of them now, with the same of what leads look for in a rep. It is counted in turns of the one
 *     with the least weight: 1 at most while nobody is owed any; 0 or more
 */
public record Workforce(
    long load, long capacity, Map<String, Map<String, Integer>> pools, Map<String, Double> gaps) {

  /** State of those who can take a lead. */
  public static final String ELIGIBLE = "eligible";

  public Workforce {
    pools = Map.copyOf(pools);
    gaps = Map.copyOf(gaps);
  }
}
