package io.leadrouter.policy.cel;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one subject in parts, and what is kept for each part. Asking for a value's part
 * costs a look into a table where every set is of single values, and a binary search otherwise.
 *
 * @param <N> what is kept
 */
sealed interface Branches<N> {

  /** What is kept for the part of the value; null when nothing is. */
  N of(Comparable<?> value);

  /** By single values. */
  record ByValue<N>(Map<Comparable<?>, N> kept) implements Branches<N> {

    @Override
    public N of(Comparable<?> value) {
      return kept.get(value);
    }
  }

  /** Between limits, in their order; the first part is below all of them. */
  record ByRange<N>(Limit[] limits, List<N> kept) implements Branches<N> {

    @Override
    public N of(Comparable<?> value) {
      int low = 0;
      int high = limits.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (limits[middle].isBelow(value)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return kept.get(low);
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
