package io.leadrouter.forecast;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * By how much the counts of one dimension change. Immutable.
 *
 * @param asOf the latest that was heard of
 */
public record FunnelChanges(Instant asOf, Map<Mark, Long> marks) {

  public static final FunnelChanges NONE = new FunnelChanges(Instant.EPOCH, Map.of());

  public FunnelChanges {
    marks = Map.copyOf(marks);
  }

  /** Both together. */
  public FunnelChanges and(FunnelChanges more) {
    Map<Mark, Long> sum = new HashMap<>(marks);
    more.marks.forEach((mark, count) -> sum.merge(mark, count, Figures::sum));
    return new FunnelChanges(more.asOf.isAfter(asOf) ? more.asOf : asOf, sum);
  }

  /** The same, by day. */
  public Map<Integer, FunnelChanges> byDay() {
    Map<Integer, Map<Mark, Long>> days = new TreeMap<>();
    marks.forEach(
        (mark, count) -> days.computeIfAbsent(mark.day(), day -> new HashMap<>()).put(mark, count));
    Map<Integer, FunnelChanges> changes = new TreeMap<>();
    days.forEach((day, some) -> changes.put(day, new FunnelChanges(asOf, some)));
    return changes;
  }

  /** Whether a window's counts change, and not only what is open. */
  public boolean changeWindows() {
    return marks.keySet().stream().anyMatch(mark -> mark.cell().measure().isOfWindow());
  }
}
