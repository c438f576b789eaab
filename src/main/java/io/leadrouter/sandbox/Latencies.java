package io.leadrouter.sandbox;

import java.time.Duration;
import java.util.Arrays;

/** The latest durations, in milliseconds, and how they are spread. Not thread-safe. */
final class Latencies {

  private final int[] latest = new int[8_192];
  private long count;

  void add(Duration duration) {
    latest[(int) (count++ % latest.length)] =
        (int) Math.min(Integer.MAX_VALUE, Math.max(0, duration.toMillis()));
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * The duration that this share of them does not exceed, in milliseconds; 0 when there is none.
   *
   * @param share above 0, at most 1
   */
  int quantile(double share) {
    int known = (int) Math.min(count, latest.length);
    if (known == 0) {
      return 0;
    }
    int[] sorted = Arrays.copyOf(latest, known);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * known) - 1)];
  }
}
