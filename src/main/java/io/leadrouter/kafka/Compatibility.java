package io.leadrouter.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What a subject demands of its next schema; the names are those of Confluent's registry. */
public enum Compatibility {
  NONE(false, false, false),
  /** The new schema reads what the latest one wrote. */
  BACKWARD(true, false, false),
  BACKWARD_TRANSITIVE(true, false, true),
  /** The latest schema reads what the new one writes. */
  FORWARD(false, true, false),
  FORWARD_TRANSITIVE(false, true, true),
  FULL(true, true, false),
  FULL_TRANSITIVE(true, true, true);

  private final boolean readsOld;
  private final boolean readByOld;
  private final boolean transitive;

  Compatibility(boolean readsOld, boolean readByOld, boolean transitive) {
    this.readsOld = readsOld;
    this.readByOld = readByOld;
    this.transitive = transitive;
  }

  /** The level of that name, in any case; empty for an unknown one. */
  public static Optional<Compatibility> named(String name) {
    for (Compatibility each : values()) {
      if (each.name().equals(name.toUpperCase(Locale.ROOT))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * Why a schema may not follow the earlier ones.
   *
   * @param earlier newest first
   * @return a sentence for each reason; empty if it may
   */
  List<String> objections(Schema next, List<Schema> earlier) {
    List<String> objections = new ArrayList<>();
    int compared = transitive ? earlier.size() : Math.min(1, earlier.size());
    for (Schema old : earlier.subList(0, compared)) {
      if (readsOld) {
        objections.addAll(objections("the new schema reading the old", next, old));
      }
      if (readByOld) {
        objections.addAll(objections("the old schema reading the new", old, next));
      }
    }
    return objections;
  }

  private static List<String> objections(String direction, Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(each -> direction + ": " + sentence(each))
        .toList();
  }

  private static String sentence(Incompatibility found) {
    return "%s at %s: %s".formatted(found.getType(), found.getLocation(), found.getMessage());
  }
}
