package io.leadrouter.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * JSON as the clients of other languages show an Avro record: a union is its value, or stands under
 * the name of its record where it has several; what has a default may be absent. Whatever does not
 * fit the schema is an {@link AssertionError} that says where.
 */
final class PlainJson {

  private PlainJson() {}

  static GenericRecord record(Schema schema, JsonNode json) {
    return record(schema.getName(), schema, json);
  }

  private static GenericRecord record(String path, Schema schema, JsonNode json) {
    check(json.isObject(), path, schema, json);
    Set<String> unknown = new TreeSet<>();
    json.fieldNames().forEachRemaining(unknown::add);
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      String at = path + "." + field.name();
      if (unknown.remove(field.name())) {
        record.put(field.pos(), value(at, field.schema(), json.get(field.name())));
      } else if (field.hasDefaultValue()) {
        record.put(field.pos(), GenericData.get().getDefaultValue(field));
      } else {
        throw new AssertionError(at + " is missing");
      }
    }
    check(unknown.isEmpty(), path, schema, json);
    return record;
  }

  private static Object value(String path, Schema schema, JsonNode json) {
    return switch (schema.getType()) {
      case RECORD -> record(path, schema, json);
      case UNION -> union(path, schema, json);
      case ARRAY -> {
        check(json.isArray(), path, schema, json);
        List<Object> values = new ArrayList<>();
        json.forEach(each -> values.add(value(path + "[]", schema.getElementType(), each)));
        yield values;
      }
      case MAP -> {
        check(json.isObject(), path, schema, json);
        Map<String, Object> values = new HashMap<>();
        json.properties()
            .forEach(
                entry ->
                    values.put(
                        entry.getKey(),
                        value(path + "{}", schema.getValueType(), entry.getValue())));
        yield values;
      }
      case ENUM -> {
        check(schema.hasEnumSymbol(json.asText()), path, schema, json);
        yield new GenericData.EnumSymbol(schema, json.asText());
      }
      case STRING -> {
        check(json.isTextual(), path, schema, json);
        yield json.textValue();
      }
      case BYTES -> {
        check(json.isTextual(), path, schema, json);
        yield ByteBuffer.wrap(json.textValue().getBytes(StandardCharsets.ISO_8859_1));
      }
      case INT -> {
        check(json.canConvertToInt() && json.isIntegralNumber(), path, schema, json);
        yield json.intValue();
      }
      case LONG -> {
        check(json.isIntegralNumber(), path, schema, json);
        yield json.longValue();
      }
      case DOUBLE -> {
        check(json.isNumber(), path, schema, json);
        yield json.doubleValue();
      }
      case BOOLEAN -> {
        check(json.isBoolean(), path, schema, json);
        yield json.booleanValue();
      }
      default -> throw new AssertionError(path + ": no topic has a " + schema.getType());
    };
  }

  private static Object union(String path, Schema union, JsonNode json) {
    if (json.isNull()) {
      check(union.isNullable(), path, union, json);
      return null;
    }
    List<Schema> values =
        union.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
    if (values.size() == 1) {
      return value(path, values.get(0), json);
    }
    for (Schema named : values) {
      if (json.size() == 1 && json.has(named.getName())) {
        return record(path, named, json.get(named.getName()));
      }
    }
    throw new AssertionError(path + ": no such value " + json);
  }

  private static void check(boolean fits, String path, Schema schema, JsonNode json) {
    if (!fits) {
      throw new AssertionError("%s is no %s: %s".formatted(path, schema.getName(), json));
    }
  }
}
