package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import io.leadrouter.policy.cel.Branches.ByRange;
import io.leadrouter.policy.cel.Branches.ByValue;
import io.leadrouter.policy.cel.Branches.Limit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Entries by the values of one subject that they are for. One that is for many of the values stands
 * aside, so that the parts hold at most {@value #MOST_COPIES} times as many entries as there are.
 */
final class Partition {

  private static final int MOST_COPIES = 4;

  private final Set<Integer> aside = new HashSet<>();
  private final Map<Comparable<?>, List<Integer>> byValue = new LinkedHashMap<>();
  private final List<List<Integer>> byRange = new ArrayList<>();
  private final boolean single;
  private Limit[] limits = {};

  /**
   * @param entries in their order
   * @param sets of the values that each of them is for
   */
  Partition(List<Integer> entries, List<ImmutableRangeSet<Comparable<?>>> sets) {
    single = sets.stream().allMatch(Partition::isSingleValues);
    if (single) {
      byValue(entries, sets);
    } else {
      byRange(entries, sets);
    }
  }

  private static boolean isSingleValues(ImmutableRangeSet<Comparable<?>> set) {
    return set.asRanges().stream().allMatch(range -> Values.onlyOne(range).isPresent());
  }

  private void byValue(List<Integer> entries, List<ImmutableRangeSet<Comparable<?>>> sets) {
    standAside(entries, sets.stream().map(set -> set.asRanges().size()).toList());
    for (int i = 0; i < entries.size(); i++) {
      int entry = entries.get(i);
      if (!aside.contains(entry)) {
        for (Range<Comparable<?>> range : sets.get(i).asRanges()) {
          byValue
              .computeIfAbsent(Values.onlyOne(range).orElseThrow(), value -> new ArrayList<>())
              .add(entry);
        }
      }
    }
  }

  private void byRange(List<Integer> entries, List<ImmutableRangeSet<Comparable<?>>> sets) {
    Set<Limit> all = new TreeSet<>();
    for (ImmutableRangeSet<Comparable<?>> set : sets) {
      for (Range<Comparable<?>> range : set.asRanges()) {
        Limit.lower(range).ifPresent(all::add);
        Limit.upper(range).ifPresent(all::add);
      }
    }
    limits = all.toArray(Limit[]::new);
    standAside(entries, sets.stream().map(this::width).toList());
    for (int part = 0; part <= limits.length; part++) {
      byRange.add(new ArrayList<>());
    }
    for (int i = 0; i < entries.size(); i++) {
      int entry = entries.get(i);
      if (!aside.contains(entry)) {
        for (Range<Comparable<?>> range : sets.get(i).asRanges()) {
          byRange.subList(first(range), last(range) + 1).forEach(part -> part.add(entry));
        }
      }
    }
  }

  private int width(ImmutableRangeSet<Comparable<?>> set) {
    return set.asRanges().stream().mapToInt(range -> last(range) - first(range) + 1).sum();
  }

  private int first(Range<Comparable<?>> range) {
    return Limit.lower(range).map(limit -> Arrays.binarySearch(limits, limit) + 1).orElse(0);
  }

  private int last(Range<Comparable<?>> range) {
    return Limit.upper(range)
        .map(limit -> Arrays.binarySearch(limits, limit))
        .orElse(limits.length);
  }

  private void standAside(List<Integer> entries, List<Integer> widths) {
    long copies = widths.stream().mapToLong(Integer::intValue).sum();
    List<Integer> widest = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      widest.add(i);
    }
    widest.sort(Comparator.comparing(widths::get, Comparator.reverseOrder()));
    for (int i = 0; copies > (long) MOST_COPIES * entries.size(); i++) {
      aside.add(entries.get(widest.get(i)));
      copies -= widths.get(widest.get(i));
    }
  }

  /** Whether the entry is in no part, whatever its set. */
  boolean leavesAside(int entry) {
    return aside.contains(entry);
  }

  int entries() {
    return parts().mapToInt(List::size).sum();
  }

  /** How many entries a value's part has, if values are as frequent as the entries for them. */
  double expected() {
    double squares = parts().mapToDouble(part -> (double) part.size() * part.size()).sum();
    return squares == 0 ? 0 : squares / entries();
  }

  private Stream<List<Integer>> parts() {
    return single ? byValue.values().stream() : byRange.stream();
  }

  /** With something made of each part in place of its entries; parts of the same share it. */
  <N> Branches<N> branches(Function<List<Integer>, Optional<N>> make) {
    Map<List<Integer>, Optional<N>> made = new HashMap<>();
    if (single) {
      Map<Comparable<?>, N> kept = new HashMap<>();
      byValue.forEach(
          (value, part) ->
              made.computeIfAbsent(part, make).ifPresent(node -> kept.put(value, node)));
      return new ByValue<>(kept);
    }
    List<N> kept = new ArrayList<>();
    for (List<Integer> part : byRange) {
      kept.add(part.isEmpty() ? null : made.computeIfAbsent(part, make).orElse(null));
    }
    return new ByRange<>(limits, kept);
  }
}
