package io.leadrouter.policy.cel;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What is kept for the parts of a subject's values, by the number that {@link Coding} has for a
 * value. Immutable.
 *
 * @param <N> what is kept
 */
sealed interface Coded<N> {

  /** What is kept for the part of the value; null when nothing is. */
  N of(int code);

  /** A table with open addressing: neighbouring numbers lie in neighbouring places. */
  final class ByCode<N> implements Coded<N> {

    private static final int EMPTY = Integer.MIN_VALUE;

    private final int[] codes;
    private final Object[] kept;

    ByCode(Map<Comparable<?>, N> byValue, Coding coding) {
      int size = Integer.highestOneBit(Math.max(1, byValue.size())) * 4;
      codes = new int[size];
      kept = new Object[size];
      Arrays.fill(codes, EMPTY);
      byValue.forEach(
          (value, what) -> {
            int place = place(coding.of(value));
            codes[place] = coding.of(value);
            kept[place] = what;
          });
    }

    @Override
    @SuppressWarnings("unchecked")
    public N of(int code) {
      return (N) kept[place(code)];
    }

    /** Where the number is, or could be. */
    private int place(int code) {
      int place = code & codes.length - 1;
      while (codes[place] != code && codes[place] != EMPTY) {
        place = place + 1 & codes.length - 1;
      }
      return place;
    }
  }

  /** Between bounds, in their order; a number is behind the bounds that are smaller. */
  final class BetweenCodes<N> implements Coded<N> {

    private final int[] bounds;
    private final Object[] kept;

    BetweenCodes(int[] bounds, List<N> kept) {
      this.bounds = bounds;
      this.kept = kept.toArray();
    }

    @Override
    @SuppressWarnings("unchecked")
    public N of(int code) {
      int low = 0;
      int high = bounds.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (bounds[middle] < code) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return (N) kept[low];
    }
  }
}
