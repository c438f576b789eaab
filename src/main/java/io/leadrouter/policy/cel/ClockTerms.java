package io.leadrouter.policy.cel;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What clock and calendar show at a time, in a zone that a condition names. */
final class ClockTerms {

  private static final String IN_ZONE = "_with_tz";

  /** CEL counts days and months from 0, and the days of a week from Sunday. */
  private static final Map<String, ToLongFunction<LocalDateTime>> PARTS =
      Map.of(
          "timestamp_to_year", LocalDateTime::getYear,
          "timestamp_to_month", time -> time.getMonthValue() - 1,
          "timestamp_to_day_of_year", time -> time.getDayOfYear() - 1,
          "timestamp_to_day_of_month", time -> time.getDayOfMonth() - 1,
          "timestamp_to_day_of_month_1_based", LocalDateTime::getDayOfMonth,
          "timestamp_to_day_of_week", time -> time.getDayOfWeek().getValue() % 7,
          "timestamp_to_hours", LocalDateTime::getHour,
          "timestamp_to_minutes", LocalDateTime::getMinute,
          "timestamp_to_seconds", LocalDateTime::getSecond);

  private static final Map<String, ToLongFunction<LocalDateTime>> PARTS_IN_ZONE = inZone();

  private ClockTerms() {}

  static <T> Optional<Term<T>> of(Call<T> call) {
    if (PARTS.containsKey(call.name())) {
      return Optional.of(part(call.arg(0), ZoneOffset.UTC, PARTS.get(call.name())));
    }
    if (PARTS_IN_ZONE.containsKey(call.name())
        && call.arg(1) instanceof Constant<T> constant
        && constant.value() instanceof String name) {
      return zone(name).map(zone -> part(call.arg(0), zone, PARTS_IN_ZONE.get(call.name())));
    }
    return Optional.empty();
  }

  private static <T> Term<T> part(Term<T> time, ZoneId zone, ToLongFunction<LocalDateTime> part) {
    return (subject, locals) ->
        time.value(subject, locals) instanceof Instant instant
            ? (Object) part.applyAsLong(LocalDateTime.ofInstant(instant, zone))
            : Failure.FAILED;
  }

  /** Empty for what Java does not know, such as 9:30; dev.cel knows some more. */
  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static Map<String, ToLongFunction<LocalDateTime>> inZone() {
    Map<String, ToLongFunction<LocalDateTime>> inZone = new HashMap<>();
    PARTS.forEach((name, part) -> inZone.put(name + IN_ZONE, part));
    return Map.copyOf(inZone);
  }
}
