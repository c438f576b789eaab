package io.leadrouter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One JSON object on each line. The fields of an object inside it are columns such as {@code
 * person.email}.
 */
final class JsonRows implements Rows {
  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .reader();

  private final InputFile file;
  private long line;
  private long number;

  JsonRows(InputFile file) {
    this.file = file;
  }

  @Override
  public Optional<List<String>> header() {
    return Optional.empty();
  }

  @Override
  public Row next() throws BadRow {
    String text;
    do {
      text = file.readLine();
      if (text == null) {
        return null;
      }
      line++;
    } while (text.isBlank());
    number++;
    if (InputFile.undecodable(text)) {
      throw new BadRow(line, "row", "not in the expected character set; name it with --charset");
    }
    JsonNode object;
    try {
      object = JSON.readTree(InputFile.withoutByteOrderMark(text));
    } catch (JsonProcessingException e) {
      // Jackson's own message quotes the text.
      throw new BadRow(
          line, "row", "not JSON from column " + e.getLocation().getColumnNr() + " on");
    }
    if (!object.isObject()) {
      throw new BadRow(line, "row", "not a JSON object");
    }
    List<String> columns = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    flatten("", object, columns, values);
    return new Row(line, number, columns, values);
  }

  private static void flatten(
      String prefix, JsonNode object, List<String> columns, List<Object> values) {
    object
        .properties()
        .forEach(
            field -> {
              String name = prefix + field.getKey();
              JsonNode value = field.getValue();
              if (value.isObject()) {
                flatten(name + ".", value, columns, values);
              } else {
                columns.add(name);
                values.add(value.isArray() ? value : value.isNull() ? "" : value.asText());
              }
            });
  }
}
