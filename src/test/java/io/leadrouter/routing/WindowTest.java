package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a window ends, on clocks that are changed. */
class WindowTest {

  @ParameterizedTest
  @CsvSource({
    "HOUR, Asia/Kolkata, 2026-01-05T09:10:00Z, 2026-01-05T09:30:00Z",
    "HOUR, Australia/Lord_Howe, 2026-04-04T14:40:00Z, 2026-04-04T15:00:00Z",
    "HOUR, Australia/Lord_Howe, 2026-04-04T15:00:00Z, 2026-04-04T15:30:00Z",
    "HOUR, Australia/Lord_Howe, 2026-10-03T15:40:00Z, 2026-10-03T16:00:00Z",
    "HOUR, Europe/Berlin, 2026-03-29T00:30:00Z, 2026-03-29T01:00:00Z",
    "HOUR, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T01:00:00Z",
    "HOUR, UTC, 1969-12-31T23:30:00Z, 1970-01-01T00:00:00Z",
    "DAY, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "DAY, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
    "DAY, America/Havana, 2026-03-08T04:59:00Z, 2026-03-08T05:00:00Z",
    "DAY, America/Nuuk, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
    "DAY, Pacific/Apia, 2011-12-30T09:59:59Z, 2011-12-30T10:00:00Z",
    "DAY, America/St_Johns, 2010-11-07T02:30:30Z, 2010-11-08T03:30:00Z",
    "DAY, America/St_Johns, 2010-11-07T03:00:00Z, 2010-11-07T03:30:00Z",
    "WEEK, Asia/Tokyo, 2026-01-04T14:59:59Z, 2026-01-04T15:00:00Z",
    "WEEK, Asia/Tokyo, 2026-01-04T15:00:00Z, 2026-01-11T15:00:00Z",
    "MONTH, America/New_York, 2026-03-01T04:59:59Z, 2026-03-01T05:00:00Z",
    "MONTH, America/New_York, 2026-03-01T05:00:00Z, 2026-04-01T04:00:00Z",
  })
  void windowsEndOnTheClockOfThePlace(Window window, String zone, Instant at, Instant end) {
    assertThat(window.end(at, ZoneId.of(zone))).isEqualTo(end);
  }

  @Test
  void aWindowEndsAfterEveryMomentOfItAndAtOneMomentForAllOfThem() {
    Random random = new Random(3);
    List<String> zones = List.copyOf(ZoneId.getAvailableZoneIds());
    long from = Instant.parse("2024-01-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 50_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      Instant at = Instant.ofEpochSecond(from + random.nextInt(20 * 365 * 86_400));
      for (Window window : Window.ALL) {
        Instant end = window.end(at, zone);
        assertThat(end).as("%s at %s in %s", window, at, zone).isAfter(at);
        Instant last = end.minusNanos(1);
        assertThat(window.end(last, zone)).as("%s at %s in %s", window, last, zone).isEqualTo(end);
        Receipts receipts = new Receipts();
        receipts.add(at, zone);
        assertThat(receipts.used(window.ordinal(), last, zone)).isEqualTo(1);
        assertThat(receipts.used(window.ordinal(), end, zone))
            .as("%s of %s at %s in %s", window, at, end, zone)
            .isZero();
      }
    }
  }
}
