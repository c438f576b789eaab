package io.leadrouter.policy.cel;

import com.google.common.collect.ImmutableRangeSet;
import com.google.common.collect.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A conjunction: every subject has a value, and that is one of a set. A lead of which a value
 * cannot be read is in no box that asks for it.
 *
 * @param sides by subject, none of them empty
 */
record Box(Map<Subject, ImmutableRangeSet<Comparable<?>>> sides) {

  /** Every lead is in it. */
  static final Box ANY = new Box(Map.of());

  static Box of(Subject subject, ImmutableRangeSet<Comparable<?>> values) {
    return subject.always() && Values.isAll(values) ? ANY : new Box(Map.of(subject, values));
  }

  Set<Subject> subjects() {
    return sides.keySet();
  }

  /** What is in both; empty when nothing is. */
  Optional<Box> and(Box other) {
    Map<Subject, ImmutableRangeSet<Comparable<?>>> both = new LinkedHashMap<>(sides);
    for (var side : other.sides.entrySet()) {
      ImmutableRangeSet<Comparable<?>> mine = both.get(side.getKey());
      ImmutableRangeSet<Comparable<?>> common =
          mine == null ? side.getValue() : mine.intersection(side.getValue());
      if (common.isEmpty()) {
        return Optional.empty();
      }
      both.put(side.getKey(), common);
    }
    return Optional.of(new Box(Collections.unmodifiableMap(both)));
  }

  /** The box of exactly what is in one or the other; empty when that is none. */
  Optional<Box> or(Box other) {
    if (encloses(other)) {
      return Optional.of(this);
    }
    if (other.encloses(this)) {
      return Optional.of(other);
    }
    if (!subjects().equals(other.subjects())) {
      return Optional.empty();
    }
    long different =
        sides.entrySet().stream()
            .filter(side -> !side.getValue().equals(other.sides.get(side.getKey())))
            .count();
    return different == 1 ? Optional.of(hull(other)) : Optional.empty();
  }

  /** A box of all that is in one or the other, and perhaps more. */
  Box hull(Box other) {
    Map<Subject, ImmutableRangeSet<Comparable<?>>> around = new LinkedHashMap<>();
    sides.forEach(
        (subject, mine) -> {
          ImmutableRangeSet<Comparable<?>> others = other.sides.get(subject);
          if (others != null) {
            ImmutableRangeSet<Comparable<?>> either = mine.union(others);
            if (!subject.always() || !Values.isAll(either)) {
              around.put(subject, either);
            }
          }
        });
    return new Box(Collections.unmodifiableMap(around));
  }

  /** Whether every lead that is in the other one is in this one. */
  boolean encloses(Box other) {
    for (var side : sides.entrySet()) {
      ImmutableRangeSet<Comparable<?>> others = other.sides.get(side.getKey());
      if (others == null || !side.getValue().enclosesAll(others)) {
        return false;
      }
    }
    return true;
  }

  /** With only some of its sides. */
  Box where(Predicate<Subject> subjects) {
    Map<Subject, ImmutableRangeSet<Comparable<?>>> some = new LinkedHashMap<>(sides);
    some.keySet().removeIf(subjects.negate());
    return new Box(Collections.unmodifiableMap(some));
  }

  /** With a range of values of the subject in place of its own. */
  Box with(Subject subject, Range<Comparable<?>> values) {
    Map<Subject, ImmutableRangeSet<Comparable<?>>> part = new LinkedHashMap<>(sides);
    part.put(subject, ImmutableRangeSet.of(values));
    return new Box(Collections.unmodifiableMap(part));
  }
}
