package io.leadrouter.policy;

import java.time.Duration;
import java.util.Optional;

/**
 * How long before the end of a time it is said that it runs out. Immutable.
 *
 * @param time empty: as the share says
 * @param percent of the whole time, 1 to 99; 0 where the time is said
 */
public record WarnBefore(Optional<Duration> time, int percent) {

  static WarnBefore time(Duration time) {
    return new WarnBefore(Optional.of(time), 0);
  }

  static WarnBefore share(int percent) {
    return new WarnBefore(Optional.empty(), percent);
  }

  /** In whole seconds. */
  public Duration of(Duration whole) {
    return time.orElseGet(() -> Duration.ofSeconds(whole.toSeconds() * percent / 100));
  }
}
