package io.leadrouter.policy.cel;

import io.leadrouter.policy.cel.Branches.ByRange;
import io.leadrouter.policy.cel.Branches.ByValue;
import io.leadrouter.policy.cel.Branches.Limit;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The values of one subject as numbers, the same for all nodes of a tree: a text is hashed, or a
 * place between limits looked for, once for a lead, and each node asks for a number. Immutable.
 */
sealed interface Coding {

  /** Of a value that no node tells from others that it does not know, and of none at all. */
  int NONE = -1;

  int of(Comparable<?> value);

  /** The same branches, by number. */
  <N> Coded<N> code(Branches<N> branches);

  /** For all the nodes that ask for the subject. */
  static Coding of(Collection<? extends Branches<?>> asked) {
    if (asked.stream().allMatch(ByValue.class::isInstance)) {
      Map<Comparable<?>, Integer> codes = new HashMap<>();
      for (Branches<?> branches : asked) {
        ((ByValue<?>) branches).kept().keySet().forEach(v -> codes.putIfAbsent(v, codes.size()));
      }
      return Table.of(codes);
    }
    TreeSet<Limit> limits = new TreeSet<>();
    for (Branches<?> branches : asked) {
      if (branches instanceof ByRange<?> byRange) {
        limits.addAll(List.of(byRange.limits()));
      } else if (branches instanceof ByValue<?> byValue) {
        for (Comparable<?> value : byValue.kept().keySet()) {
          limits.add(new Limit(value, false));
          limits.add(value instanceof Long n ? new Limit(n + 1, false) : new Limit(value, true));
        }
      }
    }
    return new Scale(limits.toArray(Limit[]::new));
  }

  /**
   * Where only single values are asked for: a table with open addressing. Hashes lie together, so
   * that a value that is not there, as most are not, is seldom compared with another.
   */
  final class Table implements Coding {

    private static final int FREE = 0;

    private final int[] hashes;
    private final Comparable<?>[] values;
    private final int[] codes;

    private Table(int size) {
      hashes = new int[size];
      values = new Comparable<?>[size];
      codes = new int[size];
    }

    static Table of(Map<Comparable<?>, Integer> codes) {
      Table table = new Table(Integer.highestOneBit(Math.max(1, codes.size())) * 4);
      codes.forEach(
          (value, code) -> {
            int place = table.place(value, hash(value));
            table.hashes[place] = hash(value);
            table.values[place] = value;
            table.codes[place] = code;
          });
      return table;
    }

    @Override
    public int of(Comparable<?> value) {
      int place = place(value, hash(value));
      return hashes[place] == FREE ? NONE : codes[place];
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

    @Override
    public <N> Coded<N> code(Branches<N> branches) {
      return new Coded.ByCode<>(((ByValue<N>) branches).kept(), this);
    }
  }

  /** The number of limits below the value. */
  final class Scale implements Coding {

    private final Limit[] limits;

    /** In place of the limits, as far as they tell: numbers that lie together. */
    private final long[] keys;

    Scale(Limit[] limits) {
      this.limits = limits;
      this.keys = Arrays.stream(limits).mapToLong(limit -> key(limit.value())).toArray();
    }

    @Override
    public int of(Comparable<?> value) {
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

    @Override
    public <N> Coded<N> code(Branches<N> branches) {
      if (branches instanceof ByValue<N> byValue) {
        return new Coded.ByCode<>(byValue.kept(), this);
      }
      ByRange<N> byRange = (ByRange<N>) branches;
      int[] bounds =
          Arrays.stream(byRange.limits())
              .mapToInt(limit -> Arrays.binarySearch(limits, limit))
              .toArray();
      return new Coded.BetweenCodes<>(bounds, byRange.kept());
    }
  }
}
