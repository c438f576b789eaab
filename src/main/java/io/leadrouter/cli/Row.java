package io.leadrouter.cli;

import java.util.List;

/**
 * One row of a file that somebody publishes.
 *
 * @param line where it begins in the file, from 1
 * @param number counts the rows of data, from 1
 * @param columns the names; rows of one CSV file share the list
 * @param values as many as columns: a {@link String}, empty for none, or a JSON array as it was
 */
record Row(long line, long number, List<String> columns, List<Object> values) {
  /** A number that tells another content of the same row apart; the same for the same content. */
  int fingerprint() {
    return 31 * columns.hashCode() + values.hashCode();
  }
}
