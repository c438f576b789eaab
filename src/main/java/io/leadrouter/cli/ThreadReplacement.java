package io.leadrouter.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether and when a failed stream thread is replaced: after a pause that doubles with each failure
 * of the last {@link #WINDOW}, and not after {@value #MOST_FAILURES} of them, when an orchestrator
 * had better start the process afresh or a person look. Thread-safe.
 */
final class ThreadReplacement {

  private static final Duration WINDOW = Duration.ofMinutes(15);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final int MOST_FAILURES = 30;

  private final Deque<Instant> failures = new ArrayDeque<>();

  /** A thread has failed; how long to wait before the next, or empty for no next. */
  synchronized Optional<Duration> afterFailure(Instant now) {
    while (!failures.isEmpty() && failures.getFirst().isBefore(now.minus(WINDOW))) {
      failures.removeFirst();
    }
    failures.addLast(now);
    if (failures.size() > MOST_FAILURES) {
      return Optional.empty();
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures.size() - 1, 20));
    return Optional.of(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
  }
}
