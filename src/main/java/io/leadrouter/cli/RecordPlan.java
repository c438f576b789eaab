package io.leadrouter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * How a row becomes a record: for each field of the schema, where its value comes from. Immutable.
 */
final class RecordPlan {
  /** A field for which the row has no value. */
  private static final Object NOTHING = new Object();

  private interface Step {
    /** The value, or {@link #NOTHING}. */
    Object value(Row row) throws BadRow;
  }

  private final String prefix;
  private final Schema schema;
  private final List<Step> steps = new ArrayList<>();

  /**
   * @param sources by path; every path is a field's
   */
  RecordPlan(Schema schema, Map<String, Source> sources, ValueReaders readers) {
    this("", schema, sources, readers);
  }

  private RecordPlan(
      String prefix, Schema schema, Map<String, Source> sources, ValueReaders readers) {
    this.prefix = prefix;
    this.schema = schema;
    for (Schema.Field field : schema.getFields()) {
      steps.add(step(field, sources, readers));
    }
  }

  /**
   * Makes the record.
   *
   * @throws BadRow at the first field that can't be filled
   */
  SpecificRecord record(Row row) throws BadRow {
    List<Object> values = values(row);
    if (values.isEmpty()) {
      throw new BadRow(row.line(), "row", "empty");
    }
    return filled(values, row);
  }

  private Step step(Schema.Field field, Map<String, Source> sources, ValueReaders readers) {
    String path = prefix + field.name();
    Schema type = Schemas.withoutNull(field.schema());
    if (type.getType() == Schema.Type.MAP) {
      Map<String, Source> entries = below(path, sources);
      return entries.isEmpty() ? row -> NOTHING : row -> entries(entries, row);
    }
    if (type.getType() == Schema.Type.RECORD) {
      if (below(path, sources).isEmpty()) {
        return row -> NOTHING;
      }
      RecordPlan nested = new RecordPlan(path + ".", type, sources, readers);
      return row -> {
        List<Object> values = nested.values(row);
        return values.isEmpty() ? NOTHING : nested.filled(values, row);
      };
    }
    Source source = sources.get(path);
    if (source == null) {
      return row -> NOTHING;
    }
    ValueReaders.ValueReader reader = readers.of(type);
    return row -> {
      Object cell = source.get(row);
      if (Source.isEmpty(cell)) {
        return NOTHING;
      }
      try {
        return reader.read(cell);
      } catch (Unreadable e) {
        throw new BadRow(row.line(), path, e.getMessage());
      }
    };
  }

  /** As many as fields, or none when the row has nothing for any of them. */
  private List<Object> values(Row row) throws BadRow {
    List<Object> values = new ArrayList<>(steps.size());
    boolean any = false;
    for (Step step : steps) {
      Object value = step.value(row);
      any |= value != NOTHING;
      values.add(value);
    }
    return any ? values : List.of();
  }

  private SpecificRecord filled(List<Object> values, Row row) throws BadRow {
    SpecificRecord record = Schemas.newRecord(schema);
    for (Schema.Field field : schema.getFields()) {
      Object value = values.get(field.pos());
      if (value == NOTHING) {
        if (!field.hasDefaultValue()) {
          throw new BadRow(row.line(), prefix + field.name(), "missing");
        }
        value = Schemas.defaultValue(field);
      }
      record.put(field.pos(), value);
    }
    return record;
  }

  private static Object entries(Map<String, Source> sources, Row row) {
    Map<String, String> entries = new HashMap<>(sources.size() * 2);
    sources.forEach(
        (name, source) -> {
          Object value = source.get(row);
          if (!Source.isEmpty(value)) {
            entries.put(
                name,
                value instanceof JsonNode array ? ValueReaders.joined(array) : (String) value);
          }
        });
    return entries.isEmpty() ? NOTHING : entries;
  }

  private static Map<String, Source> below(String path, Map<String, Source> sources) {
    Map<String, Source> below = new HashMap<>();
    sources.forEach(
        (key, source) -> {
          if (key.startsWith(path + ".")) {
            below.put(key.substring(path.length() + 1), source);
          }
        });
    return below;
  }
}
