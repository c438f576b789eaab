package io.leadrouter.sandbox;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a person sees: lines that stay, and below them one status line. On a terminal the status is
 * refreshed in place; elsewhere it becomes a line every few seconds. Thread-safe.
 */
final class Screen {

  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  // Return to the line's beginning and erase to its end.
  private static final String CLEAR = "\r\033[K";

  private final PrintWriter out;
  private final boolean terminal;
  private String status = "";
  private Instant lastStatus = Instant.EPOCH;

  Screen(PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Whether standard output is a terminal that can refresh a line. */
  static boolean isTerminal() {
    String type = System.getenv("TERM");
    return System.console() != null && type != null && !type.equals("dumb");
  }

  void line(String text) {
    lines(List.of(text));
  }

  synchronized void lines(List<String> texts) {
    if (texts.isEmpty()) {
      return;
    }
    clearStatus();
    texts.forEach(out::println);
    showStatus();
  }

  synchronized void status(String text) {
    if (terminal) {
      clearStatus();
      status = text;
      showStatus();
    } else if (lastStatus.plus(BETWEEN_LINES).isBefore(Instant.now())) {
      lastStatus = Instant.now();
      out.println(text);
      out.flush();
    }
  }

  /** The last status stays as a line. */
  synchronized void endStatus() {
    if (!status.isEmpty()) {
      out.println();
      status = "";
    }
    out.flush();
  }

  private void clearStatus() {
    if (!status.isEmpty()) {
      out.print(CLEAR);
    }
  }

  private void showStatus() {
    if (!status.isEmpty()) {
      out.print(status);
    }
    out.flush();
  }
}
