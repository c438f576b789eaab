package io.leadrouter.event;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;

/** Records of the generated classes, made from nothing but what their schemas permit. */
final class AvroRecords {

  private final Random random;
  private final boolean everyNull;

  private AvroRecords(Random random, boolean everyNull) {
    this.random = random;
    this.everyNull = everyNull;
  }

  /** Null wherever it is permitted, and nothing in lists and maps. */
  static AvroRecords withEveryNull(long seed) {
    return new AvroRecords(new Random(seed), true);
  }

  static AvroRecords atRandom(long seed) {
    return new AvroRecords(new Random(seed), false);
  }

  Object of(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> union(schema.getTypes());
      case ARRAY -> array(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case ENUM -> symbol(schema);
      case STRING -> text();
      case INT -> random.nextInt();
      case LONG -> schema.getLogicalType() == null ? random.nextLong() : time();
      case DOUBLE -> random.nextBoolean() ? Double.NaN : random.nextDouble();
      case BOOLEAN -> random.nextBoolean();
      case BYTES -> decimal((LogicalTypes.Decimal) schema.getLogicalType());
      case NULL -> null;
      default -> throw new IllegalStateException("The contract has no " + schema.getType());
    };
  }

  private SpecificRecordBase record(Schema schema) {
    SpecificRecordBase record =
        (SpecificRecordBase) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), of(field.schema()));
    }
    return record;
  }

  private Object union(List<Schema> branches) {
    boolean isNullable = branches.get(0).getType() == Schema.Type.NULL;
    return isNullable && everyNull ? null : of(branches.get(random.nextInt(branches.size())));
  }

  private List<Object> array(Schema element) {
    List<Object> array = new ArrayList<>();
    for (int i = everyNull ? 0 : random.nextInt(3); i > 0; i--) {
      array.add(of(element));
    }
    return array;
  }

  private Map<String, Object> map(Schema value) {
    Map<String, Object> map = new HashMap<>();
    for (int i = everyNull ? 0 : random.nextInt(3); i > 0; i--) {
      map.put(text(), of(value));
    }
    return map;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object symbol(Schema schema) {
    List<String> symbols = schema.getEnumSymbols();
    String symbol = symbols.get(random.nextInt(symbols.size()));
    return Enum.valueOf((Class<Enum>) SpecificData.get().getClass(schema), symbol);
  }

  private String text() {
    return random.nextInt(3) == 0 ? "" : "text-" + random.nextInt(100);
  }

  private Instant time() {
    long micros =
        switch (random.nextInt(4)) {
          case 0 -> Long.MIN_VALUE;
          case 1 -> Long.MAX_VALUE;
          default -> random.nextLong();
        };
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private BigDecimal decimal(LogicalTypes.Decimal type) {
    BigInteger limit = BigInteger.TEN.pow(type.getPrecision());
    return new BigDecimal(new BigInteger(70, random).mod(limit).negate(), type.getScale());
  }
}
