package io.leadrouter.recovery;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock that stands until the test lets time pass: what two routers decide by it can be compared
 * to the microsecond, and nobody waits for a deadline. Only the test sets it; routers' threads read
 * it.
 */
final class StandingClock {

  private volatile Instant now;

  StandingClock(Instant now) {
    this.now = now;
  }

  Instant now() {
    return now;
  }

  void passes(Duration time) {
    now = now.plus(time);
  }
}
