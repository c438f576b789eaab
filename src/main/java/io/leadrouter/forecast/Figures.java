package io.leadrouter.forecast;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/**
 * All that is counted in one dimension, by day. The same marks in whatever order give the same
 * figures, and what is taken away again was never there. Not thread-safe.
 */
public final class Figures {

  /** By measure: most of a day's figures are asked for seldom, and some very often. */
  private static final class Day {
    private final Map<Measure, Map<Cell, Long>> byMeasure = new EnumMap<>(Measure.class);

    void add(Cell cell, long count) {
      Map<Cell, Long> cells = byMeasure.computeIfAbsent(cell.measure(), measure -> new HashMap<>());
      if (cells.merge(cell, count, Figures::sum) == null && cells.isEmpty()) {
        byMeasure.remove(cell.measure());
      }
    }

    Map<Cell, Long> cells(Measure measure) {
      return byMeasure.getOrDefault(measure, Map.of());
    }
  }

  private final NavigableMap<Integer, Day> days = new TreeMap<>();

  /**
   * Counts.
   *
   * @param count below 0 takes away
   */
  public void add(Mark mark, long count) {
    Day day = days.computeIfAbsent(mark.day(), any -> new Day());
    day.add(mark.cell(), count);
    if (day.byMeasure.isEmpty()) {
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
    long sum = 0;
    for (Day day : days.values()) {
      for (long count : day.cells(measure).values()) {
        sum += count;
      }
    }
    return sum;
  }

  /** Hands on every figure of a measure, days in their order. */
  void each(Measure measure, ObjLongConsumer<Mark> consumer) {
    days.forEach(
        (number, day) ->
            day.cells(measure)
                .forEach((cell, count) -> consumer.accept(new Mark(number, cell), count)));
  }

  /** The days of which anything was counted, in their order. */
  Set<Integer> days() {
    return days.keySet();
  }

  /** The figures of a measure on a day. */
  Map<Cell, Long> on(int day, Measure measure) {
    return days.containsKey(day) ? days.get(day).cells(measure) : Map.of();
  }
}
