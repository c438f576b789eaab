package io.leadrouter.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads points in time as people and systems write them: ISO 8601 with or without an offset, a date
 * alone (its first moment), seconds, milliseconds or microseconds since 1970, or a format of one's
 * own. Thread-safe.
 */
final class InstantText {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd()
          .toFormatter(Locale.ROOT);

  /** Eleven digits of seconds reach the year 5138; eleven of milliseconds only 1973. */
  private static final int LONGEST_SECONDS = 11;

  private static final int LONGEST_MILLIS = 14;
  private static final int LONGEST_MICROS = 17;

  private final DateTimeFormatter formatter;
  private final Optional<String> format;
  private final ZoneId zone;

  /**
   * @param format a pattern of {@link DateTimeFormatter}; empty for what everybody writes
   * @param zone of times without an offset
   * @throws Refusal when the format is none
   */
  InstantText(Optional<String> format, ZoneId zone) {
    this.format = format;
    this.zone = zone;
    try {
      this.formatter =
          format.map(pattern -> DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)).orElse(ISO);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "'%s' is no time format: %s".formatted(format.orElse(""), e.getMessage()), e);
    }
  }

  Instant read(String text) throws Unreadable {
    if (format.isEmpty() && text.length() <= LONGEST_MICROS && isNumber(text)) {
      long number = Long.parseLong(text);
      if (text.length() <= LONGEST_SECONDS) {
        return Instant.ofEpochSecond(number);
      }
      return text.length() <= LONGEST_MILLIS
          ? Instant.ofEpochMilli(number)
          : Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1_000);
    }
    try {
      TemporalAccessor read =
          formatter.parseBest(
              text,
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      if (read instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      if (read instanceof OffsetDateTime offset) {
        return offset.toInstant();
      }
      if (read instanceof LocalDateTime local) {
        return local.atZone(zone).toInstant();
      }
      return ((LocalDate) read).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new Unreadable(
          format
              .map(pattern -> "not a time of the form " + pattern)
              .orElse(
                  "not a time; write 2026-05-31T14:30:00Z, or name its form with --time-format"));
    }
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
