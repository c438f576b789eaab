package io.leadrouter.ops;

import io.leadrouter.domain.Workforce;
import io.leadrouter.domain.Workforce.PoolStrength;
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
 * has no series either; a state that no rep is in any more is 0. Thread-safe.
 */
final class WorkforceMeters {

  private static final int MOST_POOLS = 1_000;
  private static final PoolStrength NOBODY = new PoolStrength(0, 0);

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
    private final Set<String> states = new HashSet<>();

    /** By name and labels. */
    private Map<String, Gauge> shown = Map.of();

    private volatile Workforce workforce;

    Group(String label) {
      this.label = label;
    }

    synchronized void stands(Workforce now) {
      workforce = now;
      states.addAll(now.reps().keySet());
      Map<String, Gauge> before = shown;
      shown = new HashMap<>();
      states.forEach(state -> showReps(state, before));
      showCapacity(before);
      known(now.pools().keySet(), pools).forEach(pool -> showPool(pool, before));
      known(now.gaps().keySet(), rotations).forEach(rotation -> showGap(rotation, before));
      remove(before);
    }

    synchronized void remove() {
      Map<String, Gauge> before = shown;
      shown = Map.of();
      remove(before);
    }

    private void remove(Map<String, Gauge> before) {
      before.forEach(
          (key, gauge) -> {
            if (!shown.containsKey(key)) {
              registry.remove(gauge);
            }
          });
    }

    private void showReps(String state, Map<String, Gauge> before) {
      show(
          before,
          "leadrouter.reps",
          "Reps of the group, by what keeps them from leads that are meant for them.",
          null,
          Tags.of("state", state),
          now -> now.reps().getOrDefault(state, 0));
    }

    private void showCapacity(Map<String, Gauge> before) {
      show(
          before,
          "leadrouter.capacity.used",
          "Open load of reps who are there and have a cap on it.",
          "units",
          Tags.empty(),
          Workforce::load);
      show(
          before,
          "leadrouter.capacity",
          "What reps who are there and have a cap on open load may hold at most.",
          "units",
          Tags.empty(),
          Workforce::capacity);
    }

    private void showPool(String pool, Map<String, Gauge> before) {
      show(
          before,
          "leadrouter.pool.members",
          "Reps who belong to the pool.",
          null,
          Tags.of("pool", pool),
          now -> now.pools().getOrDefault(pool, NOBODY).members());
      show(
          before,
          "leadrouter.pool.eligible",
          "Members of the pool who can take a lead now.",
          null,
          Tags.of("pool", pool),
          now -> now.pools().getOrDefault(pool, NOBODY).eligible());
    }

    private void showGap(String rotation, Map<String, Gauge> before) {
      show(
          before,
          "leadrouter.rotation.gap",
          "Largest difference in turns for their weight between two members who could take the"
              + " same leads, in turns of the one with the least weight; at most 1 unless somebody"
              + " is owed turns or brought some.",
          "turns",
          Tags.of("rotation", rotation),
          now -> now.gaps().getOrDefault(rotation, 0.0));
    }

    /** Goes on with the one that was shown before, or begins. */
    private void show(
        Map<String, Gauge> before,
        String name,
        String description,
        String unit,
        Tags tags,
        ToDoubleFunction<Workforce> read) {
      String key = name + tags;
      Gauge known = before.get(key);
      shown.put(
          key,
          known != null
              ? known
              : Gauge.builder(name, this, group -> read.applyAsDouble(group.workforce))
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
