package io.leadrouter.policy.cel;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values of one subject in parts, and what is kept for each part.
 *
 * @param <N> what is kept
 */
sealed interface Branches<N> {

  /** By single values. */
  record ByValue<N>(Map<Comparable<?>, N> kept) implements Branches<N> {}

  /** Between limits, in their order; the first part is below all of them. */
  record ByRange<N>(Limit[] limits, List<N> kept) implements Branches<N> {}

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
