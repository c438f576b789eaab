package io.leadrouter.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the rows of a file are written. */
enum RowFormat {
  CSV,
  JSON;

  private static final Set<String> JSON_EXTENSIONS = Set.of("json", "jsonl", "ndjson");

  /** By the file's name, or by its first character. */
  static RowFormat of(String file, InputFile input) {
    String plain = file.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (JSON_EXTENSIONS.contains(plain.substring(plain.lastIndexOf('.') + 1))) {
      return JSON;
    }
    return input.startsWith('{') ? JSON : CSV;
  }

  /**
   * @param delimiter between columns; empty: what the header has most of
   */
  Rows rows(InputFile input, Optional<Character> delimiter) {
    return this == JSON ? new JsonRows(input) : new CsvRows(input, delimiter);
  }
}
