package io.leadrouter;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long a test waits for what has to come: far longer than it ever takes, for the machine may be
 * at work on something else meanwhile.
 */
public final class Patience {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private Patience() {}

  /** Waits on the test's own thread, to which its clients belong. */
  public static ConditionFactory await() {
    return Awaitility.await().pollInSameThread().atMost(LONGEST_WAIT);
  }
}
