package io.leadrouter.routing;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Values as a test would write them: what is printed can be pasted into one. */
final class Wording {

  private final StringBuilder text;

  /** Begins a sheet: what is said of it follows. */
  Wording(String sheet, String id) {
    text = new StringBuilder(sheet + "(" + of(id) + ")");
  }

  Wording unless(Object usual, String verb, Object... said) {
    return usual.equals(said[0]) ? this : says(verb, said);
  }

  Wording ifPresent(String verb, OptionalInt number) {
    return number.isPresent() ? says(verb, number.getAsInt()) : this;
  }

  Wording ifSo(String verb, boolean so) {
    return so ? says(verb) : this;
  }

  Wording ifAny(String verb, Collection<String> words) {
    return words.isEmpty() ? this : says(verb, words.toArray());
  }

  Wording says(String verb, Object... said) {
    text.append("." + verb + list("(", Stream.of(said)));
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  static String of(Object value) {
    if (value instanceof String string) {
      int policy = History.POLICIES.indexOf(string);
      return policy < 0 ? quoted(string) : "History.POLICIES.get(" + policy + ")";
    } else if (value instanceof Enum<?> constant) {
      return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    } else if (value instanceof Duration || value instanceof Instant) {
      return value.getClass().getSimpleName() + ".parse(\"" + value + "\")";
    } else if (value instanceof Optional<?> optional) {
      return optional.map(some -> "Optional.of(" + of(some) + ")").orElse("Optional.empty()");
    } else if (value instanceof OptionalInt number) {
      return number.isEmpty() ? "OptionalInt.empty()" : "OptionalInt.of(" + number.getAsInt() + ")";
    } else if (value instanceof List<?> values) {
      return list("List.of(", values.stream());
    } else if (value instanceof Set<?> values) {
      return list("Set.of(", values.stream());
    } else if (value instanceof Map<?, ?> values) {
      return list(
          "Map.of(",
          new TreeMap<>(values)
              .entrySet().stream().flatMap(entry -> Stream.of(entry.getKey(), entry.getValue())));
    } else if (value instanceof LeadSheet || value instanceof RepSheet) {
      return value.toString();
    } else if (value instanceof Record record) {
      return list(
          "new " + record.getClass().getSimpleName() + "(",
          Stream.of(record.getClass().getRecordComponents()).map(part -> part(record, part)));
    }
    return String.valueOf(value);
  }

  static Object part(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static String list(String opening, Stream<?> values) {
    return values.map(Wording::of).collect(joining(", ", opening, ")"));
  }
}
