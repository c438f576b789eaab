package io.leadrouter.policy;

import io.leadrouter.domain.WorkingHours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code holidays} and {@code calendars}. */
final class CalendarReader {

  static final Set<String> CALENDAR = Keys.of("timeZone", "hours", "holidays");

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
  private static final Pattern BLOCK =
      Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)-([01]\\d|2[0-4]):([0-5]\\d)");
  private static final DateTimeFormatter DATE =
      new DateTimeFormatterBuilder()
          .appendValue(ChronoField.YEAR, 4)
          .appendPattern("-MM-dd")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int END_OF_DAY = 24 * 60;

  private CalendarReader() {}

  /** By region. */
  static Map<String, Holidays> holidays(Value value) {
    Map<String, Holidays> regions = new LinkedHashMap<>();
    value
        .entries()
        .forEach(
            (region, entry) -> {
              entry.key().as("a holiday region").id();
              regions.put(region, days(entry.value().as("the holidays of " + region)));
            });
    return regions;
  }

  private static Holidays days(Value value) {
    Set<LocalDate> dates = new LinkedHashSet<>();
    Set<MonthDay> yearly = new LinkedHashSet<>();
    for (Value item : value.items("a holiday")) {
      item.text().ifPresent(text -> addDay(text, item, dates, yearly));
    }
    return new Holidays(dates, yearly);
  }

  private static void addDay(String text, Value item, Set<LocalDate> dates, Set<MonthDay> yearly) {
    try {
      boolean added =
          text.length() == 5
              ? yearly.add(MonthDay.parse("--" + text))
              : dates.add(LocalDate.parse(text, DATE));
      if (!added) {
        item.error("duplicate holiday \"" + text + "\"");
      }
    } catch (DateTimeParseException e) {
      item.error(
          "a holiday must be a date such as 2027-01-06, or 12-25 for every year, not \""
              + text
              + "\"");
    }
  }

  /** By id. */
  static Map<String, Calendar> calendars(Value value, Map<String, Holidays> holidays) {
    Map<String, Calendar> calendars = new LinkedHashMap<>();
    value
        .entries()
        .forEach(
            (id, entry) -> {
              entry.key().as("the id of a calendar").id();
              calendars.put(id, calendar(id, entry.value().as("a calendar"), holidays));
            });
    return calendars;
  }

  private static Calendar calendar(String id, Value value, Map<String, Holidays> holidays) {
    Section section = value.section(CALENDAR);
    Set<String> regions = new LinkedHashSet<>();
    section
        .optional("holidays")
        .ifPresent(
            list ->
                regions.addAll(
                    Value.distinct(
                        list.items("holiday region"),
                        item -> item.definedIn("holiday region", holidays.keySet()))));
    return new Calendar(
        id,
        section.optional("timeZone").flatMap(CalendarReader::timeZone),
        section.optional("hours").map(CalendarReader::week).orElse(List.of()),
        regions,
        holidays);
  }

  /** By its IANA name. */
  static Optional<ZoneId> timeZone(Value value) {
    Optional<String> text = value.text();
    try {
      return text.map(ZoneId::of);
    } catch (DateTimeException e) {
      value.error(
          "unknown time zone \""
              + text.orElseThrow()
              + "\""
              + Spelling.hint(text.get(), ZoneId.getAvailableZoneIds()));
      return Optional.empty();
    }
  }

  private static List<WorkingHours> week(Value value) {
    List<WorkingHours> week = new ArrayList<>();
    Map<String, Value.Entry> entries = value.entries();
    if (value.isMapping() && entries.isEmpty()) {
      value.error("hours must not be empty: leave them out for always");
    }
    entries.forEach(
        (days, entry) -> {
          List<DayOfWeek> named = days(days, entry.key());
          Value blocks = entry.value();
          List<Value> items =
              blocks.isList() ? blocks.items("a block of hours") : List.of(blocks.as("hours"));
          for (Value item : items) {
            item.text().ifPresent(text -> addBlock(text, item, named, week));
          }
        });
    return week;
  }

  private static List<DayOfWeek> days(String text, Value key) {
    String[] ends = text.toLowerCase(Locale.ROOT).split("-", -1);
    int first = DAYS.indexOf(ends[0]);
    int last = DAYS.indexOf(ends[ends.length - 1]);
    if (ends.length > 2 || first < 0 || last < first) {
      key.error("days must be such as mon, or mon-fri, not \"" + text + "\"");
      return List.of();
    }
    return List.of(DayOfWeek.values()).subList(first, last + 1);
  }

  private static void addBlock(
      String text, Value item, List<DayOfWeek> days, List<WorkingHours> week) {
    Matcher times = BLOCK.matcher(text);
    int from = times.matches() ? minutes(times, 1) : END_OF_DAY;
    int to = times.matches() ? minutes(times, 3) : 0;
    if (from >= to || to > END_OF_DAY) {
      item.error(
          "hours must be such as \"09:00-12:30\", from earlier to later on one day, not \""
              + text
              + "\"");
      return;
    }
    for (DayOfWeek day : days) {
      Optional<WorkingHours> overlapped =
          week.stream()
              .filter(other -> other.day() == day && other.from() < to && from < other.to())
              .findFirst();
      if (overlapped.isPresent()) {
        item.error(
            "%s overlaps with %s on %s"
                .formatted(
                    text,
                    text(overlapped.get()),
                    day.getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
        return;
      }
      week.add(new WorkingHours(day, from, to));
    }
  }

  private static int minutes(Matcher times, int group) {
    return 60 * Integer.parseInt(times.group(group)) + Integer.parseInt(times.group(group + 1));
  }

  /** As it is written in a policy. */
  static String text(WorkingHours block) {
    return "%02d:%02d-%02d:%02d"
        .formatted(block.from() / 60, block.from() % 60, block.to() / 60, block.to() % 60);
  }
}
