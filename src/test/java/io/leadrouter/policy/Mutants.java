package io.leadrouter.policy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Policies that are almost a good one: one thing is missing, misnamed, misplaced, of another kind,
 * too large or too many. Some are still good.
 */
final class Mutants {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<JsonNode> OTHER_KINDS =
      List.of(
          JSON.nullNode(),
          JSON.booleanNode(true),
          JSON.booleanNode(false),
          JSON.numberNode(7),
          JSON.textNode("text"),
          JSON.textNode(" "),
          JSON.arrayNode(),
          JSON.arrayNode().add("text").add("text"),
          JSON.objectNode());

  /** What text in a policy can be, in its place and out of it. */
  private static final List<String> TEXTS =
      List.of(
          "",
          "\t",
          "a b",
          "a\n",
          "-a",
          "a.b_c-d",
          "x".repeat(100),
          "x".repeat(101),
          "1",
          "ü",
          "bücher.example",
          ".example",
          "90s",
          "1h30m",
          "0s",
          "0d0h0m1s",
          "10",
          "30m1h",
          "-1h",
          "7 days",
          "30d",
          "31d",
          "365d",
          "366d",
          "3650d",
          "3651d",
          "999999s",
          "1000000s",
          "12-25",
          "02-29",
          "02-30",
          "04-31",
          "25-12",
          "2027-01-06",
          "2027-02-29",
          "2028-02-29",
          "2027-2-1",
          "+12027-01-06",
          "0000-01-01",
          "09:00-17:00",
          "00:00-24:00",
          "13:00-24:30",
          "18:00-13:00",
          "12:00-12:00",
          "9:00-17:00",
          "24:00-24:00",
          "keep",
          "route-unaccepted",
          "route-all",
          "round-robin",
          "ROUND_ROBIN",
          "nurture",
          "nowhere",
          "UTC",
          "Europe/Berln",
          "true",
          "lead.contry == 'DE'",
          "dach");

  private static final List<String> KEYS =
      List.of(
          "",
          "a b",
          "a\n",
          "a.b_c-d",
          "x".repeat(100),
          "x".repeat(101),
          "1",
          "ü",
          "mon",
          "Mon-FRI",
          "mon-mon",
          "fri-mon",
          "mon-",
          "mon-tue-wed",
          "mo-fr",
          "d_a_ch1",
          "1dach",
          "_");

  private final JsonNode good;
  private final List<JsonPointer> places = new ArrayList<>();
  private final List<JsonNode> numbers = new ArrayList<>();
  private final List<String> texts = new ArrayList<>(TEXTS);

  /**
   * @param limits of numbers, to try them and what is next to them
   */
  Mutants(JsonNode good, Set<Double> limits) {
    this.good = good;
    collect(good, JsonPointer.empty());
    for (double limit : new TreeSet<>(limits)) {
      for (int step = -1; step <= 1; step++) {
        numbers.add(JSON.numberNode((long) limit + step));
      }
    }
    numbers.add(JSON.numberNode(0.5));
    numbers.add(JSON.numberNode(-1e-9));
    numbers.add(JSON.numberNode(2.0));
    numbers.add(JSON.numberNode(1e300));
    places.stream()
        .map(good::at)
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .forEach(texts::add);
  }

  private void collect(JsonNode node, JsonPointer at) {
    places.add(at);
    node.fields().forEachRemaining(f -> collect(f.getValue(), at.appendProperty(f.getKey())));
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.get(i), at.appendIndex(i));
    }
  }

  /** What is there is of another kind, missing, doubled, nested or misnamed; in every place. */
  List<JsonNode> otherShapes() {
    List<JsonNode> mutants = new ArrayList<>();
    for (JsonPointer place : places) {
      JsonNode here = good.at(place);
      OTHER_KINDS.forEach(other -> mutants.add(with(good, place, other)));
      mutants.add(with(good, place, JSON.arrayNode().add(here)));
      mutants.add(with(good, place, JSON.objectNode().set("wrapped", here)));
      if (here.isObject()) {
        mutants.add(with(good, place, with(here, property("extra"), JSON.textNode("text"))));
      }
      if (here.isArray() && !here.isEmpty()) {
        mutants.add(with(good, place, with(here, JsonPointer.valueOf("/-"), here.get(0))));
      }
      if (!place.matches()) {
        mutants.add(without(good, place));
      }
      if (isUnderKey(good, place)) {
        mutants.add(renamed(good, place, key(place) + "x"));
        mutants.add(renamed(good, place, key(place).toUpperCase(Locale.ROOT)));
      }
    }
    return mutants;
  }

  /** Every text and every number where one is; every key in place of another. */
  List<JsonNode> otherValues() {
    List<JsonNode> mutants = new ArrayList<>();
    for (JsonPointer place : places) {
      JsonNode here = good.at(place);
      if (here.isNumber()) {
        numbers.forEach(number -> mutants.add(with(good, place, number)));
      } else if (here.isTextual()) {
        TEXTS.forEach(text -> mutants.add(with(good, place, JSON.textNode(text))));
      }
      if (isUnderKey(good, place)) {
        KEYS.forEach(name -> mutants.add(renamed(good, place, name)));
      }
    }
    return mutants;
  }

  /** One to three changes at random. */
  JsonNode somewhere(Random random) {
    JsonNode mutant = good;
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      JsonPointer place = any(places, random);
      // An earlier change may have taken it away.
      if (!mutant.at(place).isMissingNode()) {
        mutant = changed(mutant, place, random);
      }
    }
    return mutant;
  }

  private JsonNode changed(JsonNode tree, JsonPointer place, Random random) {
    JsonNode here = tree.at(place);
    boolean underKey = isUnderKey(tree, place);
    return switch (random.nextInt(10)) {
      case 0 -> place.matches() ? tree : without(tree, place);
      case 1 -> underKey ? renamed(tree, place, any(KEYS, random)) : tree;
      case 2 -> underKey ? renamed(tree, place, anyKey(random)) : tree;
      case 3 -> with(tree, place, good.at(any(places, random)));
      case 4 -> {
        JsonPointer other = any(places, random);
        yield here.isObject() && isUnderKey(good, other)
            ? with(tree, place.appendProperty(key(other)), good.at(other))
            : tree;
      }
      case 5 -> with(tree, place, any(numbers, random));
      default ->
          here.isContainerNode() ? tree : with(tree, place, JSON.textNode(any(texts, random)));
    };
  }

  private String anyKey(Random random) {
    JsonPointer place = any(places, random);
    return place.matches() ? "id" : key(place);
  }

  private static boolean isUnderKey(JsonNode tree, JsonPointer place) {
    return !place.matches() && tree.at(place.head()).isObject();
  }

  private static <T> T any(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private static String key(JsonPointer place) {
    return place.last().getMatchingProperty();
  }

  private static JsonPointer property(String key) {
    return JsonPointer.empty().appendProperty(key);
  }

  private static JsonNode with(JsonNode tree, JsonPointer place, JsonNode value) {
    if (place.matches()) {
      return value;
    }
    JsonNode copy = tree.deepCopy();
    JsonNode parent = copy.at(place.head());
    if (parent instanceof ObjectNode mapping) {
      mapping.set(key(place), value);
    } else if (place.last().getMatchingIndex() >= 0) {
      ((ArrayNode) parent).set(place.last().getMatchingIndex(), value);
    } else {
      ((ArrayNode) parent).add(value);
    }
    return copy;
  }

  private static JsonNode without(JsonNode tree, JsonPointer place) {
    JsonNode copy = tree.deepCopy();
    JsonNode parent = copy.at(place.head());
    if (parent instanceof ObjectNode mapping) {
      mapping.remove(key(place));
    } else {
      ((ArrayNode) parent).remove(place.last().getMatchingIndex());
    }
    return copy;
  }

  /** In the same order: the last of the rules must stay the last. */
  private static JsonNode renamed(JsonNode tree, JsonPointer place, String name) {
    ObjectNode parent = JSON.objectNode();
    tree.at(place.head())
        .fields()
        .forEachRemaining(
            f -> parent.set(f.getKey().equals(key(place)) ? name : f.getKey(), f.getValue()));
    return with(tree, place.head(), parent);
  }
}
