package io.leadrouter.event;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How absence is said: null in Avro, an empty value in the domain. */
final class Absent {

  private Absent() {}

  static String text(String value) {
    return value == null ? "" : value;
  }

  static String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static long count(Long value) {
    return value == null ? 0 : value;
  }

  static Long orNull(long count) {
    return count == 0 ? null : count;
  }

  static OptionalInt integer(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  static OptionalDouble number(Double value) {
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
