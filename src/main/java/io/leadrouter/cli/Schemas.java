package io.leadrouter.cli;

import io.leadrouter.kafka.TrustedTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** New records of the generated classes, from their schemas. */
final class Schemas {
  static {
    TrustedTypes.register();
  }

  private Schemas() {}

  /** The generated class of a record. */
  @SuppressWarnings("unchecked") // What Avro generates for a record is a SpecificRecord.
  static Class<SpecificRecord> typeOf(Schema schema) {
    return (Class<SpecificRecord>) SpecificData.get().getClass(schema);
  }

  /** What a union with null stands for beside null. */
  static Schema withoutNull(Schema schema) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> others =
        schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (others.size() != 1) {
      throw new IllegalArgumentException("No single type in " + schema);
    }
    return others.get(0);
  }

  /** A record without any value, not even a default one. */
  static SpecificRecord newRecord(Schema schema) {
    return (SpecificRecord) SpecificData.get().newRecord(null, schema);
  }

  /** A symbol of a generated enum. */
  static Object symbol(String name, Schema schema) {
    return SpecificData.get().createEnum(name, schema);
  }

  /** The field's default, which is nobody else's to change; null where that is the default. */
  static Object defaultValue(Schema.Field field) {
    return value(field.schema(), field.defaultVal());
  }

  private static Object value(Schema declared, Object json) {
    if (json == JsonProperties.NULL_VALUE) {
      return null;
    }
    Schema schema = withoutNull(declared);
    return switch (schema.getType()) {
      case RECORD -> record(schema, (Map<?, ?>) json);
      case ENUM -> symbol((String) json, schema);
      case ARRAY -> list(schema, (List<?>) json);
      case MAP -> new HashMap<>((Map<?, ?>) json);
      default -> json;
    };
  }

  private static SpecificRecord record(Schema schema, Map<?, ?> json) {
    SpecificRecord record = newRecord(schema);
    for (Schema.Field field : schema.getFields()) {
      Object value =
          json.containsKey(field.name())
              ? value(field.schema(), json.get(field.name()))
              : defaultValue(field);
      record.put(field.pos(), value);
    }
    return record;
  }

  private static List<Object> list(Schema schema, List<?> json) {
    List<Object> list = new ArrayList<>();
    json.forEach(element -> list.add(value(schema.getElementType(), element)));
    return list;
  }
}
