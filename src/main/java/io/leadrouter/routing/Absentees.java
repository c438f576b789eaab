package io.leadrouter.routing;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many members of a pool cannot take a lead now, by reason. Every decision asks, and few make
 * it another answer. Not thread-safe.
 */
final class Absentees {

  private final Map<Obstacle, Integer> counts = new EnumMap<>(Obstacle.class);

  /** Empty: it has changed since. */
  private Optional<Map<String, Integer>> answer = Optional.empty();

  void add(Obstacle why) {
    counts.merge(why, 1, Integer::sum);
    answer = Optional.empty();
  }

  void remove(Obstacle why) {
    counts.computeIfPresent(why, (any, count) -> count == 1 ? null : count - 1);
    answer = Optional.empty();
  }

  /** All of them, by the record's words for it; never changed itself. */
  Map<String, Integer> byReason() {
    if (answer.isEmpty()) {
      answer = Optional.of(byReason(true));
    }
    return answer.get();
  }

  /** Those who are not there at all, likewise. */
  Map<String, Integer> awayByReason() {
    return byReason(false);
  }

  private Map<String, Integer> byReason(boolean full) {
    Map<String, Integer> byReason = new HashMap<>();
    counts.forEach(
        (why, count) -> {
          if (full || why.away()) {
            byReason.put(why.code(), count);
          }
        });
    return Map.copyOf(byReason);
  }
}
