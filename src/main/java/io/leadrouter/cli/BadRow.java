package io.leadrouter.cli;

/**
 * A row that can't be published. The message never quotes what stands in the row, for that may be
 * personal data.
 */
final class BadRow extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final String field;

  /**
   * @param line from 1
   * @param field path of the field, or {@code row} for the row as a whole
   */
  BadRow(long line, String field, String problem) {
    super(problem, null, false, false);
    this.line = line;
    this.field = field;
  }

  /** {@code FILE:LINE: field: problem}. */
  String in(String file) {
    return file + ":" + line + ": " + field + ": " + getMessage();
  }
}
