package io.leadrouter.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** The fields of a record by their paths, such as {@code person.email}. Immutable. */
final class FieldPaths {
  /**
   * Columns called like these are the person's, written out or not: they must not end up among the
   * attributes.
   */
  private static final String PERSON = "person.";

  private final Map<String, Schema.Field> fields = new LinkedHashMap<>();
  private final Map<String, String> bySpelling = new LinkedHashMap<>();
  private final Optional<String> attributes;

  FieldPaths(Schema schema) {
    collect("", schema);
    for (String path : fields.keySet()) {
      bySpelling.put(spelling(path), path);
    }
    for (String path : fields.keySet()) {
      if (path.startsWith(PERSON)) {
        bySpelling.putIfAbsent(spelling(path.substring(PERSON.length())), path);
      }
    }
    this.attributes =
        schema.getFields().stream()
            .filter(field -> field.schema().getType() == Schema.Type.MAP)
            .map(Schema.Field::name)
            .findFirst();
  }

  /** The map that takes what has no field; empty when the record has none. */
  Optional<String> attributes() {
    return attributes;
  }

  /**
   * The field that a column of this name fills without being told to; case, {@code _}, {@code -}
   * and blanks don't matter.
   */
  Optional<String> ofColumn(String column) {
    if (isAttribute(column)) {
      return Optional.of(column);
    }
    return Optional.ofNullable(bySpelling.get(spelling(column)));
  }

  /**
   * Makes sure that there is such a field.
   *
   * @throws Refusal when there is none
   */
  void require(String path, String kind) {
    if (!fields.containsKey(path) && !isAttribute(path)) {
      throw new Refusal(
          "%s have no field '%s'%s".formatted(kind, path, Suggestion.of(path, fields.keySet())));
    }
  }

  String nearest(String column) {
    return Suggestion.of(column, fields.keySet());
  }

  private boolean isAttribute(String path) {
    return attributes
        .map(map -> path.startsWith(map + ".") && path.length() > map.length() + 1)
        .orElse(false);
  }

  private void collect(String prefix, Schema schema) {
    for (Schema.Field field : schema.getFields()) {
      Schema type = Schemas.withoutNull(field.schema());
      if (type.getType() == Schema.Type.RECORD) {
        collect(prefix + field.name() + ".", type);
      } else if (type.getType() != Schema.Type.MAP) {
        fields.put(prefix + field.name(), field);
      }
    }
  }

  private static String spelling(String name) {
    return name.replaceAll("[_\\s-]", "").toLowerCase(Locale.ROOT);
  }
}
