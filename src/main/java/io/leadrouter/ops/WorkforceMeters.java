package io.leadrouter.ops;

import io.leadrouter.domain.Workforce;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/**
 * How the reps of the groups stand that run here. A pool or a rotation that the policy has no more
 * has no series either; a state that no rep is in any more is 0, and so is that of those who can
 * take a lead while nobody can. Thread-safe.
 */
final class WorkforceMeters {

  private static final int MOST_POOLS = 1_000;

  private final MeterRegistry registry;
  private final LabelValues pools = new LabelValues(MOST_POOLS);
  private final LabelValues rotations = new LabelValues(MOST_POOLS);
  private final Map<String, Group> groups = new ConcurrentHashMap<>();

  WorkforceMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param group a label
   */
  void stands(String group, Workforce workforce) {
    groups.computeIfAbsent(group, Group::new).stands(workforce);
  }

  /** This instance does not run it any more. */
  void left(String group) {
    groups.computeIfPresent(
        group,
        (label, left) -> {
          left.remove();
          return null;
        });
  }

  /** The series of one group, which is one task's to report. */
  private final class Group {

    private final String label;

    /** By pool: all that somebody has been in. */
    private final Map<String, Set<String>> states = new HashMap<>();

    /** By name and labels. */
    private final Map<String, Gauge> shown = new HashMap<>();

    private final Set<String> current = new HashSet<>();
    private volatile Workforce workforce;

    Group(String label) {
      this.label = label;
    }

    synchronized void stands(Workforce now) {
      workforce = now;
      current.clear();
      states.keySet().retainAll(now.pools().keySet());
      showCapacity();
      known(now.pools().keySet(), pools).forEach(this::showPool);
      known(now.gaps().keySet(), rotations).forEach(this::showGap);
      removeOthers();
    }

    synchronized void remove() {
      current.clear();
      removeOthers();
    }

    private void removeOthers() {
      Set<String> gone = new HashSet<>(shown.keySet());
      gone.removeAll(current);
      gone.forEach(key -> registry.remove(shown.remove(key)));
    }

    private void showCapacity() {
      show(
          "leadrouter.capacity.used",
          "Open load of reps who are there and have a cap on it.",
          "units",
          Tags.empty(),
          Workforce::load);
      show(
          "leadrouter.capacity",
          "What reps who are there and have a cap on open load may hold at most.",
          "units",
          Tags.empty(),
          Workforce::capacity);
    }

    private void showPool(String pool) {
      Set<String> seen =
          states.computeIfAbsent(pool, fresh -> new HashSet<>(Set.of(Workforce.ELIGIBLE)));
      seen.addAll(workforce.pools().get(pool).keySet());
      for (String state : seen) {
        show(
            "leadrouter.pool.members",
            "Members of the pool by what keeps them from its leads; eligible: nothing does.",
            null,
            Tags.of("pool", pool, "state", state),
            now -> now.pools().getOrDefault(pool, Map.of()).getOrDefault(state, 0));
      }
    }

    private void showGap(String rotation) {
      show(
          "leadrouter.rotation.gap",
          "Largest difference in turns for their weight between two members who could take the"
              + " same leads, in turns of the one with the least weight; at most 1 unless somebody"
              + " is owed turns or brought some.",
          "turns",
          Tags.of("rotation", rotation),
          now -> now.gaps().getOrDefault(rotation, 0.0));
    }

    /** Goes on, or begins. */
    private void show(
        String name, String description, String unit, Tags tags, ToDoubleFunction<Workforce> read) {
      String key = name + tags;
      current.add(key);
      shown.computeIfAbsent(
          key,
          fresh ->
              Gauge.builder(name, this, group -> read.applyAsDouble(group.workforce))
                  .description(description)
                  .baseUnit(unit)
                  .tags(tags.and("group", label))
                  .register(registry));
    }
  }

  /** Those that have a label of their own: several under one have nothing in common. */
  private static List<String> known(Set<String> names, LabelValues labels) {
    return names.stream().filter(name -> labels.of(name).equals(name)).toList();
  }
}
