package io.leadrouter.policy.cel;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one subject in parts, and what is kept for each part. Immutable.
 *
 * @param <N> what is kept
 */
sealed interface Branches<N> {

  /** What is kept for the part that the value is in; null when nothing is. */
  N of(Comparable<?> value);

  /**
   * By single values: a table with open addressing. Hashes lie together, so that a value that is
   * not there, as most are not, is seldom compared with another.
   */
  final class ByValue<N> implements Branches<N> {

    private static final int FREE = 0;

    private final int[] hashes;
    private final Comparable<?>[] values;
    private final Object[] kept;

    ByValue(Map<Comparable<?>, N> byValue) {
      int size = Integer.highestOneBit(Math.max(1, byValue.size())) * 4;
      hashes = new int[size];
      values = new Comparable<?>[size];
      kept = new Object[size];
      byValue.forEach(
          (value, what) -> {
            int place = place(value, hash(value));
            hashes[place] = hash(value);
            values[place] = value;
            kept[place] = what;
          });
    }

    @Override
    @SuppressWarnings("unchecked")
    public N of(Comparable<?> value) {
      return (N) kept[place(value, hash(value))];
    }

    /** Where the value is, or could be. */
    private int place(Comparable<?> value, int hash) {
      int place = hash & hashes.length - 1;
      while (hashes[place] != FREE && !(hashes[place] == hash && values[place].equals(value))) {
        place = place + 1 & hashes.length - 1;
      }
      return place;
    }

    /** Spread over all bits, and never that of a free place. */
    private static int hash(Comparable<?> value) {
      int hash = value.hashCode() * 0x9E3779B9;
      hash ^= hash >>> 15;
      return hash == FREE ? 1 : hash;
    }
  }

  /** Between limits, in their order; the first part is below all of them. */
  final class ByRange<N> implements Branches<N> {

    private final Limit[] limits;

    /** In place of the limits, as far as they tell: numbers that lie together. */
    private final long[] keys;

    private final Object[] kept;

    ByRange(Limit[] limits, List<N> kept) {
      this.limits = limits;
      this.keys = Arrays.stream(limits).mapToLong(limit -> key(limit.value())).toArray();
      this.kept = kept.toArray();
    }

    @Override
    @SuppressWarnings("unchecked")
    public N of(Comparable<?> value) {
      return (N) kept[below(value)];
    }

    /** The number of limits below the value. */
    private int below(Comparable<?> value) {
      long key = key(value);
      int low = below(key);
      int high = low == keys.length || keys[low] != key ? low : limits.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (limits[middle].isBelow(value)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    /** How many keys are smaller. Without a branch, which no processor could foretell. */
    private int below(long key) {
      if (keys.length == 0) {
        return 0;
      }
      int low = 0;
      for (int left = keys.length; left > 1; left -= left >>> 1) {
        int half = left >>> 1;
        low = keys[low + half - 1] < key ? low + half : low;
      }
      return keys[low] < key ? low + 1 : low;
    }

    /** Of a smaller value never greater; of a text, its first four characters. */
    private static long key(Comparable<?> value) {
      if (value instanceof String text) {
        long key = 0;
        for (int i = 0; i < 4; i++) {
          key = key << Character.SIZE | (i < text.length() ? text.charAt(i) : 0);
        }
        return key ^ Long.MIN_VALUE;
      }
      if (value instanceof Double number) {
        long bits = Double.doubleToLongBits(number);
        return bits ^ bits >> Long.SIZE - 1 & Long.MAX_VALUE;
      }
      return value instanceof Long number ? number : 0;
    }
  }

  /** A place between values: right before one, or right after it. */
  record Limit(Comparable<?> value, boolean after) implements Comparable<Limit> {

    static Optional<Limit> lower(Range<Comparable<?>> range) {
      return range.hasLowerBound()
          ? Optional.of(new Limit(range.lowerEndpoint(), range.lowerBoundType() == BoundType.OPEN))
          : Optional.empty();
    }

    static Optional<Limit> upper(Range<Comparable<?>> range) {
      return range.hasUpperBound()
          ? Optional.of(
              new Limit(range.upperEndpoint(), range.upperBoundType() == BoundType.CLOSED))
          : Optional.empty();
    }

    boolean isBelow(Comparable<?> other) {
      int order = compare(value, other);
      return order < 0 || order == 0 && !after;
    }

    @Override
    public int compareTo(Limit other) {
      int order = compare(value, other.value);
      return order != 0 ? order : Boolean.compare(after, other.after);
    }

    /** Values of one subject are of one type. */
    @SuppressWarnings("unchecked")
    private static int compare(Comparable<?> one, Comparable<?> other) {
      return ((Comparable<Object>) one).compareTo(other);
    }
  }
}
