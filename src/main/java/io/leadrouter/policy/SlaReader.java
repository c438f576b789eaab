package io.leadrouter.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads how soon the members of a pool have to do something with what they get. */
final class SlaReader {

  private static final Duration LONGEST = Duration.ofDays(30);
  private static final String ACCEPT = "acceptWithin";
  private static final String FIRST_TOUCH = "firstTouchWithin";

  private final StayReader stays;

  SlaReader(Map<String, Calendar> calendars) {
    stays = new StayReader(calendars);
  }

  Pool.Sla read(Section pool) {
    Stay accept = stays.readOfRep(pool, ACCEPT, "acceptClock", LONGEST);
    Stay firstTouch = stays.readOfRep(pool, FIRST_TOUCH, "firstTouchClock", LONGEST);
    Optional<Value> warning = pool.optional("warnBefore");
    if (warning.isPresent() && !pool.has(ACCEPT) && !pool.has(FIRST_TOUCH)) {
      String either = "neither " + ACCEPT + " nor " + FIRST_TOUCH;
      warning.get().error("warnBefore warns of a time that runs out, and there is " + either);
    }
    Optional<WarnBefore> warnBefore = warning.flatMap(SlaReader::warnBefore);
    if (warnBefore.isPresent()) {
      checkShorter(warnBefore.get(), warning.get(), ACCEPT, accept);
      checkShorter(warnBefore.get(), warning.get(), FIRST_TOUCH, firstTouch);
    }
    return new Pool.Sla(accept, firstTouch, warnBefore);
  }

  private static Optional<WarnBefore> warnBefore(Value value) {
    OptionalInt share = value.percent();
    return share.isPresent()
        ? Optional.of(WarnBefore.share(share.getAsInt()))
        : value.duration(LONGEST).map(WarnBefore::time);
  }

  private static void checkShorter(WarnBefore warning, Value at, String key, Stay stay) {
    stay.waitFor()
        .filter(whole -> warning.of(whole).compareTo(whole) >= 0)
        .ifPresent(whole -> at.error("warnBefore must be shorter than " + key));
  }
}
