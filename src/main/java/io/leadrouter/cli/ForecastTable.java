package io.leadrouter.cli;

import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastDimension;
import io.leadrouter.event.ForecastSignal;
import io.leadrouter.event.Interval;
import io.leadrouter.event.Money;
import io.leadrouter.event.Outlook;
import io.leadrouter.event.Quantiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Forecasts as a sales leader reads them. */
final class ForecastTable {

  /** Below, tenths matter. */
  private static final double FEW = 10;

  private static final List<String> BECAME =
      List.of("ASSIGNED", "CONTACTED", "CONVERTED", "LOST", "RATE", "VALUE", "SPEED-TO-LEAD");

  private static final List<String> EXPECTED =
      List.of("OPEN", "IN 7 DAYS", "IN 30 DAYS", "IN 90 DAYS", "WORTH IN 30 DAYS");

  private ForecastTable() {}

  /** What became of leads, and what is expected. */
  static List<List<String>> of(List<Forecast> forecasts) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("", BECAME, EXPECTED));
    for (Forecast forecast : forecasts) {
      rows.add(row(name(forecast), became(forecast), expected(forecast)));
    }
    return rows;
  }

  /** What became of them in each week. */
  static List<List<String>> byWeek(List<Forecast> weeks) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("WEEK FROM", BECAME, List.of()));
    for (Forecast week : weeks) {
      rows.add(row(week.getFirstDay().toString(), became(week), List.of()));
    }
    return rows;
  }

  private static List<String> row(String of, List<String> became, List<String> expected) {
    return Stream.of(List.of(of), became, expected).flatMap(List::stream).toList();
  }

  private static List<String> became(Forecast forecast) {
    return List.of(
        count(forecast.getAssigned()),
        count(forecast.getContacted()),
        count(forecast.getConverted()),
        count(forecast.getLost()),
        rate(forecast.getConversionRate()),
        values(forecast.getValues()),
        delay(forecast.getSpeedToLead()));
  }

  private static List<String> expected(Forecast forecast) {
    return List.of(
        count(forecast.getOpen()),
        conversions(forecast, 7),
        conversions(forecast, 30),
        conversions(forecast, 90),
        worth(forecast, 30));
  }

  /** What should be looked at, each in a sentence. */
  static List<String> signals(Forecast forecast) {
    return forecast.getSignals().stream()
        .map(signal -> name(forecast) + " " + sentence(signal))
        .toList();
  }

  private static String sentence(ForecastSignal signal) {
    String said =
        switch (signal.getKind()) {
          case BELOW ->
              format(
                  "converted %.0f, where its pool converts %.0f of such leads",
                  signal.getActual(), signal.getExpected());
          case ABOVE ->
              format(
                  "converted %.0f, where its pool converts only %.0f of such leads",
                  signal.getActual(), signal.getExpected());
          case STOPPED ->
              format(
                  "has converted nothing for four weeks, where %.1f would be usual",
                  signal.getExpected());
          case SLOW ->
              format(
                  "accepts %.0f %% of its leads later than its pool does three in four",
                  100 * signal.getActual());
          case UNKNOWN -> "has a signal that a newer router knows";
        };
    return said + format(" (wrong with %.1f %%)", 100 * signal.getDoubt());
  }

  private static String name(Forecast forecast) {
    return forecast.getDimension() == ForecastDimension.ALL
        ? "all"
        : forecast.getDimension().name().toLowerCase(Locale.ROOT)
            + " "
            + OneLine.of(forecast.getId());
  }

  private static String count(long count) {
    return format("%,d", count);
  }

  private static String rate(Interval rate) {
    return rate == null
        ? ""
        : format(
            "%.0f %% (%.0f-%.0f)", 100 * rate.getMean(), 100 * rate.getLow(), 100 * rate.getHigh());
  }

  private static String values(List<Money> values) {
    return values.stream()
        .map(money -> format("%s %,.0f", money.getCurrency(), money.getAmount()))
        .collect(Collectors.joining(" + "));
  }

  private static String conversions(Forecast forecast, int days) {
    return forecast.getOutlooks().stream()
        .filter(outlook -> outlook.getDays() == days)
        .map(outlook -> interval(outlook.getConversions()))
        .collect(Collectors.joining());
  }

  private static String worth(Forecast forecast, int days) {
    return forecast.getOutlooks().stream()
        .filter(outlook -> outlook.getDays() == days)
        .map(ForecastTable::worth)
        .collect(Collectors.joining());
  }

  private static String worth(Outlook outlook) {
    return new TreeMap<>(outlook.getValues())
        .entrySet().stream()
            .map(
                entry ->
                    format(
                        "%s %,.0f (%,.0f-%,.0f)",
                        entry.getKey(),
                        entry.getValue().getMean(),
                        entry.getValue().getLow(),
                        entry.getValue().getHigh()))
            .collect(Collectors.joining(" + "));
  }

  private static String interval(Interval interval) {
    String format = interval.getMean() < FEW ? "%.1f (%.1f-%.1f)" : "%,.0f (%,.0f-%,.0f)";
    return format(format, interval.getMean(), interval.getLow(), interval.getHigh());
  }

  private static String delay(Quantiles quantiles) {
    return quantiles == null
        ? ""
        : "%s, 90 %% in %s"
            .formatted(time(quantiles.getMedianSeconds()), time(quantiles.getNinetiethSeconds()));
  }

  /** The same wherever it is printed. */
  private static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  private static String time(long seconds) {
    Duration time = Duration.ofSeconds(seconds);
    if (time.toDays() >= 2) {
      return time.toDays() + " d";
    }
    if (time.toHours() >= 2) {
      return time.toHours() + " h";
    }
    return time.toMinutes() >= 2 ? time.toMinutes() + " min" : seconds + " s";
  }
}
