package io.leadrouter.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * For how long whoever comes back goes to the rep who held them. Immutable.
 *
 * @param person the same person, under any lead; empty: they go by the rules
 * @param account anybody of the same account; empty likewise
 */
public record OwnershipWindows(Optional<Duration> person, Optional<Duration> account) {

  static final Set<String> KEYS = Keys.of("person", "account");
  static final Duration LONGEST = Duration.ofDays(400);

  /** Everybody goes by the rules. */
  public static final OwnershipWindows NONE =
      new OwnershipWindows(Optional.empty(), Optional.empty());

  static OwnershipWindows read(Value value) {
    Section section = value.section(KEYS);
    return new OwnershipWindows(
        section.optional("person").flatMap(window -> window.duration(LONGEST)),
        section.optional("account").flatMap(window -> window.duration(LONGEST)));
  }

  /** Whether a person who was held since then goes to whoever held them. */
  public boolean includePerson(Instant since, Instant now) {
    return include(person, since, now);
  }

  /** Whether anybody does of an account that was held since then. */
  public boolean includeAccount(Instant since, Instant now) {
    return include(account, since, now);
  }

  private static boolean include(Optional<Duration> window, Instant since, Instant now) {
    return window.filter(length -> !since.plus(length).isBefore(now)).isPresent();
  }
}
