package io.leadrouter.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.WorkingHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hours against a clock on the wall that is looked at every minute. */
class HoursTest {

  private static final int WEEKS = 40;
  private static final int QUESTIONS = 60;
  private static final int MINUTES = 21 * 24 * 60;
  private static final int END_OF_DAY = 24 * 60;

  private static final List<WorkingHours> OFFICE = week("09:00-17:00");

  /** Three weeks of somebody's hours, around a change of the clock where there is one. */
  private record Stretch(ZoneId zone, Hours hours, Instant begin, boolean[] works) {

    static Stretch any(ZoneId zone, int year, Random random) {
      Instant begin = begin(zone, year, random);
      List<WorkingHours> week = anyWeek(random);
      Holidays holidays = anyHolidays(LocalDate.ofInstant(begin, zone), random);
      boolean[] works = new boolean[MINUTES];
      for (int i = 0; i < MINUTES; i++) {
        works[i] = works(LocalDateTime.ofInstant(at(begin, i), zone), week, holidays);
      }
      return new Stretch(zone, Hours.of(zone, week, holidays), begin, works);
    }

    private static Instant begin(ZoneId zone, int year, Random random) {
      Instant some =
          LocalDate.of(year, 1, 1).plusDays(random.nextInt(360)).atStartOfDay(zone).toInstant();
      ZoneOffsetTransition leap = zone.getRules().nextTransition(some);
      Instant near = leap == null ? some : leap.getInstant();
      return near.minus(Duration.ofDays(3 + random.nextInt(10)));
    }

    private static boolean works(LocalDateTime clock, List<WorkingHours> week, Holidays holidays) {
      if (holidays.dates().contains(clock.toLocalDate())
          || holidays.yearly().contains(MonthDay.from(clock))) {
        return false;
      }
      int minute = clock.getHour() * 60 + clock.getMinute();
      return week.isEmpty()
          || week.stream()
              .anyMatch(
                  block ->
                      block.day() == clock.getDayOfWeek()
                          && block.from() <= minute
                          && minute < block.to());
    }

    private static Instant at(Instant begin, int minute) {
      return begin.plus(Duration.ofMinutes(minute));
    }

    /** Empty: not in this stretch. */
    Optional<Instant> changesAfter(int minute) {
      for (int i = minute + 1; i < MINUTES; i++) {
        if (works[i] != works[minute]) {
          return Optional.of(at(begin, i));
        }
      }
      return Optional.empty();
    }

    /** Empty: not in this stretch. */
    Optional<Instant> passed(int minute, int second, Duration workingTime) {
      long left = workingTime.toSeconds();
      for (int i = minute; i < MINUTES; i++) {
        int gone = i == minute ? second : 0;
        if (works[i] && left <= 60 - gone) {
          return Optional.of(at(begin, i).plusSeconds(gone + left));
        }
        left -= works[i] ? 60 - gone : 0;
      }
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UTC, 2027",
    "Europe/Berlin, 2027",
    "America/New_York, 2027",
    "Australia/Lord_Howe, 2027",
    "Asia/Kolkata, 2027",
    "Africa/Casablanca, 2027",
    "America/Santiago, 2027",
    "Asia/Beirut, 2027",
    "Atlantic/Azores, 2027",
    "America/Nuuk, 2027",
    // Days that begin at 01:00, and evenings that are lived twice.
    "America/Sao_Paulo, 2017",
    // The clock went back over midnight: a day ended, came back, and ended again.
    "America/St_Johns, 2010",
    // A day that nobody had.
    "Pacific/Apia, 2011"
  })
  void theClockOnTheWallAgrees(ZoneId zone, int year) {
    Random random = new Random(zone.getId().hashCode());
    for (int i = 0; i < WEEKS; i++) {
      Stretch stretch = Stretch.any(zone, year, random);
      for (int j = 0; j < QUESTIONS; j++) {
        agrees(stretch, random);
      }
    }
  }

  private static void agrees(Stretch stretch, Random random) {
    int minute = random.nextInt(MINUTES);
    int second = random.nextInt(4) == 0 ? 0 : random.nextInt(60);
    Instant at = Stretch.at(stretch.begin(), minute).plusSeconds(second);
    Hours hours = stretch.hours();
    assertThat(hours.include(at)).as("at %s", at).isEqualTo(stretch.works()[minute]);

    Instant end = Stretch.at(stretch.begin(), MINUTES);
    Optional<Instant> change = hours.changesAfter(at).filter(end::isAfter);
    assertThat(change).as("the first change after %s", at).isEqualTo(stretch.changesAfter(minute));

    Duration time = Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 7_200 : 400_000));
    Optional<Instant> passed = stretch.passed(minute, second, time);
    if (passed.isPresent()) {
      assertThat(hours.passed(at, time)).as("%s after %s", time, at).isEqualTo(passed.get());
    } else if (works(stretch)) {
      assertThat(hours.passed(at, time)).isAfter(end.minusSeconds(1));
    }
  }

  private static boolean works(Stretch stretch) {
    for (boolean minute : stretch.works()) {
      if (minute) {
        return true;
      }
    }
    return false;
  }

  private static List<WorkingHours> anyWeek(Random random) {
    List<WorkingHours> week = new ArrayList<>();
    if (random.nextInt(8) > 0) {
      for (DayOfWeek day : DayOfWeek.values()) {
        int from = 0;
        for (int i = random.nextInt(4); i > 0 && from < END_OF_DAY; i--) {
          from += random.nextInt(3) == 0 ? 0 : 15 * random.nextInt(40);
          int to = random.nextInt(4) == 0 ? END_OF_DAY : from + 15 * (1 + random.nextInt(30));
          if (to <= END_OF_DAY && from < to) {
            week.add(new WorkingHours(day, from, to));
          }
          from = to;
        }
      }
    }
    return week;
  }

  private static Holidays anyHolidays(LocalDate begin, Random random) {
    Set<LocalDate> dates = new HashSet<>();
    Set<MonthDay> yearly = new HashSet<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      LocalDate day = begin.plusDays(random.nextInt(21));
      if (random.nextBoolean()) {
        dates.add(day);
      } else {
        yearly.add(MonthDay.from(day));
      }
    }
    return new Holidays(dates, yearly);
  }

  /** Monday to Friday. */
  private static List<WorkingHours> week(String block) {
    int from = 60 * Integer.parseInt(block.substring(0, 2));
    int to = 60 * Integer.parseInt(block.substring(6, 8));
    return List.of(DayOfWeek.values()).subList(0, 5).stream()
        .map(day -> new WorkingHours(day, from, to))
        .toList();
  }

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void nobodyWorksInAnHourThatTheClockLeavesOut() {
    // 28 March 2027: after 01:59 comes 03:00.
    var nights =
        Hours.of(BERLIN, List.of(new WorkingHours(DayOfWeek.SUNDAY, 120, 180)), Holidays.NONE);
    Instant before = Instant.parse("2027-03-27T00:00:00Z");
    assertThat(nights.changesAfter(before)).contains(Instant.parse("2027-04-04T00:00:00Z"));
  }

  @Test
  void anHourThatTheClockRepeatsIsWorkedTwice() {
    // 31 October 2027: after 02:59 comes 02:00 again.
    var nights =
        Hours.of(BERLIN, List.of(new WorkingHours(DayOfWeek.SUNDAY, 120, 180)), Holidays.NONE);
    Instant begin = Instant.parse("2027-10-31T00:00:00Z");
    assertThat(nights.include(begin)).isTrue();
    assertThat(nights.changesAfter(begin)).contains(begin.plus(Duration.ofHours(2)));
  }

  @Test
  void aBlockUpToMidnightAndOneFromThereAreOneStretch() {
    var night =
        Hours.of(
            BERLIN,
            List.of(
                new WorkingHours(DayOfWeek.MONDAY, 22 * 60, END_OF_DAY),
                new WorkingHours(DayOfWeek.TUESDAY, 0, 6 * 60)),
            Holidays.NONE);
    assertThat(night.changesAfter(Instant.parse("2027-01-04T21:30:00Z")))
        .contains(Instant.parse("2027-01-05T05:00:00Z"));
  }

  @Test
  void twoWorkingHoursOnFridayEveningEndOnMonday() {
    var office = Hours.of(BERLIN, OFFICE, Holidays.NONE);
    Instant friday = Instant.parse("2027-03-26T15:30:00Z");
    assertThat(office.passed(friday, Duration.ofHours(2)))
        .as("on the other side of the change of the clock")
        .isEqualTo(Instant.parse("2027-03-29T08:30:00Z"));
  }

  @Test
  void whoWorksAlwaysNeverChanges() {
    var always = Hours.of(BERLIN, List.of(), Holidays.NONE);
    assertThat(always.changesAfter(Instant.EPOCH)).isEmpty();
    assertThat(always.passed(Instant.EPOCH, Duration.ofHours(2)))
        .isEqualTo(Instant.EPOCH.plus(Duration.ofHours(2)));
  }

  @Test
  void aHolidayInTheYearAfterNextIsTheNextChangeOfWhoWorksEveryDay() {
    var daily =
        Hours.of(BERLIN, List.of(), new Holidays(Set.of(LocalDate.of(2029, 1, 1)), Set.of()));
    assertThat(daily.changesAfter(Instant.parse("2027-01-04T12:00:00Z")))
        .contains(Instant.parse("2028-12-31T23:00:00Z"));
  }

  @Test
  void whoNeverWorksNeverChangesEither() {
    Set<MonthDay> everyDay = new HashSet<>();
    for (int i = 0; i < 366; i++) {
      everyDay.add(MonthDay.from(LocalDate.of(2028, 1, 1).plusDays(i)));
    }
    var never = Hours.of(BERLIN, OFFICE, new Holidays(Set.of(), everyDay));
    Instant some = Instant.parse("2027-01-04T12:00:00Z");
    assertThat(never.include(some)).isFalse();
    assertThat(never.changesAfter(some)).isEmpty();
    assertThat(never.passed(some, Duration.ofHours(2))).isEqualTo(some.plus(Duration.ofHours(2)));
  }

  @Test
  void aNightBeforeAHolidayEndsAtMidnightAndAfterItToo() {
    var office = Hours.of(BERLIN, OFFICE, new Holidays(Set.of(LocalDate.of(2027, 1, 6)), Set.of()));
    Instant before = Instant.parse("2027-01-05T23:00:00Z");
    Instant after = Instant.parse("2027-01-06T23:00:00Z");
    Instant work = Instant.parse("2027-01-07T08:00:00Z");
    assertThat(office.reasonChangesAfter(before.minusSeconds(1))).contains(before);
    assertThat(office.changesAfter(before)).contains(work);
    assertThat(office.reasonChangesAfter(before)).contains(after);
    assertThat(office.reasonChangesAfter(after)).contains(work);
  }

  @Test
  void aHolidayOfOneYearIsWorkedInTheNext() {
    var office =
        Hours.of(
            BERLIN,
            OFFICE,
            new Holidays(Set.of(LocalDate.of(2027, 1, 6)), Set.of(MonthDay.of(12, 24))));
    assertThat(office.holiday(Instant.parse("2027-01-06T12:00:00Z"))).isTrue();
    assertThat(office.include(Instant.parse("2028-01-06T12:00:00Z"))).isTrue();
    assertThat(office.include(Instant.parse("2027-12-24T12:00:00Z"))).isFalse();
    assertThat(office.include(Instant.parse("2029-12-24T12:00:00Z"))).isFalse();
  }
}
