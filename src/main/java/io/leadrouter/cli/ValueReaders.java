package io.leadrouter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * Reads what people write into values of a generated class, by the field's Avro schema. Several
 * values of a list are separated by {@code |}, the parts of a record by blanks or, without any, by
 * {@code :}, as in {@code owner:r-17|owner:r-18}.
 */
final class ValueReaders {
  /** Reads one field's value. */
  interface ValueReader {
    /**
     * @param cell a text that is not blank, or a JSON array
     */
    Object read(Object cell) throws Unreadable;
  }

  private interface TextReader {
    Object read(String text) throws Unreadable;
  }

  private static final Pattern LIST = Pattern.compile("\\|");

  private final InstantText instants;

  ValueReaders(InstantText instants) {
    this.instants = instants;
  }

  /** A reader for a field of this schema, which is not a map. */
  ValueReader of(Schema field) {
    Schema schema = Schemas.withoutNull(field);
    if (schema.getType() == Schema.Type.ARRAY) {
      return listReader(schema.getElementType());
    }
    TextReader reader = textReader(schema);
    return cell -> reader.read(cell instanceof JsonNode json ? joined(json) : (String) cell);
  }

  /** A JSON array as a cell of a CSV file would have it. */
  static String joined(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(
        element -> texts.add(element.isValueNode() ? element.asText() : element.toString()));
    return String.join("|", texts);
  }

  private ValueReader listReader(Schema element) {
    boolean records = element.getType() == Schema.Type.RECORD;
    TextReader text = records ? partsReader(element) : textReader(element);
    ValueReader object =
        records ? objectReader(element) : cell -> text.read(joined((JsonNode) cell));
    return cell -> {
      List<Object> values = new ArrayList<>();
      if (cell instanceof JsonNode array) {
        for (JsonNode value : array) {
          values.add(value.isValueNode() ? text.read(value.asText().strip()) : object.read(value));
        }
        return values;
      }
      for (String part : LIST.split((String) cell)) {
        if (!part.isBlank()) {
          values.add(text.read(part.strip()));
        }
      }
      return values;
    };
  }

  private TextReader partsReader(Schema record) {
    List<Schema.Field> fields = record.getFields();
    List<TextReader> readers =
        fields.stream().map(f -> textReader(Schemas.withoutNull(f.schema()))).toList();
    long required = fields.stream().filter(field -> !field.hasDefaultValue()).count();
    String form = String.join(":", fields.stream().map(Schema.Field::name).toList());
    return text -> {
      String[] parts = text.split(text.indexOf(' ') < 0 ? ":" : " +", fields.size());
      if (parts.length < required) {
        throw new Unreadable("not of the form " + form);
      }
      SpecificRecord value = Schemas.newRecord(record);
      for (Schema.Field field : fields) {
        int i = field.pos();
        value.put(
            i,
            i < parts.length ? readers.get(i).read(parts[i].strip()) : Schemas.defaultValue(field));
      }
      return value;
    };
  }

  private ValueReader objectReader(Schema record) {
    Map<String, ValueReader> readers = new HashMap<>();
    record.getFields().forEach(field -> readers.put(field.name(), of(field.schema())));
    return cell -> {
      JsonNode object = (JsonNode) cell;
      for (String name : (Iterable<String>) object::fieldNames) {
        if (!readers.containsKey(name)) {
          throw new Unreadable("has an unknown field" + Suggestion.of(name, readers.keySet()));
        }
      }
      SpecificRecord value = Schemas.newRecord(record);
      for (Schema.Field field : record.getFields()) {
        JsonNode present = object.path(field.name());
        if (present.isMissingNode() || present.isNull()) {
          if (!field.hasDefaultValue()) {
            throw new Unreadable(field.name() + " is missing");
          }
          value.put(field.pos(), Schemas.defaultValue(field));
        } else {
          value.put(
              field.pos(),
              readers
                  .get(field.name())
                  .read(present.isArray() ? present : present.asText().strip()));
        }
      }
      return value;
    };
  }

  private TextReader textReader(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
      return instants::read;
    }
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return text -> decimal(text, decimal);
    }
    return switch (schema.getType()) {
      case STRING -> text -> text;
      case INT -> text -> (int) wholeNumber(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case LONG -> text -> wholeNumber(text, Long.MIN_VALUE, Long.MAX_VALUE);
      case DOUBLE -> ValueReaders::number;
      case BOOLEAN -> ValueReaders::truth;
      case ENUM -> enumReader(schema);
      default ->
          throw new IllegalArgumentException("No text can be read into " + schema.getFullName());
    };
  }

  private static TextReader enumReader(Schema schema) {
    Map<String, Object> symbols = new HashMap<>();
    schema.getEnumSymbols().forEach(symbol -> symbols.put(symbol, Schemas.symbol(symbol, schema)));
    String problem = "must be one of " + String.join(", ", schema.getEnumSymbols());
    return text -> {
      Object value = symbols.get(text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_'));
      if (value == null) {
        throw new Unreadable(problem);
      }
      return value;
    };
  }

  private static long wholeNumber(String text, long least, long most) throws Unreadable {
    try {
      long value = Long.parseLong(text);
      if (value < least || value > most) {
        throw new Unreadable("not between " + least + " and " + most);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new Unreadable("not a whole number");
    }
  }

  private static double number(String text) throws Unreadable {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new Unreadable("not a number");
  }

  private static boolean truth(String text) throws Unreadable {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw new Unreadable("neither true nor false");
    };
  }

  private static BigDecimal decimal(String text, LogicalTypes.Decimal type) throws Unreadable {
    try {
      BigDecimal value = new BigDecimal(text).setScale(type.getScale(), RoundingMode.UNNECESSARY);
      if (value.precision() <= type.getPrecision()) {
        return value;
      }
      throw new Unreadable("more than " + type.getPrecision() + " digits");
    } catch (NumberFormatException e) {
      throw new Unreadable("not a number");
    } catch (ArithmeticException e) {
      throw new Unreadable("more than " + type.getScale() + " decimals");
    }
  }
}
