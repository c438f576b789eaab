package io.leadrouter.policy;

import io.leadrouter.domain.Caps;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The most that the members of a pool may have together of what comes from it, whatever each of
 * them may have.
 *
 * @param maxUnaccepted leads that they hold and have neither accepted nor worked on; empty: any
 *     number
 * @param timeZone by whose clock its hours, days, weeks and months go, unless they roll
 */
public record PoolCaps(Caps caps, OptionalInt maxUnaccepted, ZoneId timeZone) {

  public static final PoolCaps NONE = new PoolCaps(Caps.NONE, OptionalInt.empty(), ZoneOffset.UTC);

  /** Whether some cap goes by a clock. */
  boolean hasClock() {
    return !caps.rolling()
        && Stream.of(caps.perHour(), caps.perDay(), caps.perWeek(), caps.perMonth())
            .anyMatch(OptionalInt::isPresent);
  }
}
