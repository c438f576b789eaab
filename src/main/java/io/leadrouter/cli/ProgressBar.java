package io.leadrouter.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How far a file has been published, on one line of a terminal. Silent where nobody watches. Not
 * thread-safe.
 */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long EVERY_NANOS = 200_000_000;

  private final PrintWriter terminal;
  private final boolean watched;
  private final long began = System.nanoTime();
  private long shown = began - EVERY_NANOS;

  ProgressBar(PrintWriter terminal, boolean watched) {
    this.terminal = terminal;
    this.watched = watched;
  }

  /** Whether a person sees what the process writes. */
  static boolean isWatched() {
    return System.console() != null && System.getenv("TERM") != null;
  }

  void show(long rows, long bytes, OptionalLong ofBytes) {
    long now = System.nanoTime();
    if (!watched || now - shown < EVERY_NANOS) {
      return;
    }
    shown = now;
    double share =
        ofBytes.isPresent() ? Math.min(1.0, bytes / (double) Math.max(1, ofBytes.getAsLong())) : 0;
    String bar =
        ofBytes.isEmpty()
            ? ""
            : "[%s%s] %3.0f %%  "
                .formatted(
                    "#".repeat((int) (share * WIDTH)),
                    ".".repeat(WIDTH - (int) (share * WIDTH)),
                    share * 100);
    double seconds = Math.max(1e-3, (now - began) / 1e9);
    terminal.printf(Locale.ROOT, "\r%s%,d rows, %,.0f/s ", bar, rows, rows / seconds);
    terminal.flush();
  }

  /** Clears the line for what is said at the end. */
  void end() {
    if (watched) {
      terminal.print("\r" + " ".repeat(WIDTH + 50) + "\r");
      terminal.flush();
    }
  }
}
