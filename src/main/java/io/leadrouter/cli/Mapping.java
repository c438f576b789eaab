package io.leadrouter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What somebody says about the columns of a file.
 *
 * @param map field to column, or to a template with {@code {column}} in it
 * @param set field to a constant or a template
 * @param ignore columns to leave out; {@code *} for all that no field takes
 */
record Mapping(
    Map<String, String> map,
    Map<String, String> set,
    List<String> ignore,
    Optional<String> delimiter,
    Optional<String> charset,
    Optional<String> timeFormat,
    Optional<String> timeZone) {
  private static final List<String> KEYS =
      List.of("map", "set", "ignore", "delimiter", "charset", "timeFormat", "timeZone");

  static final Mapping NONE = ignoring(List.of());

  /** Leaves these columns out. */
  static Mapping ignoring(List<String> columns) {
    return new Mapping(
        Map.of(),
        Map.of(),
        columns,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads a mapping file: YAML with {@code map} and {@code set} (field: text), {@code ignore} (a
   * list) and {@code delimiter}, {@code charset}, {@code timeFormat}, {@code timeZone}.
   *
   * @throws Refusal when it can't be read
   */
  static Mapping read(Path file) {
    Object loaded;
    try {
      loaded =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new Refusal("mapping file " + file + " cannot be read: " + e.getMessage(), e);
    } catch (YamlEngineException e) {
      throw new Refusal("mapping file " + file + " is no YAML: " + e.getMessage(), e);
    }
    if (!(loaded instanceof Map<?, ?> keys)) {
      throw new Refusal("mapping file " + file + " must have keys such as 'map' and 'set'");
    }
    for (Object key : keys.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new Refusal(
            "%s: unknown key '%s'%s"
                .formatted(file, key, Suggestion.of(String.valueOf(key), KEYS)));
      }
    }
    return new Mapping(
        texts(file, keys, "map"),
        texts(file, keys, "set"),
        list(file, keys),
        text(file, keys, "delimiter"),
        text(file, keys, "charset"),
        text(file, keys, "timeFormat"),
        text(file, keys, "timeZone"));
  }

  /** This, with what the other says on top. */
  Mapping with(Mapping other) {
    List<String> ignored = new ArrayList<>(ignore);
    ignored.addAll(other.ignore);
    return new Mapping(
        merged(map, other.map),
        merged(set, other.set),
        List.copyOf(ignored),
        other.delimiter.or(() -> delimiter),
        other.charset.or(() -> charset),
        other.timeFormat.or(() -> timeFormat),
        other.timeZone.or(() -> timeZone));
  }

  private static Map<String, String> merged(Map<String, String> first, Map<String, String> second) {
    Map<String, String> merged = new LinkedHashMap<>(first);
    merged.putAll(second);
    return merged;
  }

  private static Map<String, String> texts(Path file, Map<?, ?> keys, String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    Object value = keys.get(key);
    if (value == null) {
      return texts;
    }
    if (!(value instanceof Map<?, ?> entries)) {
      throw new Refusal(
          "%s: '%s' must list fields, as in 'person.email: E-Mail'".formatted(file, key));
    }
    entries.forEach((field, text) -> texts.put(String.valueOf(field), scalar(file, key, text)));
    return texts;
  }

  private static List<String> list(Path file, Map<?, ?> keys) {
    Object value = keys.get("ignore");
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> columns) {
      return columns.stream().map(column -> scalar(file, "ignore", column)).toList();
    }
    return List.of(scalar(file, "ignore", value));
  }

  private static Optional<String> text(Path file, Map<?, ?> keys, String key) {
    return Optional.ofNullable(keys.get(key)).map(value -> scalar(file, key, value));
  }

  private static String scalar(Path file, String key, Object value) {
    if (value == null || value instanceof Map || value instanceof List) {
      throw new Refusal("%s: '%s' needs a plain text".formatted(file, key));
    }
    return String.valueOf(value);
  }
}
