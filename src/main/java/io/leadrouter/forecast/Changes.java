package io.leadrouter.forecast;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** By how much counts change, by dimension. Not thread-safe. */
public final class Changes {

  private final Map<String, Map<Mark, Long>> byDimension = new TreeMap<>();

  void add(Dimension dimension, Mark mark, long count) {
    Map<Mark, Long> marks = byDimension.computeIfAbsent(dimension.key(), any -> new HashMap<>());
    marks.merge(mark, count, Figures::sum);
    if (marks.isEmpty()) {
      byDimension.remove(dimension.key());
    }
  }

  void addAll(Changes changes, int times) {
    changes.byDimension.forEach(
        (key, marks) ->
            marks.forEach((mark, count) -> add(Dimension.of(key), mark, times * count)));
  }

  /**
   * By the dimensions' keys, in their order; no count is 0.
   *
   * @param asOf of when they are
   */
  public Map<String, FunnelChanges> byDimension(Instant asOf) {
    Map<String, FunnelChanges> changes = new TreeMap<>();
    byDimension.forEach((key, marks) -> changes.put(key, new FunnelChanges(asOf, marks)));
    return changes;
  }
}
