package io.leadrouter.policy;

import io.leadrouter.policy.cel.Conditions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the routes of rules. */
final class RouteReader {

  static final Duration LONGEST_WAIT = Duration.ofDays(365);

  /** Beside the one key that says where a route goes. */
  private static final Set<String> MORE =
      Keys.of("requires", "backup", "waitFor", "clock", "countsIn", "beyondCaps");

  static final Set<String> ESCALATION = Keys.of("pool", "rep");
  static final Set<String> BANDS = Keys.of("1", "2", "3");
  private static final String NURTURE = "nurture";
  private static final String NOWHERE = "nowhere";

  /** Kinds of route by the key that makes one, and what else may stand beside it. */
  static final Map<String, Set<String>> KINDS = kinds();

  private final ConditionReader conditions;
  private final Map<String, Pool> pools;
  private final StayReader stays;
  private final RepMentions mentions;
  private final Set<String> poolsInUse = new HashSet<>();

  RouteReader(
      ConditionReader conditions,
      Map<String, Pool> pools,
      Map<String, Calendar> calendars,
      RepMentions mentions) {
    this.conditions = conditions;
    this.pools = pools;
    this.stays = new StayReader(calendars);
    this.mentions = mentions;
  }

  private static Map<String, Set<String>> kinds() {
    Map<String, Set<String>> kinds = new LinkedHashMap<>();
    kinds.put("pool", Keys.of("requires", "waitFor", "clock", "countsIn", "beyondCaps"));
    kinds.put("bands", Keys.of("requires", "waitFor", "clock", "countsIn", "beyondCaps"));
    kinds.put("owner", Keys.of("backup", "waitFor", "clock", "countsIn", "beyondCaps"));
    kinds.put("hold", Keys.of("waitFor", "clock", "countsIn", "beyondCaps"));
    kinds.put("rep", Keys.of("backup", "waitFor", "clock", "countsIn", "beyondCaps"));
    kinds.put("reject", Keys.of());
    return kinds;
  }

  /** Every key of a route. */
  static Set<String> keys() {
    Set<String> keys = new LinkedHashSet<>(KINDS.keySet());
    keys.addAll(MORE);
    return keys;
  }

  /** The pools that a rule has routed to so far, itself or by overflow. */
  Set<String> poolsInUse() {
    return poolsInUse;
  }

  /** In the order in which they are tried. */
  List<Route> read(Value value) {
    List<Value> items = value.items("a route");
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      List<Route> read = route(items.get(i));
      routes.addAll(read);
      if (read.stream().anyMatch(RouteReader::ends) && i < items.size() - 1) {
        items.get(i).error("nothing comes after nurture or reject: make it the last route");
      }
    }
    return routes;
  }

  /** To whom a lead goes that many had and nobody kept, in the order in which they are asked. */
  List<Route> escalation(Value value) {
    List<Route> targets = new ArrayList<>();
    for (Value item : value.items("an escalation")) {
      Section target = item.section(ESCALATION);
      if (item.isMapping() && target.values().size() != 1) {
        item.error("an escalation goes to one of " + String.join(", ", ESCALATION));
      }
      target
          .optional("pool")
          .flatMap(this::pool)
          .map(pool -> new Route.ToPool(pool, List.of(), new CountsIn.ItsPool(), false, Stay.NONE))
          .ifPresent(targets::add);
      target.optional("rep").ifPresent(mentions::add);
      target
          .optional("rep")
          .flatMap(Value::text)
          .map(rep -> new Route.ToRep(rep, true, new CountsIn.Nowhere(), false, Stay.NONE))
          .ifPresent(targets::add);
    }
    return targets;
  }

  private static boolean ends(Route route) {
    return route instanceof Route.Nurture || route instanceof Route.Reject;
  }

  /** One route, and those that pools along it overflow to; none when it is wrong. */
  private List<Route> route(Value value) {
    if (!value.isMapping()) {
      return value
          .reference("route", Set.of(NURTURE))
          .<List<Route>>map(name -> List.of(new Route.Nurture()))
          .orElse(List.of());
    }
    Section section = value.section(keys());
    List<String> named = KINDS.keySet().stream().filter(section::has).toList();
    if (named.size() != 1) {
      value.error("a route goes to one of " + String.join(", ", KINDS.keySet()) + found(named));
      return List.of();
    }
    String kind = named.get(0);
    refuseWhatDoesNotApply(section, kind);
    return route(kind, section.values().get(kind), section);
  }

  private static String found(List<String> named) {
    return named.isEmpty() ? "" : ", not to " + String.join(" and ", named);
  }

  private static void refuseWhatDoesNotApply(Section route, String kind) {
    for (String key : MORE) {
      if (route.has(key) && !KINDS.get(kind).contains(key)) {
        route
            .optional(key)
            .ifPresent(value -> value.error(key + " does not apply to a route by " + kind));
      }
    }
  }

  private List<Route> route(String kind, Value target, Section route) {
    Stay stay = stays.read(route, "waitFor", "clock", LONGEST_WAIT);
    List<Requirement> requires = requires(route);
    boolean beyond = route.optional("beyondCaps").flatMap(Value::flag).orElse(false);
    return switch (kind) {
      case "pool" -> {
        String pool = pool(target).orElse("");
        CountsIn countsIn = countsIn(route, groupOf(pool)).orElse(new CountsIn.ItsPool());
        yield withOverflow(new Route.ToPool(pool, requires, countsIn, beyond, stay));
      }
      case "bands" -> {
        CountsIn countsIn = countsIn(route, Optional.empty()).orElse(new CountsIn.ItsPool());
        yield List.of(new Route.ByBand(bands(target), requires, countsIn, beyond, stay));
      }
      case "owner" ->
          List.of(new Route.ToOwner(text(target), backup(route), direct(route), beyond, stay));
      case "hold" -> {
        route.required("waitFor");
        yield List.of(new Route.ToOwner(text(target), false, direct(route), beyond, stay));
      }
      case "rep" -> {
        mentions.add(target);
        yield List.of(new Route.ToRep(text(target), backup(route), direct(route), beyond, stay));
      }
      default -> List.of(new Route.Reject(text(target)));
    };
  }

  private static String text(Value target) {
    return target.text().orElse("");
  }

  private CountsIn direct(Section route) {
    return countsIn(route, Optional.empty()).orElse(new CountsIn.Nowhere());
  }

  private Optional<String> groupOf(String pool) {
    return Optional.ofNullable(pools.get(pool)).map(Pool::group).filter(group -> !group.isEmpty());
  }

  private List<Requirement> requires(Section route) {
    Optional<Value> requires = route.optional("requires");
    if (requires.isEmpty()) {
      return List.of();
    }
    List<Value> all =
        requires.get().isList() ? requires.get().items("requires") : List.of(requires.get());
    return all.stream()
        .map(value -> new Requirement(conditions.read(value, Conditions::requirements)))
        .toList();
  }

  /**
   * @param group that the route goes to; empty: not known here
   */
  private Optional<CountsIn> countsIn(Section route, Optional<String> group) {
    Optional<Value> value = route.optional("countsIn");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Set<String> known = new LinkedHashSet<>(pools.keySet());
    known.add(NOWHERE);
    Optional<String> named = value.get().reference("pool", known);
    Optional<Pool> pool = named.map(pools::get);
    if (pool.isPresent() && group.isPresent() && !pool.get().group().equals(group.get())) {
      value
          .get()
          .error(
              "pool \"%s\" is of group \"%s\": a turn of group \"%s\" does not count there"
                  .formatted(pool.get().id(), pool.get().group(), group.get()));
    }
    return named.map(
        name -> name.equals(NOWHERE) ? new CountsIn.Nowhere() : new CountsIn.OfPool(name));
  }

  private static boolean backup(Section route) {
    return route.optional("backup").flatMap(Value::flag).orElse(true);
  }

  private Map<Integer, String> bands(Value value) {
    Section section = value.section(BANDS);
    Map<Integer, String> poolOfBand = new HashMap<>();
    for (String band : BANDS) {
      Optional<Value> of = section.required(band).map(pool -> pool.as("band " + band));
      of.flatMap(this::pool)
          .ifPresent(
              pool -> {
                poolOfBand.put(Integer.valueOf(band), pool);
                warnOfOverflow(pool, of.get());
              });
    }
    return poolOfBand;
  }

  private void warnOfOverflow(String pool, Value at) {
    Optional.ofNullable(pools.get(pool))
        .flatMap(known -> known.line().overflow())
        .ifPresent(
            overflow ->
                at.warning(
                    "a route by bands does not follow the overflow of pool \"%s\" to \"%s\": name"
                            .formatted(pool, overflow)
                        + " the rule's next route"));
  }

  private Optional<String> pool(Value value) {
    Optional<String> pool = value.reference("pool", pools.keySet());
    pool.ifPresent(poolsInUse::add);
    return pool;
  }

  /** The route, and one for each pool that it overflows to, as if the rule had named them. */
  private List<Route> withOverflow(Route.ToPool first) {
    List<Route> routes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Optional<Pool> pool = Optional.ofNullable(pools.get(first.pool()));
    Stay own = first.stay();
    while (pool.isPresent() && seen.add(pool.get().id())) {
      Pool here = pool.get();
      poolsInUse.add(here.id());
      Stay stay =
          own.waitFor().isPresent() ? own : new Stay(here.line().waitFor(), Optional.empty());
      routes.add(
          new Route.ToPool(
              here.id(), first.requires(), first.countsIn(), first.beyondCaps(), stay));
      own = Stay.NONE;
      pool = here.line().overflow().map(pools::get);
    }
    return routes.isEmpty() ? List.of(first) : routes;
  }
}
