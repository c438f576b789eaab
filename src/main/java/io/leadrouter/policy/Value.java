package io.leadrouter.policy;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file, read as what it should be. What it is not becomes a finding, and the
 * answer is empty.
 *
 * @param name what findings call it: its key, or a phrase such as {@code a rule}
 */
record Value(Node node, String name, Findings findings) {

  /** More of a text than these code points says no more about what is wrong with it. */
  private static final int MOST_QUOTED = 200;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

  private static final Pattern PERCENT = Pattern.compile("[1-9]\\d?%");

  /** Never empty text. */
  Optional<String> text() {
    if (node instanceof ScalarNode scalar && Tag.STR.equals(scalar.getTag())) {
      if (!scalar.getValue().isBlank()) {
        return Optional.of(scalar.getValue());
      }
      error(name + " must not be empty");
    } else if (node instanceof ScalarNode scalar && isOwnTag(scalar)) {
      error(
          "%s must be text: put all of it in quotes, because %s is a tag of YAML",
          name, scalar.getTag().getValue());
    } else if (node instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
      error(name + " must be text: write \"" + scalar.getValue() + "\" in quotes");
    } else {
      error(name + " must be text, not " + kind());
    }
    return Optional.empty();
  }

  /** Such as {@code !lead.test}, which is meant to be a condition. */
  private static boolean isOwnTag(ScalarNode scalar) {
    return !scalar.getTag().getValue().startsWith(Tag.PREFIX);
  }

  /** Text that can be a key, a metric's label and a part of a file name. */
  Optional<String> id() {
    Optional<String> text = text();
    if (text.isPresent() && !ID.matcher(text.get()).matches()) {
      error(
          name
              + " must be letters, digits, \".\", \"_\" and \"-\", at most 100 of them, not "
              + kind());
      return Optional.empty();
    }
    return text;
  }

  /** The same value under another name. */
  Value as(String name) {
    return new Value(node, name, findings);
  }

  /**
   * The name of something that is defined elsewhere in the file. When nothing is, that has been
   * found already.
   */
  Optional<String> reference(String what, Collection<String> known) {
    Optional<String> text = text();
    if (text.isPresent() && !known.isEmpty() && !known.contains(text.get())) {
      error("unknown " + what + " \"" + text.get() + "\"" + Spelling.hint(text.get(), known));
      return Optional.empty();
    }
    return text;
  }

  /** The name of something that is defined elsewhere in the file, where nothing has to be. */
  Optional<String> definedIn(String what, Collection<String> known) {
    if (known.isEmpty()) {
      text().ifPresent(name -> error("unknown " + what + " \"" + name + "\": there is none"));
      return Optional.empty();
    }
    return reference(what, known);
  }

  OptionalDouble number(double least, double most) {
    if (node instanceof ScalarNode scalar
        && (Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag()))) {
      try {
        double number = Double.parseDouble(scalar.getValue());
        if (number >= least && number <= most) {
          return OptionalDouble.of(number);
        }
      } catch (NumberFormatException notFinite) {
        // .inf and .nan are numbers in YAML, and never in range.
      }
    }
    error("%s must be a number from %s to %s, not %s", name, plain(least), plain(most), kind());
    return OptionalDouble.empty();
  }

  OptionalInt integer(int least, int most) {
    if (node instanceof ScalarNode scalar && Tag.INT.equals(scalar.getTag())) {
      try {
        int number = Integer.parseInt(scalar.getValue());
        if (number >= least && number <= most) {
          return OptionalInt.of(number);
        }
      } catch (NumberFormatException tooLong) {
        // Never in range.
      }
    }
    error("%s must be a whole number from %d to %d, not %s", name, least, most, kind());
    return OptionalInt.empty();
  }

  /** Days, hours, minutes and seconds, such as {@code 1h30m}; longer than nothing. */
  Optional<Duration> duration(Duration most) {
    if (node instanceof ScalarNode scalar) {
      Matcher parts = DURATION.matcher(scalar.getValue());
      if (parts.matches()) {
        Duration duration =
            Duration.ofDays(part(parts, 1))
                .plusHours(part(parts, 2))
                .plusMinutes(part(parts, 3))
                .plusSeconds(part(parts, 4));
        if (!duration.isZero() && duration.compareTo(most) <= 0) {
          return Optional.of(duration);
        }
      }
    }
    error(
        "%s must be a duration such as 90s, 10m, 1h30m or 7d, at most %dd, not %s",
        name, most.toDays(), kind());
    return Optional.empty();
  }

  /** A share of something, 1% to 99%; empty, and no finding, when it is something else. */
  OptionalInt percent() {
    return node instanceof ScalarNode scalar && PERCENT.matcher(scalar.getValue()).matches()
        ? OptionalInt.of(Integer.parseInt(scalar.getValue().replace("%", "")))
        : OptionalInt.empty();
  }

  private static long part(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Long.parseLong(parts.group(group));
  }

  /** Whether it is this word. */
  boolean says(String word) {
    return node instanceof ScalarNode scalar
        && Tag.STR.equals(scalar.getTag())
        && scalar.getValue().equals(word);
  }

  /** Whether it is {@code true}, the only thing it may be. */
  boolean isTrue() {
    boolean isTrue =
        node instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag()) && isTrue(scalar);
    if (!isTrue) {
      error(name + " can only be true, not " + kind());
    }
    return isTrue;
  }

  private static boolean isTrue(ScalarNode bool) {
    return bool.getValue().equalsIgnoreCase("true");
  }

  /** Whether it is {@code true}; empty when it is neither true nor false. */
  Optional<Boolean> flag() {
    if (node instanceof ScalarNode scalar && Tag.BOOL.equals(scalar.getTag())) {
      return Optional.of(isTrue(scalar));
    }
    error(name + " must be true or false, not " + kind());
    return Optional.empty();
  }

  /**
   * One of the constants, by its name in lower case and with hyphens.
   *
   * @param what a constant is, for findings
   */
  <E extends Enum<E>> Optional<E> choice(String what, Collection<E> constants) {
    Map<String, E> byLabel = new LinkedHashMap<>();
    for (E constant : constants) {
      byLabel.put(Label.of(constant), constant);
    }
    return reference(what, byLabel.keySet()).map(byLabel::get);
  }

  boolean isList() {
    return node instanceof SequenceNode;
  }

  boolean isMapping() {
    return node instanceof MappingNode;
  }

  /**
   * The items of a list that must not be empty.
   *
   * @param item what findings call one of them
   */
  List<Value> items(String item) {
    if (!(node instanceof SequenceNode list)) {
      error(name + " must be a list, not " + kind());
      return List.of();
    }
    if (list.getValue().isEmpty()) {
      error(name + " must not be empty");
    }
    return list.getValue().stream().map(node -> new Value(node, item, findings)).toList();
  }

  /** What stands under keys of the author's own choice. */
  Map<String, Entry> entries() {
    Map<String, Entry> entries = new LinkedHashMap<>();
    keys()
        .forEach(
            (key, tuple) ->
                entries.put(
                    key,
                    new Entry(
                        new Value(tuple.getKeyNode(), key, findings),
                        new Value(tuple.getValueNode(), key, findings))));
    return entries;
  }

  /** A key of the author's own choice, and its value. */
  record Entry(Value key, Value value) {}

  /** Values by the keys of the language; any other key is a finding. */
  Section section(Set<String> language) {
    Map<String, Value> values = new LinkedHashMap<>();
    keys()
        .forEach(
            (key, tuple) -> {
              if (language.contains(key)) {
                values.put(key, new Value(tuple.getValueNode(), key, findings));
              } else {
                String hint =
                    Spelling.guess(key, language)
                        .or(() -> Language.hint(key))
                        .orElseGet(() -> Spelling.list(language));
                findings.error(tuple.getKeyNode(), "unknown key \"" + key + "\" in " + name + hint);
              }
            });
    return new Section(this, values);
  }

  /** The first entry of each key. */
  private Map<String, NodeTuple> keys() {
    if (!(node instanceof MappingNode mapping)) {
      error(name + " must be a mapping, not " + kind());
      return Map.of();
    }
    Map<String, NodeTuple> keys = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        findings.error(tuple.getKeyNode(), "a key must be plain text");
        continue;
      }
      NodeTuple first = keys.putIfAbsent(key.getValue(), tuple);
      if (first != null) {
        int line = Findings.Place.of(first.getKeyNode()).line();
        findings.error(key, "duplicate key \"" + key.getValue() + "\", first on line " + line);
      }
    }
    return keys;
  }

  /** Each value once; a second one is a finding. */
  static Set<String> distinct(List<Value> values, Function<Value, Optional<String>> read) {
    Set<String> distinct = new LinkedHashSet<>();
    for (Value value : values) {
      Optional<String> text = read.apply(value);
      if (text.isPresent() && !distinct.add(text.get())) {
        value.error("duplicate " + value.name() + " \"" + text.get() + "\"");
      }
    }
    return distinct;
  }

  int line() {
    return Findings.Place.of(node).line();
  }

  void error(String message) {
    findings.error(node, message);
  }

  void warning(String message) {
    findings.warning(node, message);
  }

  private void error(String format, Object... arguments) {
    findings.error(node, String.format(format, arguments));
  }

  /** What is there, for people. */
  private String kind() {
    if (node instanceof MappingNode) {
      return "a mapping";
    }
    if (node instanceof SequenceNode) {
      return "a list";
    }
    String text = ((ScalarNode) node).getValue();
    return Tag.NULL.equals(node.getTag()) ? "nothing" : "\"" + beginning(text) + "\"";
  }

  private static String beginning(String text) {
    return text.codePointCount(0, text.length()) <= MOST_QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MOST_QUOTED)) + "…";
  }

  /** A number as people write it. */
  static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
