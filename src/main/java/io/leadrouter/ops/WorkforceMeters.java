package io.leadrouter.ops;

import io.leadrouter.domain.Workforce;
import io.leadrouter.domain.Workforce.PoolStrength;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
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
    private Set<Meter> shown = Set.of();
    private volatile Workforce workforce;

    Group(String label) {
      this.label = label;
    }

    synchronized void stands(Workforce now) {
      workforce = now;
      states.addAll(now.reps().keySet());
      Set<Meter> shownNow = new HashSet<>();
      states.forEach(state -> shownNow.add(reps(state)));
      shownNow.add(load());
      shownNow.add(capacity());
      known(now.pools().keySet(), pools)
          .forEach(
              pool -> {
                shownNow.add(members(pool));
                shownNow.add(eligible(pool));
              });
      known(now.gaps().keySet(), rotations).forEach(rotation -> shownNow.add(gap(rotation)));
      show(shownNow);
    }

    synchronized void remove() {
      show(Set.of());
    }

    private void show(Set<Meter> meters) {
      shown.stream().filter(meter -> !meters.contains(meter)).forEach(registry::remove);
      shown = meters;
    }

    private Gauge reps(String state) {
      return gauge(
          "leadrouter.reps",
          "Reps of the group, by what keeps them from leads that are meant for them.",
          "",
          Tags.of("state", state),
          now -> now.reps().getOrDefault(state, 0));
    }

    private Gauge load() {
      return gauge(
          "leadrouter.capacity.used",
          "Open load of reps who are there and have a cap on it.",
          "units",
          Tags.empty(),
          Workforce::load);
    }

    private Gauge capacity() {
      return gauge(
          "leadrouter.capacity",
          "What reps who are there and have a cap on open load may hold at most.",
          "units",
          Tags.empty(),
          Workforce::capacity);
    }

    private Gauge members(String pool) {
      return gauge(
          "leadrouter.pool.members",
          "Reps who belong to the pool.",
          "",
          Tags.of("pool", pool),
          now -> now.pools().getOrDefault(pool, NOBODY).members());
    }

    private Gauge eligible(String pool) {
      return gauge(
          "leadrouter.pool.eligible",
          "Members of the pool who can take a lead now.",
          "",
          Tags.of("pool", pool),
          now -> now.pools().getOrDefault(pool, NOBODY).eligible());
    }

    private Gauge gap(String rotation) {
      return gauge(
          "leadrouter.rotation.gap",
          "Largest difference in turns for their weight between two members who could take the"
              + " same leads, in turns of the one with the least weight; at most 1 unless somebody"
              + " is owed turns or brought some.",
          "turns",
          Tags.of("rotation", rotation),
          now -> now.gaps().getOrDefault(rotation, 0.0));
    }

    /** The one that is there, or a new one. */
    private Gauge gauge(
        String name, String description, String unit, Tags tags, ToDoubleFunction<Workforce> read) {
      return Gauge.builder(name, this, group -> read.applyAsDouble(group.workforce))
          .description(description)
          .baseUnit(unit.isEmpty() ? null : unit)
          .tags(tags.and("group", label))
          .register(registry);
    }
  }

  /** Those that have a label of their own: several under one have nothing in common. */
  private static List<String> known(Set<String> names, LabelValues labels) {
    return names.stream().filter(name -> labels.of(name).equals(name)).toList();
  }
}
