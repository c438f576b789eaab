package io.leadrouter.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Where a field's value comes from. */
interface Source {
  /** A text, or a JSON array; an empty text for none. */
  Object get(Row row);

  static Source ofColumn(int index) {
    return row -> {
      Object cell = row.values().get(index);
      return cell instanceof String text ? text.strip() : cell;
    };
  }

  /** This, or where it gives nothing the other. */
  default Source orElse(Source other) {
    return row -> {
      Object value = get(row);
      return isEmpty(value) ? other.get(row) : value;
    };
  }

  static boolean isEmpty(Object value) {
    return value instanceof String text && text.isEmpty();
  }

  /**
   * A text in which {@code {column}} stands for what the row has there. {@code {row}} is its number, {@code {line}} its
   * line, {@code {file}} the file's name, {@code {fingerprint}} changes with its content and {@code {now}} is the time;
   * {@code {{} is a brace. When a column it names is empty, so is all of it: half an e-mail address is worse than none.
   *
   * @param column finds a column
   */
  static Source ofTemplate(
      String template, String fileName, Clock clock, Function<String, Source> column) {
    List<Source> parts = new ArrayList<>();
    Map<String, Function<Row, String>> known =
        Map.of(
            "row", row -> Long.toString(row.number()),
            "line", row -> Long.toString(row.line()),
            "file", row -> fileName,
            "fingerprint", row -> HexFormat.of().toHexDigits(row.fingerprint()),
            "now", row -> clock.instant().toString());
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at);
      boolean doubled = at + 1 < template.length() && template.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        at += 2;
      } else if (c == '{') {
        int end = template.indexOf('}', at);
        if (end < 0) {
          throw new Refusal(
              "'%s' opens a brace and doesn't close it; write {{ for a brace".formatted(template));
        }
        if (!text.isEmpty()) {
          String constant = text.toString();
          parts.add(row -> constant);
          text.setLength(0);
        }
        String name = template.substring(at + 1, end);
        Function<Row, String> own = known.get(name);
        parts.add(own == null ? column.apply(name) : own::apply);
        at = end + 1;
      } else {
        text.append(c);
        at++;
      }
    }
    if (!text.isEmpty()) {
      String constant = text.toString();
      parts.add(row -> constant);
    }
    return parts.size() == 1 ? parts.get(0) : joined(List.copyOf(parts));
  }

  private static Source joined(List<Source> parts) {
    return row -> {
      StringBuilder joined = new StringBuilder();
      for (Source part : parts) {
        Object value = part.get(row);
        if (isEmpty(value)) {
          return "";
        }
        joined.append(value instanceof JsonNode array ? ValueReaders.joined(array) : value);
      }
      return joined.toString();
    };
  }
}
