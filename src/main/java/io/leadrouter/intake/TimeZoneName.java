package io.leadrouter.intake;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** IANA time zones, such as Europe/Paris. A bare offset is none: it does not know summer time. */
final class TimeZoneName {

  private static final Map<String, String> ZONES = zones();

  private TimeZoneName() {}

  /** The zone in its own spelling; empty when the text names none. */
  static String of(String text) {
    String zone = ZONES.get(text);
    return zone != null
        ? zone
        : ZONES.getOrDefault(text.toLowerCase(Locale.ROOT).replace(' ', '_'), "");
  }

  private static Map<String, String> zones() {
    Map<String, String> zones = new HashMap<>();
    for (String zone : ZoneId.getAvailableZoneIds()) {
      // Java's own, in no IANA release.
      if (!zone.startsWith("SystemV/")) {
        zones.put(zone, zone);
        zones.put(zone.toLowerCase(Locale.ROOT), zone);
      }
    }
    return Map.copyOf(zones);
  }
}
