package io.leadrouter.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was wrong with which line: the first on the screen, all of them in a file where one is asked
 * for.
 */
final class BadRowReport implements AutoCloseable {
  private final String label;
  private final int most;
  private final PrintWriter screen;
  private final PrintWriter file;
  private final List<String> first = new ArrayList<>();
  private long count;

  /**
   * @param path null for no file
   */
  BadRowReport(String label, int most, Path path, PrintWriter screen) {
    this.label = label;
    this.most = most;
    this.screen = screen;
    try {
      this.file = path == null ? null : new PrintWriter(Files.newBufferedWriter(path));
    } catch (IOException e) {
      throw new Refusal("errors can't be written to %s: %s".formatted(path, e), e);
    }
  }

  void add(BadRow row) {
    count++;
    String sentence = row.in(label);
    if (first.size() < most) {
      first.add(sentence);
    }
    if (file != null) {
      file.println(sentence);
    }
  }

  /** Prints the first bad rows, and how many more there are. */
  void end() {
    first.forEach(screen::println);
    if (count > first.size()) {
      screen.printf(
          Locale.ROOT,
          "… and %,d more%s%n",
          count - first.size(),
          file == null ? "; --errors FILE writes them all" : "");
    }
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
    }
  }
}
