package io.leadrouter.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as commands print them, in UTC: {@code 2026-11-26 05:02:23}. */
final class UtcTime {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private UtcTime() {}

  static String of(Instant instant) {
    return TIME.format(instant);
  }
}
