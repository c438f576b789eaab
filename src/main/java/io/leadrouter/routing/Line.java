package io.leadrouter.routing;

import io.leadrouter.domain.ScoredLead;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Those who wait for the same, the best first. Whoever had the same reps before stands in one row:
 * where the first of a row can go to nobody, the others cannot either, and none of them is looked
 * at. Not thread-safe.
 */
final class Line {

  private final String name;
  private final Optional<String> pool;
  private final Optional<String> requirements;
  private final List<String> reps;
  private final Optional<ScoredLead> sample;
  private final Map<Set<String>, NavigableSet<Waiting>> rows = new HashMap<>();

  /** Each row by the first in it. */
  private final NavigableMap<Waiting, NavigableSet<Waiting>> byFirst =
      new TreeMap<>(Waiting.BEST_FIRST);

  /**
   * @param lead one that waits here: all look for the same
   */
  Line(String name, ScoredLead lead) {
    this.name = name;
    this.pool = LineName.pool(name);
    this.requirements = LineName.requirements(name);
    this.reps = LineName.repsOf(name);
    this.sample = requirements.map(any -> lead);
  }

  String name() {
    return name;
  }

  /** The pool that it waits for some of; empty: it waits for reps of its own, or for a time. */
  Optional<String> pool() {
    return pool;
  }

  /** The text of what it asks of the pool's members; empty: nothing. */
  Optional<String> requirements() {
    return requirements;
  }

  /** One lead, of which requirements can be asked; empty: there are none. */
  Optional<ScoredLead> sample() {
    return sample;
  }

  /** The reps that it waits for beside no pool. */
  List<String> reps() {
    return reps;
  }

  void add(Waiting waiting) {
    Set<String> had = Set.copyOf(waiting.previousReps());
    NavigableSet<Waiting> row = rows.computeIfAbsent(had, any -> new TreeSet<>(Waiting.BEST_FIRST));
    change(row, () -> row.add(waiting));
  }

  void remove(Waiting waiting) {
    Set<String> had = Set.copyOf(waiting.previousReps());
    NavigableSet<Waiting> row = rows.get(had);
    change(row, () -> row.remove(waiting));
    if (row.isEmpty()) {
      rows.remove(had);
    }
  }

  private void change(NavigableSet<Waiting> row, Runnable change) {
    Waiting before = row.isEmpty() ? null : row.first();
    change.run();
    Waiting after = row.isEmpty() ? null : row.first();
    if (before != after) {
      if (before != null) {
        byFirst.remove(before);
      }
      if (after != null) {
        byFirst.put(after, row);
      }
    }
  }

  boolean isEmpty() {
    return byFirst.isEmpty();
  }

  /**
   * The best of those who can be served.
   *
   * @param servable by whom it had before
   */
  Optional<Waiting> first(Predicate<List<String>> servable) {
    return byFirst.keySet().stream()
        .filter(first -> servable.test(first.previousReps()))
        .findFirst();
  }

  /** A copy, best first. */
  List<Waiting> all() {
    List<Waiting> all = new ArrayList<>();
    rows.values().forEach(all::addAll);
    all.sort(Waiting.BEST_FIRST);
    return all;
  }
}
