package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.LeadCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a rep got in the present windows of its clock. */
class WindowCountsTest {

  @Test
  void whatIsTakenBackFromACountIsOfTheWindowsThatItWasCountedIn() {
    WindowCounts counts = new WindowCounts(Optional.empty(), LeadCounts.NONE);
    counts.follow(ZoneId.of("Europe/Berlin"));
    Instant lateOnSunday = Instant.parse("2026-01-04T22:50:00Z");
    Instant onMonday = Instant.parse("2026-01-04T23:00:00Z");
    Instant anHourLater = Instant.parse("2026-01-05T00:00:00Z");
    counts.count(lateOnSunday);
    counts.count(onMonday);
    counts.count(anHourLater);
    assertThat(counts.stored(anHourLater)).isEqualTo(new LeadCounts(1, 2, 2, 3));
    counts.uncount(lateOnSunday);
    assertThat(counts.stored(anHourLater))
        .as("another day and week, the same month")
        .isEqualTo(of(1, 2, 2));
    counts.uncount(onMonday);
    assertThat(counts.stored(anHourLater)).as("another hour, the same day").isEqualTo(of(1, 1, 1));
    counts.uncount(anHourLater);
    counts.uncount(anHourLater);
    assertThat(counts.stored(anHourLater)).as("never below nothing").isEqualTo(LeadCounts.NONE);
    assertThat(counts.last()).as("when it got its last lead").contains(anHourLater);
  }

  /** The day's count is the week's. */
  private static LeadCounts of(int hour, int day, int month) {
    return new LeadCounts(hour, day, day, month);
  }
}
