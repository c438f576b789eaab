package io.leadrouter.policy;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Rep;
import io.leadrouter.policy.cel.Conditions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code pools}. */
final class PoolReader {

  static final Set<String> POOL =
      Keys.of(
          "description",
          "group",
          "members",
          "strategy",
          "rotation",
          "weights",
          "specialistTurns",
          "caps",
          "poolCaps",
          "maxUnaccepted",
          "acceptWithin",
          "acceptClock",
          "firstTouchWithin",
          "firstTouchClock",
          "warnBefore",
          "hours",
          "waitFor",
          "overflow",
          "ageingPerHour");

  private static final double MOST_AGEING = 1_000;
  private static final double DEFAULT_AGEING = 1;

  private final ConditionReader conditions;
  private final Set<String> groups;
  private final Map<String, Calendar> calendars;
  private final SlaReader slas;
  private final RepMentions mentions;

  PoolReader(
      ConditionReader conditions,
      Set<String> groups,
      Map<String, Calendar> calendars,
      RepMentions mentions) {
    this.conditions = conditions;
    this.groups = groups;
    this.calendars = calendars;
    this.slas = new SlaReader(calendars);
    this.mentions = mentions;
  }

  /** By id, in the order of the file. */
  Map<String, Pool> read(Value value) {
    Map<String, Pool> pools = new LinkedHashMap<>();
    Map<String, Pool> firstOfRotation = new HashMap<>();
    Map<String, Value.Entry> entries = value.entries();
    entries.forEach(
        (id, entry) -> {
          Pool pool = pool(id, entry, entries.keySet());
          pools.put(id, pool);
          Pool first = firstOfRotation.putIfAbsent(pool.rotation(), pool);
          if (first != null) {
            checkShared(first, pool, entry.key());
          }
        });
    if (value.isMapping() && pools.isEmpty()) {
      value.error("pools must not be empty");
    }
    checkOverflow(pools, entries);
    return pools;
  }

  private Pool pool(String id, Value.Entry entry, Set<String> pools) {
    entry.key().as("the id of a pool").id();
    Section section = entry.value().as("a pool").section(POOL);
    return new Pool(
        id,
        section.optional("description").flatMap(Value::text).orElse(""),
        section.required("group").flatMap(name -> name.reference("group", groups)).orElse(""),
        section.required("members").map(this::members).orElse(new Members.Listed(Set.of())),
        turns(id, section),
        limits(section),
        slas.read(section),
        line(section, pools));
  }

  private Members members(Value value) {
    if (value.isList()) {
      List<Value> reps = value.items("rep");
      reps.forEach(mentions::add);
      return new Members.Listed(Value.distinct(reps, Value::text));
    }
    return new Members.Matching(conditions.read(value, Conditions::members));
  }

  private Pool.Turns turns(String id, Section pool) {
    Strategy strategy =
        pool.optional("strategy")
            .flatMap(name -> name.choice("strategy", List.of(Strategy.values())))
            .orElse(Strategy.ROUND_ROBIN);
    Map<String, Integer> weights =
        pool.optional("weights").map(value -> weights(value, strategy)).orElse(Map.of());
    return new Pool.Turns(
        strategy,
        pool.optional("rotation").flatMap(Value::id).orElse(id),
        weights,
        pool.optional("specialistTurns")
            .flatMap(value -> value.choice("answer", List.of(SpecialistTurns.values())))
            .orElse(SpecialistTurns.COUNT));
  }

  private Map<String, Integer> weights(Value value, Strategy strategy) {
    Map<String, Integer> weights = new LinkedHashMap<>();
    value
        .entries()
        .forEach(
            (repId, entry) -> {
              mentions.add(entry.key());
              entry
                  .value()
                  .as("the weight of " + repId)
                  .integer(1, Rep.MAX_WEIGHT)
                  .ifPresent(weight -> weights.put(repId, weight));
            });
    if (strategy != Strategy.WEIGHTED_ROUND_ROBIN) {
      value.warning(
          "weights do nothing with strategy %s; did you mean \"%s\"?"
              .formatted(strategy.label(), Strategy.WEIGHTED_ROUND_ROBIN.label()));
    }
    return weights;
  }

  private Pool.Limits limits(Section pool) {
    Optional<Calendar> hours =
        pool.optional("hours")
            .flatMap(name -> name.definedIn("calendar", calendars.keySet()))
            .map(calendars::get);
    return new Pool.Limits(
        pool.optional("caps").map(CapsReader::caps).orElse(Caps.NONE),
        CapsReader.maxUnaccepted(pool),
        pool.optional("poolCaps")
            .map(caps -> CapsReader.poolCaps(caps, hours))
            .orElse(PoolCaps.NONE),
        hours);
  }

  private static Pool.Line line(Section pool, Set<String> pools) {
    return new Pool.Line(
        pool.optional("waitFor").flatMap(wait -> wait.duration(RouteReader.LONGEST_WAIT)),
        pool.optional("overflow").flatMap(name -> name.reference("pool", pools)),
        pool.optional("ageingPerHour")
            .map(number -> number.number(0, MOST_AGEING).orElse(DEFAULT_AGEING))
            .orElse(DEFAULT_AGEING));
  }

  /** A turn has one cost in a rotation, and a rotation one writer. */
  private static void checkShared(Pool first, Pool second, Value at) {
    String shared = "rotation \"" + second.rotation() + "\" is shared with pool \"" + first.id();
    if (!first.group().isEmpty()
        && !second.group().isEmpty()
        && !first.group().equals(second.group())) {
      at.error(shared + "\" of another group; a rotation is of one group");
    } else if (first.strategy() != second.strategy()) {
      at.error(shared + "\" of another strategy; a rotation has one strategy");
    } else if (!first.weights().equals(second.weights())) {
      at.error(shared + "\" of other weights; a rotation has one weight for a rep");
    }
  }

  /** A lead that overflows must not come round again. */
  private static void checkOverflow(Map<String, Pool> pools, Map<String, Value.Entry> entries) {
    Set<String> reported = new LinkedHashSet<>();
    for (String start : pools.keySet()) {
      Set<String> chain = new LinkedHashSet<>();
      Optional<String> next = Optional.of(start);
      while (next.isPresent() && chain.add(next.get())) {
        next = pools.get(next.get()).line().overflow();
      }
      if (next.isPresent() && next.get().equals(start) && reported.add(start)) {
        reported.addAll(chain);
        String circle = String.join(" -> ", chain) + " -> " + start;
        entries.get(start).key().error("overflow goes round in a circle: " + circle);
      }
    }
  }
}
