package io.leadrouter.policy.cel;

import com.google.common.collect.BoundType;
import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Sets of the values of a subject: of texts in the order of their UTF-16 units, of whole numbers,
 * of doubles, or of booleans.
 *
 * <p>Ranges of whole numbers are closed below and open above, so that one set is written in one
 * way. Figures of a lead are sums that begin with 0, or decimals: never NaN, nor a negative zero.
 */
final class Values {

  static final ImmutableRangeSet<Comparable<?>> ALL = ImmutableRangeSet.of(Range.all());
  static final ImmutableRangeSet<Comparable<?>> NONE = ImmutableRangeSet.of();
  private static final ImmutableRangeSet<Comparable<?>> BOTH = anyOf(List.of(false, true));

  private Values() {}

  static ImmutableRangeSet<Comparable<?>> only(Comparable<?> value) {
    return ImmutableRangeSet.of(point(value));
  }

  static ImmutableRangeSet<Comparable<?>> anyOf(Collection<? extends Comparable<?>> values) {
    return ImmutableRangeSet.unionOf(values.stream().map(Values::point).toList());
  }

  static ImmutableRangeSet<Comparable<?>> startingWith(String prefix) {
    int last = prefix.length() - 1;
    while (last >= 0 && prefix.charAt(last) == Character.MAX_VALUE) {
      last--;
    }
    if (last < 0) {
      return ImmutableRangeSet.of(Range.atLeast(prefix));
    }
    String next = prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
    return ImmutableRangeSet.of(Range.closedOpen(prefix, next));
  }

  static ImmutableRangeSet<Comparable<?>> below(Comparable<?> limit, boolean inclusive) {
    if (inclusive && limit instanceof Long number) {
      return number == Long.MAX_VALUE ? ALL : ImmutableRangeSet.of(Range.lessThan(number + 1));
    }
    return ImmutableRangeSet.of(inclusive ? Range.atMost(limit) : Range.lessThan(limit));
  }

  static ImmutableRangeSet<Comparable<?>> above(Comparable<?> limit, boolean inclusive) {
    if (!inclusive && limit instanceof Long number) {
      return number == Long.MAX_VALUE ? NONE : ImmutableRangeSet.of(Range.atLeast(number + 1));
    }
    return ImmutableRangeSet.of(inclusive ? Range.atLeast(limit) : Range.greaterThan(limit));
  }

  /** All but these. */
  static ImmutableRangeSet<Comparable<?>> not(ImmutableRangeSet<Comparable<?>> values) {
    if (values.equals(only(true))) {
      return only(false);
    }
    return values.equals(only(false)) ? only(true) : values.complement();
  }

  /** Whether no value is left out. */
  static boolean isAll(ImmutableRangeSet<Comparable<?>> values) {
    return values.encloses(Range.all()) || values.equals(BOTH);
  }

  /** The value of a range that has only one; empty for the others. */
  static Optional<Comparable<?>> onlyOne(Range<Comparable<?>> range) {
    if (!range.hasLowerBound() || !range.hasUpperBound()) {
      return Optional.empty();
    }
    Comparable<?> lower = range.lowerEndpoint();
    boolean one =
        lower instanceof Long number
            ? range.upperEndpoint().equals(number + 1)
            : range.lowerEndpoint().equals(range.upperEndpoint())
                && range.upperBoundType() == BoundType.CLOSED
                && range.lowerBoundType() == BoundType.CLOSED;
    return one ? Optional.of(lower) : Optional.empty();
  }

  /** One of them; empty where none is easily found. */
  static Optional<Comparable<?>> any(ImmutableRangeSet<Comparable<?>> values) {
    Range<Comparable<?>> range = values.asRanges().iterator().next();
    Comparable<?> found = null;
    if (range.hasLowerBound()) {
      found = range.lowerEndpoint();
      if (range.lowerBoundType() == BoundType.OPEN) {
        found = after(found);
      }
    } else if (range.hasUpperBound()) {
      found = range.upperEndpoint();
      if (range.upperBoundType() == BoundType.OPEN) {
        found = before(found);
      }
    }
    return found != null && range.contains(found) ? Optional.of(found) : Optional.empty();
  }

  private static Comparable<?> after(Comparable<?> value) {
    if (value instanceof Double number) {
      return Math.nextUp(number);
    }
    return value instanceof String text ? text + Character.MIN_VALUE : value;
  }

  private static Comparable<?> before(Comparable<?> value) {
    if (value instanceof Long number) {
      return number - 1;
    }
    if (value instanceof Double number) {
      return Math.nextDown(number);
    }
    return value instanceof String ? "" : value;
  }

  private static Range<Comparable<?>> point(Comparable<?> value) {
    if (value instanceof Long number) {
      return number == Long.MAX_VALUE
          ? Range.atLeast(number)
          : Range.closedOpen(number, number + 1);
    }
    return Range.singleton(value);
  }
}
