package io.leadrouter.forecast;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * All that is counted in one dimension, by day. The same marks in whatever order give the same
 * figures, and what is taken away again was never there. Not thread-safe.
 */
public final class Figures {

  private final NavigableMap<Integer, Map<Cell, Long>> days = new TreeMap<>();

  /**
   * Counts.
   *
   * @param count below 0 takes away
   */
  public void add(Mark mark, long count) {
    Map<Cell, Long> cells = days.computeIfAbsent(mark.day(), day -> new HashMap<>());
    if (cells.merge(mark.cell(), count, Figures::sum) == null && cells.isEmpty()) {
      days.remove(mark.day());
    }
  }

  /** Null, which takes the entry away, for nothing. */
  static Long sum(long one, long other) {
    return one + other == 0 ? null : Long.valueOf(one + other);
  }

  /** Counts all of it. */
  public void add(FunnelChanges changes) {
    changes.marks().forEach(this::add);
  }

  /** The figures of some days. */
  Figures between(int from, int to) {
    Figures some = new Figures();
    some.days.putAll(days.subMap(from, true, to, true));
    return some;
  }

  /** How many there are of a measure, whatever their bin, size and label. */
  long count(Measure measure) {
    long[] sum = {0};
    each(measure, (mark, count) -> sum[0] += count);
    return sum[0];
  }

  /** Hands on every figure of a measure, days in their order. */
  void each(Measure measure, ObjLongConsumer<Mark> consumer) {
    days.forEach(
        (day, cells) ->
            cells.forEach(
                (cell, count) -> {
                  if (cell.measure() == measure) {
                    consumer.accept(new Mark(day, cell), count);
                  }
                }));
  }

  /** By day. */
  SortedMap<Integer, Map<Cell, Long>> days() {
    return days;
  }
}
