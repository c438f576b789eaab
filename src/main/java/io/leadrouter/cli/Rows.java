package io.leadrouter.cli;

import java.util.List;
import java.util.Optional;

/** The rows of a file, one after the other. Not thread-safe. */
interface Rows {
  /** What every row has; empty where each row names its own. */
  Optional<List<String>> header();

  /**
   * The next row; null after the last.
   *
   * @throws BadRow when there is one but it can't be read; the next call goes on behind it
   */
  Row next() throws BadRow;
}
