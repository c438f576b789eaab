package io.leadrouter.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What becomes of a rep from whom leads are taken back because it says nothing. Immutable.
 *
 * @param pauseAfterExpired after how many in a row it gets no more for a while; empty: it goes on
 * @param pauseFor how long that while is
 * @param expiredCountsFor how long each counts as if it still held it; empty: no more at once
 */
public record Patience(
    OptionalInt pauseAfterExpired, Duration pauseFor, Optional<Duration> expiredCountsFor) {

  static final int DEFAULT_EXPIRED = 3;
  static final int MOST_EXPIRED = 100;
  static final Duration DEFAULT_PAUSE = Duration.ofHours(1);
  static final Duration DEFAULT_COUNTS_FOR = Duration.ofMinutes(30);
  static final Duration LONGEST = Duration.ofDays(30);

  /** What a policy says that does not want it. */
  static final String NEVER = "never";

  public static final Patience ENDLESS =
      new Patience(OptionalInt.empty(), DEFAULT_PAUSE, Optional.empty());

  static Patience read(Section policy) {
    Optional<Value> pause = policy.optional("pauseAfterExpired");
    Optional<Value> counts = policy.optional("expiredCountsFor");
    boolean never = pause.filter(value -> value.says(NEVER)).isPresent();
    Optional<Value> pauseFor = policy.optional("pauseFor");
    if (never) {
      pauseFor.ifPresent(value -> value.warning("nobody is paused: pauseAfterExpired is never"));
    }
    return new Patience(
        never
            ? OptionalInt.empty()
            : OptionalInt.of(
                pause
                    .map(value -> value.integer(1, MOST_EXPIRED))
                    .orElse(OptionalInt.empty())
                    .orElse(DEFAULT_EXPIRED)),
        pauseFor.flatMap(value -> value.duration(LONGEST)).orElse(DEFAULT_PAUSE),
        counts.filter(value -> value.says(NEVER)).isPresent()
            ? Optional.empty()
            : counts
                .flatMap(value -> value.duration(LONGEST))
                .or(() -> Optional.of(DEFAULT_COUNTS_FOR)));
  }
}
