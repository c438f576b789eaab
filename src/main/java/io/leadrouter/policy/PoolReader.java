package io.leadrouter.policy;

import static java.util.stream.Collectors.toCollection;

import io.leadrouter.policy.cel.Conditions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code pools}. */
final class PoolReader {

  private static final Set<String> POOL =
      Keys.of("group", "members", "strategy", "rotation", "openLeads", "ageingPerHour");
  private static final Set<String> STRATEGIES =
      Arrays.stream(Strategy.values())
          .map(Strategy::label)
          .collect(toCollection(LinkedHashSet::new));

  private static final int MOST_OPEN_LEADS = 100_000;
  private static final double MOST_AGEING = 1_000;
  private static final double DEFAULT_AGEING = 1;

  private final ConditionReader conditions;
  private final Set<String> groups;

  PoolReader(ConditionReader conditions, Set<String> groups) {
    this.conditions = conditions;
    this.groups = groups;
  }

  /** By id, in the order of the file. */
  Map<String, Pool> read(Value value) {
    Map<String, Pool> pools = new LinkedHashMap<>();
    Map<String, Pool> firstOfRotation = new HashMap<>();
    value
        .entries()
        .forEach(
            (id, entry) -> {
              Pool pool = pool(id, entry);
              pools.put(id, pool);
              Pool first = firstOfRotation.putIfAbsent(pool.rotation(), pool);
              if (first != null) {
                checkShared(first, pool, entry.key());
              }
            });
    if (value.isMapping() && pools.isEmpty()) {
      value.error("pools must not be empty");
    }
    return pools;
  }

  private Pool pool(String id, Value.Entry entry) {
    entry.key().as("the id of a pool").id();
    Section section = entry.value().as("a pool").section(POOL);
    return new Pool(
        id,
        section.required("group").flatMap(name -> name.reference("group", groups)).orElse(""),
        section.required("members").map(this::members).orElse(new Members.Listed(Set.of())),
        section.optional("strategy").map(PoolReader::strategy).orElse(Strategy.ROUND_ROBIN),
        section.optional("rotation").flatMap(Value::id).orElse(id),
        section
            .optional("openLeads")
            .map(number -> number.integer(1, MOST_OPEN_LEADS))
            .orElse(OptionalInt.empty()),
        section
            .optional("ageingPerHour")
            .map(number -> number.number(0, MOST_AGEING).orElse(DEFAULT_AGEING))
            .orElse(DEFAULT_AGEING));
  }

  private Members members(Value value) {
    if (value.isList()) {
      return new Members.Listed(Value.distinct(value.items("rep"), Value::text));
    }
    return new Members.Matching(conditions.read(value, Conditions::members));
  }

  private static Strategy strategy(Value value) {
    Optional<String> name = value.reference("strategy", STRATEGIES);
    return Arrays.stream(Strategy.values())
        .filter(strategy -> name.isPresent() && strategy.label().equals(name.get()))
        .findAny()
        .orElse(Strategy.ROUND_ROBIN);
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
    }
  }
}
