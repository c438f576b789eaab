package io.leadrouter.policy;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What editors check a policy by, and what the loader takes, are the same language: the schema has
 * the loader's keys and choices, accepts whatever the loader accepts, and refuses whatever the
 * loader refuses for a reason that shows without a look at the rest of the file.
 */
class PolicySchemaTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonNode DOCUMENT = document();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(DOCUMENT);

  private static final long SEED = 20_261_125;

  /** What the whole policy has and {@link #unconditional} has not. */
  private static final String CONDITIONS =
      """
      id: conditions
      groups: [g]
      pools: {p: {group: g, members: 'true'}}
      scorecard: {fit: [{when: 'true', points: 1, text: always}]}
      rules:
        - id: one
          when: 'true'
          routes:
            - {pool: p, requires: 'true'}
            - {bands: {1: p, 2: p, 3: p}, requires: ['true', 'lead.country == "DE"']}
            - {reject: spam}
        - {id: other, otherwise: true, routes: [{pool: p}]}
      """;

  /**
   * Reasons of the loader that a schema cannot see. A new reason is either for the schema to see
   * too, or belongs here.
   */
  private static final Map<String, Pattern> BLIND = blind();

  private static Map<String, Pattern> blind() {
    Map<String, String> blind = new LinkedHashMap<>();
    blind.put("unknown reference", "unknown (group|pool|calendar|holiday region|rep) \".*");
    blind.put("syntax of a condition", "syntax error: .*");
    blind.put(
        "names in a condition",
        "unknown (name|function) \".*|[\\w.]+ has no field \".*|\"\\w+\" is not for rules.*|\"sets\" needs .*");
    blind.put(
        "types in a condition",
        "a condition must be true or false, not .*|\".*\" does not work on .*");
    blind.put("sharing of a rotation", "rotation \".*\" is shared with pool .*");
    blind.put("overflow in a circle", "overflow goes round in a circle: .*");
    blind.put("rule of the same id", "duplicate rule \".*");
    blind.put("place of the catch-all", "(the last rule must be a|a) catch-all .*");
    blind.put("route after the end", "nothing comes after nurture or reject: .*");
    blind.put("turn in another group", "pool \".*\" is of group \".*\": a turn of .*");
    blind.put("rolling cap that is high", "a rolling per\\w+ must be a whole number .*");
    blind.put("clock without a zone", "calendar \".*\" has no timeZone, .*");
    blind.put("warning before the beginning", "warnBefore must be shorter than .*");
    blind.put("thresholds that do not fall", ".* must fall: .*");
    blind.put("time zone", "unknown time zone \".*");
    blind.put("leap day", "a holiday must be .*, not \"\\d{4}-02-29\"");
    blind.put("overlapping hours", ".* overlaps with .*");
    blind.put(
        "hours backwards",
        "hours must be .*, not \"([01]\\d|2[0-3]):[0-5]\\d-(([01]\\d|2[0-3]):[0-5]\\d|24:00)\"");
    blind.put(
        "too long",
        ".* must be a duration .*, not"
            + " \"(?=.*[1-9])(\\d{1,6}d)?(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?\"");
    blind.put("whole number with a point", ".* must be a whole number .*, not \"-?\\d+\\.0+\"");
    blind.put("number in another base", ".* must be a number .*, not \"0[ox].*\"");
    blind.put("key twice", "duplicate key \".*");
    blind.put(
        "key that is no text",
        "a key must be plain text|(the id of a (pool|calendar)|a holiday region) must be text: .*");
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    blind.forEach((kind, regex) -> patterns.put(kind, Pattern.compile(regex, Pattern.DOTALL)));
    return patterns;
  }

  private static JsonNode document() {
    try (InputStream schema =
        PolicySchemaTest.class.getResourceAsStream("/io/leadrouter/policy.schema.json")) {
      return MAPPER.readTree(schema);
    } catch (Exception e) {
      throw new AssertionError("The schema is not in the application", e);
    }
  }

  static Stream<Arguments> goodPolicies() throws Exception {
    List<Arguments> policies = new ArrayList<>();
    policies.add(Arguments.argumentSet("whole", PolicyTest.WHOLE));
    policies.add(Arguments.argumentSet("good", FindingsTest.GOOD));
    Path sandbox = Path.of("src/main/resources/io/leadrouter/sandbox/policy.yaml");
    policies.add(Arguments.argumentSet("sandbox", Files.readString(sandbox)));
    for (String name : ExamplePolicies.names()) {
      policies.add(Arguments.argumentSet(name, ExamplePolicies.yaml(name).orElseThrow()));
    }
    Matcher blocks =
        Pattern.compile("```yaml\\n(id:.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    while (blocks.find()) {
      policies.add(Arguments.argumentSet("README.md", blocks.group(1)));
    }
    assertThat(policies).hasSize(4 + ExamplePolicies.names().size());
    return policies.stream();
  }

  @ParameterizedTest
  @MethodSource("goodPolicies")
  void aGoodPolicyIsGoodInAnEditor(String yaml) {
    assertThat(reasons(yaml)).isEmpty();
    assertThat(SCHEMA.validate(json(yaml))).isEmpty();
  }

  @Test
  void itHasTheLoadersKeys() {
    Map<String, Set<String>> loader = new TreeMap<>();
    loader.put("", PolicyReader.POLICY);
    loader.put("/definitions/pool", PoolReader.POOL);
    loader.put("/definitions/pool/properties/caps", CapsReader.CAPS);
    loader.put("/definitions/pool/properties/poolCaps", CapsReader.POOL_CAPS);
    loader.put("/definitions/calendar", CalendarReader.CALENDAR);
    loader.put("/definitions/enrichment", EnrichmentReader.ENRICHMENT);
    loader.put("/definitions/onReturn", ReturningReader.ON_RETURN);
    loader.put("/definitions/refunds", RefundsReader.REFUNDS);
    loader.put("/definitions/ownership", OwnershipWindows.KEYS);
    loader.put("/definitions/rule", RuleReader.RULE);
    loader.put("/definitions/scorecard", ScorecardReader.SCORECARD);
    loader.put("/definitions/fit", ScorecardReader.FIT);
    loader.put("/definitions/scorecard/properties/engagement", ScorecardReader.ENGAGEMENT);
    loader.put("/definitions/scorecard/properties/grades", ScorecardReader.GRADES);
    loader.put("/definitions/scorecard/properties/bands", ScorecardReader.BANDS);
    int kinds = 0;
    for (String kind : RouteReader.KINDS.keySet()) {
      Set<String> keys = new LinkedHashSet<>(Set.of(kind));
      keys.addAll(RouteReader.KINDS.get(kind));
      loader.put("/definitions/route/anyOf/" + kinds++, keys);
    }
    loader.put("/definitions/route/anyOf/1/properties/bands", RouteReader.BANDS);
    loader.put("/definitions/escalation", RouteReader.ESCALATION);

    Map<String, Set<String>> schema = new TreeMap<>();
    everyPart(
        (path, part) -> {
          if (part.path("additionalProperties").isBoolean()) {
            assertThat(part.get("additionalProperties").booleanValue()).as(path).isFalse();
            Set<String> keys = new LinkedHashSet<>();
            part.path("properties").fieldNames().forEachRemaining(keys::add);
            schema.put(path, keys);
          }
        });
    assertThat(schema).isEqualTo(loader);
  }

  @Test
  void itHasTheLoadersChoices() {
    assertThat(choices("/definitions/pool/properties/strategy"))
        .isEqualTo(labels(Strategy.values()));
    assertThat(choices("/properties/mode")).isEqualTo(labels(Mode.values()));
    assertThat(choices("/definitions/pool/properties/specialistTurns"))
        .isEqualTo(labels(SpecialistTurns.values()));
    assertThat(choices("/properties/onLeadChange"))
        .isEqualTo(labels(Conduct.UNLESS_WORKED_ON.toArray(OpenLeadRule[]::new)));
    assertThat(choices("/properties/onRepAway"))
        .isEqualTo(labels(Conduct.UNLESS_WORKED_ON.toArray(OpenLeadRule[]::new)));
    assertThat(choices("/properties/onRepLeft")).isEqualTo(labels(OpenLeadRule.values()));
    assertThat(choices("/properties/onFirstTouchMissed")).isEqualTo(labels(MissedTouch.values()));
    assertThat(choices("/definitions/scorecard/properties/score"))
        .isEqualTo(labels(ScoreBy.values()));
    assertThat(choices("/properties/clockStarts")).isEqualTo(labels(ClockStart.values()));
    assertThat(choices("/definitions/refunds/properties/reasons/items"))
        .isEqualTo(labels(ReturnReason.values()));
    for (String absence : ReturningReader.ABSENCES.keySet()) {
      assertThat(choices("/definitions/onReturn/properties/" + absence))
          .isEqualTo(labels(Returning.Answer.values()));
    }
  }

  private static List<String> choices(String path) {
    List<String> choices = new ArrayList<>();
    DOCUMENT.at(path).path("enum").forEach(choice -> choices.add(choice.textValue()));
    assertThat(DOCUMENT.at(path).path("enumDescriptions")).hasSameSizeAs(choices);
    return choices;
  }

  private static List<String> labels(Enum<?>... constants) {
    return Stream.of(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /** What an editor shows as the default is what the loader takes where the key is left out. */
  @Test
  void itNamesTheLoadersDefaults() {
    Policy plain = Cases.policy(FindingsTest.GOOD.replace(", capPerKind: 30", ""));
    Pool pool = plain.pools().get("warm");
    Map<String, String> loader = new TreeMap<>();
    loader.put("strategy", pool.strategy().label());
    loader.put("specialistTurns", labels(pool.specialistTurns()).get(0));
    loader.put("ageingPerHour", number(pool.ageingPerHour()));
    loader.put("maxUnaccepted", number(pool.maxUnaccepted().orElseThrow()));
    loader.put("rolling", Boolean.toString(pool.caps().rolling()));
    loader.put("capPerKind", number(plain.scorecard().capPerKind()));
    loader.put("score", labels(plain.scorecard().scoreBy()).get(0));
    loader.put("labelHorizon", plain.scorecard().labelHorizon().toDays() + "d");
    loader.put("mode", labels(plain.conduct().mode()).get(0));
    loader.put("onLeadChange", labels(plain.conduct().onLeadChange()).get(0));
    loader.put("onRepLeft", labels(plain.conduct().onRepLeft()).get(0));
    loader.put("onFirstTouchMissed", labels(plain.conduct().onFirstTouchMissed()).get(0));
    loader.put("clockStarts", labels(plain.conduct().clockStarts()).get(0));
    loader.put("onRepAway", labels(plain.conduct().onRepAway()).get(0));
    Returning onReturn = plain.conduct().onReturn();
    ReturningReader.ABSENCES.forEach(
        (key, absence) -> loader.put(key, labels(onReturn.after(absence)).get(0)));
    loader.put("creditAtMost", number(onReturn.credit().atMost()));
    loader.put("creditEvery", number(onReturn.credit().every()));
    loader.put("creditExpires", onReturn.credit().expires().toDays() + "d");
    loader.put("perMonth", number(plain.conduct().refunds().perMonth()));
    Patience patience = plain.conduct().patience();
    loader.put("pauseAfterExpired", number(patience.pauseAfterExpired().orElseThrow()));
    loader.put("pauseFor", patience.pauseFor().toHours() + "h");
    loader.put("expiredCountsFor", patience.expiredCountsFor().orElseThrow().toMinutes() + "m");
    loader.put("maxAttempts", number(plain.conduct().maxAttempts()));
    Policy byOwner = Cases.policy(FindingsTest.GOOD.replace("{pool: west}", "{owner: csm}"));
    Route.ToOwner owner = (Route.ToOwner) byOwner.rules().get(0).routes().get(1);
    loader.put("backup", Boolean.toString(owner.backup()));
    loader.put("beyondCaps", Boolean.toString(owner.beyondCaps()));

    Map<String, String> schema = new TreeMap<>();
    everyPart(
        (path, part) -> {
          if (part.has("default")) {
            schema.put(path.substring(path.lastIndexOf('/') + 1), part.get("default").asText());
          }
        });
    assertThat(schema).isEqualTo(loader);
  }

  private static String number(double number) {
    return Long.toString((long) number);
  }

  @Test
  void everyKeySaysWhatItIs() {
    everyPart(
        (path, part) -> {
          JsonNode properties = part.path("properties");
          properties
              .fields()
              .forEachRemaining(
                  key -> {
                    JsonNode said = resolved(key.getValue());
                    if (!said.isBoolean()) {
                      assertThat(said.path("title").asText()).as(path + key).isNotBlank();
                      assertThat(said.path("description").asText()).as(path + key).isNotBlank();
                    }
                  });
        });
  }

  private static JsonNode resolved(JsonNode part) {
    return part.has("$ref") ? DOCUMENT.at(part.get("$ref").textValue().substring(1)) : part;
  }

  @Test
  void everyKeyIsTried() {
    Set<String> schema = new TreeSet<>();
    everyPart(
        (path, part) -> {
          if (part.path("additionalProperties").isBoolean()) {
            part.path("properties").fieldNames().forEachRemaining(schema::add);
          }
        });
    Set<String> tried = new TreeSet<>();
    collectKeys(unconditional(), tried);
    collectKeys(json(CONDITIONS), tried);
    assertThat(tried).containsAll(schema);
  }

  private static void collectKeys(JsonNode node, Set<String> keys) {
    node.fieldNames().forEachRemaining(keys::add);
    node.forEach(child -> collectKeys(child, keys));
  }

  private static void everyPart(BiConsumer<String, JsonNode> action) {
    everyPart("", DOCUMENT, action);
  }

  private static void everyPart(String path, JsonNode part, BiConsumer<String, JsonNode> action) {
    action.accept(path, part);
    part.fields().forEachRemaining(f -> everyPart(path + "/" + f.getKey(), f.getValue(), action));
    for (int i = 0; part.isArray() && i < part.size(); i++) {
      everyPart(path + "/" + i, part.get(i), action);
    }
  }

  @Test
  void itAgreesWithTheLoaderAboutEveryMistake() {
    Tally tally = new Tally();
    FindingsTest.mistakes().map(mistake -> (String) mistake.get()[0]).forEach(tally::tryText);
    // What JSON cannot say.
    for (String key : List.of("1", "true", "[a]")) {
      tally.tryText(FindingsTest.GOOD.replace("  west:", "  ? " + key + "\n  :"));
    }
    for (String number : List.of("+5", "005", "0x10", "0o17", "5.", "True", "~")) {
      tally.tryText(FindingsTest.GOOD.replace("points: 5", "points: " + number));
    }
    new Mutants(json(CONDITIONS), limits()).otherShapes().forEach(tally::tryTree);
    Mutants plain = new Mutants(unconditional(), limits());
    plain.otherShapes().forEach(tally::tryTree);
    plain.otherValues().forEach(tally::tryTree);
    Random random = new Random(SEED);
    Stream.generate(() -> plain.somewhere(random)).limit(2_000).forEach(tally::tryTree);
    Mutants whole = new Mutants(json(PolicyTest.WHOLE), limits());
    Stream.generate(() -> whole.somewhere(random)).limit(150).forEach(tally::tryTree);

    System.out.println(tally);
    assertThat(tally.disagreements.stream().limit(10)).isEmpty();
    assertThat(tally.bothAccept).isGreaterThan(1_000);
    assertThat(tally.bothRefuse).isGreaterThan(4_000);
    assertThat(tally.blind.keySet()).containsAll(BLIND.keySet());
  }

  /** The whole policy but for its conditions, which take so long to compile. */
  private static JsonNode unconditional() {
    ObjectNode policy = json(PolicyTest.WHOLE).deepCopy();
    policy.get("pools").forEach(pool -> ((ObjectNode) pool).putArray("members").add("r-1"));
    ((ObjectNode) policy.get("scorecard")).remove("fit");
    ArrayNode routes = JSON.arrayNode();
    for (JsonNode route :
        policy.findValues("routes").stream().flatMap(PolicySchemaTest::items).toList()) {
      if (route instanceof ObjectNode mapping && !route.has("reject")) {
        routes.add(mapping.without("requires"));
      }
    }
    ObjectNode all = JSON.objectNode().put("id", "all").put("description", "of every rule");
    all.put("otherwise", true).set("routes", routes.add("nurture"));
    policy.putArray("rules").add(all);
    assertThat(reasons(policy.toString())).isEmpty();
    return policy;
  }

  private static Stream<JsonNode> items(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static Set<Double> limits() {
    Set<Double> limits = new TreeSet<>();
    everyPart(
        (path, part) -> {
          if (part.path("minimum").isNumber()) {
            limits.add(part.get("minimum").doubleValue());
            limits.add(part.get("maximum").doubleValue());
          }
        });
    return limits;
  }

  /** How often the schema and the loader were of one mind, and where they were not. */
  private static final class Tally {

    private int bothAccept;
    private int bothRefuse;
    private final Map<String, Integer> blind = new TreeMap<>();
    private final List<String> disagreements = new ArrayList<>();

    void tryText(String yaml) {
      List<String> reasons = reasons(yaml);
      if (reasons.stream().noneMatch(reason -> reason.startsWith("not YAML"))) {
        compare(yaml, json(yaml), reasons);
      }
    }

    /** JSON is YAML. */
    void tryTree(JsonNode tree) {
      compare(tree.toString(), tree, reasons(tree.toString()));
    }

    private void compare(String yaml, JsonNode tree, List<String> loader) {
      var schema = SCHEMA.validate(tree);
      List<String> forTheSchema = new ArrayList<>();
      for (String reason : loader) {
        Optional<String> kind = blindness(reason);
        kind.ifPresent(name -> blind.merge(name, 1, Integer::sum));
        if (kind.isEmpty()) {
          forTheSchema.add(reason);
        }
      }
      if (!schema.isEmpty() && loader.isEmpty()) {
        disagreements.add("only the schema refuses: " + schema + "\n" + yaml);
      } else if (schema.isEmpty() && !forTheSchema.isEmpty()) {
        disagreements.add("only the loader refuses: " + forTheSchema + "\n" + yaml);
      } else if (loader.isEmpty()) {
        bothAccept++;
      } else if (!schema.isEmpty()) {
        bothRefuse++;
      }
    }

    @Override
    public String toString() {
      return "both accept %d, both refuse %d, for the loader alone: %s"
          .formatted(
              bothAccept,
              bothRefuse,
              blind.entrySet().stream()
                  .map(kind -> kind.getKey() + " " + kind.getValue())
                  .collect(joining(", ")));
    }
  }

  private static Optional<String> blindness(String reason) {
    return BLIND.entrySet().stream()
        .filter(kind -> kind.getValue().matcher(reason).matches())
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Why the loader refuses the policy; empty when it does not. */
  private static List<String> reasons(String yaml) {
    try {
      Policy.parse("policy.yaml", yaml, 1);
      return List.of();
    } catch (InvalidPolicyException e) {
      return e.findings().stream()
          .filter(finding -> finding.severity() == Severity.ERROR)
          .map(Finding::message)
          .toList();
    }
  }

  /** What an editor hands to the schema. */
  private static JsonNode json(String yaml) {
    return json(PolicyReader.compose(yaml, new Findings("policy.yaml")).orElseThrow());
  }

  private static JsonNode json(Node node) {
    if (node instanceof MappingNode mapping) {
      var object = JSON.objectNode();
      for (NodeTuple tuple : mapping.getValue()) {
        String key = tuple.getKeyNode() instanceof ScalarNode k ? k.getValue() : "?";
        object.set(key, json(tuple.getValueNode()));
      }
      return object;
    }
    if (node instanceof SequenceNode list) {
      var array = JSON.arrayNode();
      list.getValue().forEach(item -> array.add(json(item)));
      return array;
    }
    String text = ((ScalarNode) node).getValue();
    Tag tag = node.getTag();
    if (tag.equals(Tag.NULL)) {
      return JSON.nullNode();
    } else if (tag.equals(Tag.BOOL)) {
      return JSON.booleanNode(Boolean.parseBoolean(text));
    } else if (tag.equals(Tag.INT)) {
      return JSON.numberNode(
          text.startsWith("0o") ? Long.parseLong(text.substring(2), 8) : integer(text));
    } else if (tag.equals(Tag.FLOAT) && !text.contains("inf")) {
      return JSON.numberNode(Double.parseDouble(text));
    }
    return JSON.textNode(text);
  }

  private static long integer(String text) {
    return text.startsWith("0x") ? Long.decode(text) : Long.parseLong(text);
  }
}
