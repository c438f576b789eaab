package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastDimension;
import io.leadrouter.event.ForecastSignal;
import io.leadrouter.event.ForecastWindow;
import io.leadrouter.event.Interval;
import io.leadrouter.event.Money;
import io.leadrouter.event.Outlook;
import io.leadrouter.event.Quantiles;
import io.leadrouter.event.SignalKind;
import io.leadrouter.kafka.Topic;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people are shown of the forecasts on the topic. */
@BrokerTest
class ForecastCommandTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-26");
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00.5Z");

  private Site site;

  @BeforeEach
  void onlyTheTopicOfForecasts(Broker broker) {
    site = Site.on(broker);
    broker.create(Topic.FORECASTS.bareName(), 2, Topic.FORECASTS.configs());
  }

  @Test
  void theLatestOfAllAndOfEachIsShown() {
    publish(recent(ForecastDimension.ALL, "", 390, 55).setAsOf(NOON.minusSeconds(90)));
    publish(recent(ForecastDimension.ALL, "", 400, 60));
    publish(recent(ForecastDimension.REP, "ana", 30, 4));
    publish(recent(ForecastDimension.REP, "bob", 40, 9));
    publish(recent(ForecastDimension.SOURCE, "web", 250, 30));
    publish(recent(ForecastDimension.POOL, "hot", 400, 60));
    publish(week(ForecastDimension.ALL, "", MONDAY, 12));
    publish(day(ForecastDimension.ALL, "", TODAY, 3));
    publish(recent(ForecastDimension.REP, "gone", 1, 0));
    site.send(Topic.FORECASTS, "rep/gone/recent", null);

    assertThat(site.run("forecast", "show"))
        .isEqualTo(
            done(
                """
                as of 2026-11-26 12:00:00 UTC, of 2026-08-27 to 2026-11-26
                IN ... DAYS: how many of the leads that are OPEN convert by then; in brackets: what holds 80 %

                            ASSIGNED  CONTACTED  CONVERTED  LOST  RATE          VALUE       SPEED-TO-LEAD      OPEN  IN 7 DAYS      IN 30 DAYS     IN 90 DAYS  WORTH IN 30 DAYS
                all         400       399        60         180   25 % (22-28)  EUR 60,000  90 s, 90 % in 2 h  37    2.5 (1.0-4.0)  6.3 (3.5-9.1)  11 (7-15)   EUR 31,000 (12,000-52,000)
                pool hot    400       399        60         180   25 % (22-28)  EUR 60,000  90 s, 90 % in 2 h  37    2.5 (1.0-4.0)  6.3 (3.5-9.1)  11 (7-15)   EUR 31,000 (12,000-52,000)
                source web  250       249        30         90    25 % (22-28)  EUR 30,000  90 s, 90 % in 2 h  37    2.5 (1.0-4.0)  6.3 (3.5-9.1)  11 (7-15)   EUR 31,000 (12,000-52,000)
                rep bob     40        39         9          27    25 % (22-28)  EUR 9,000   90 s, 90 % in 2 h  37    2.5 (1.0-4.0)  6.3 (3.5-9.1)  11 (7-15)   EUR 31,000 (12,000-52,000)
                rep ana     30        29         4          12    25 % (22-28)  EUR 4,000   90 s, 90 % in 2 h  37    2.5 (1.0-4.0)  6.3 (3.5-9.1)  11 (7-15)   EUR 31,000 (12,000-52,000)
                """));
  }

  @Test
  void ofOneItIsShownByWeekToo() {
    publish(recent(ForecastDimension.REP, "ana", 30, 4).setSignals(below()));
    publish(recent(ForecastDimension.REP, "bob", 40, 9));
    publish(recent(ForecastDimension.POOL, "ana", 70, 13));
    for (int weeks = 0; weeks < 15; weeks++) {
      publish(week(ForecastDimension.REP, "ana", MONDAY.minusWeeks(weeks), 1 + weeks));
      publish(week(ForecastDimension.REP, "bob", MONDAY.minusWeeks(weeks), 50));
    }
    publish(day(ForecastDimension.REP, "ana", TODAY, 3));

    Shell shown = site.run("forecast", "show", "--rep=ana");
    assertThat(shown.exitCode()).isZero();
    assertThat(shown.out())
        .contains("\nrep ana  30        ")
        .doesNotContain("bob")
        .doesNotContain("pool ana")
        .containsSubsequence("WEEK FROM ", "\n2026-11-23  1 ", "\n2026-11-16  2 ")
        .contains("\n2026-08-31  13 ")
        .doesNotContain("2026-08-24")
        .endsWith(
            "\n\nrep ana converted 4, where its pool converts 8 of such leads (wrong with 1.2 %)\n");
  }

  @Test
  void whoShouldBeLookedAtIsNamedAlone() {
    publish(recent(ForecastDimension.REP, "ana", 30, 4).setSignals(below()));
    publish(recent(ForecastDimension.REP, "bob", 40, 9));

    assertThat(site.run("forecast", "show", "--signals"))
        .isEqualTo(
            done(
                """
                as of 2026-11-26 12:00:00 UTC, of 2026-08-27 to 2026-11-26

                rep ana converted 4, where its pool converts 8 of such leads (wrong with 1.2 %)
                """));
    assertThat(site.run("forecast", "show", "--signals", "--rep=bob").out())
        .endsWith("\nnothing stands out\n");
  }

  @Test
  void whomNothingIsKnownOfIsAnError() {
    publish(recent(ForecastDimension.REP, "ana", 30, 4));
    publish(recent(ForecastDimension.SOURCE, "web", 250, 30));

    assertThat(site.run("forecast", "show", "--source=Web"))
        .isEqualTo(failed("there is no forecast of source 'Web'; did you mean 'web'?"));
    assertThat(site.run("forecast", "show", "--pool=ana"))
        .isEqualTo(
            failed(
                "there is no forecast of pool 'ana'; 'forecast show' lists all that leads were"
                    + " counted for"));
    Shell two = site.run("forecast", "show", "--rep=ana", "--source=web");
    assertThat(two.exitCode()).isEqualTo(2);
    assertThat(two.err()).contains("mutually exclusive");
  }

  @Test
  void whereNothingWasForeseenYetThatIsSaid(Broker another) {
    assertThat(site.run("forecast", "show"))
        .isEqualTo(
            done("no forecast was published to %s yet\n".formatted(site.name(Topic.FORECASTS))));

    Site bare = Site.on(another);
    assertThat(bare.run("forecast", "show"))
        .isEqualTo(
            failed(
                "topic %s is missing; create it with 'lead-router topics create'"
                    .formatted(bare.name(Topic.FORECASTS))));
  }

  // ---- words

  private static Forecast.Builder recent(
      ForecastDimension dimension, String id, int assigned, int converted) {
    return forecast(dimension, id, ForecastWindow.RECENT, TODAY.minusDays(91), TODAY)
        .setAssigned(assigned)
        .setContacted(assigned - 1)
        .setConverted(converted)
        .setLost(3 * converted)
        .setConversionRate(new Interval(0.25, 0.22, 0.284))
        .setValues(List.of(new Money(new BigDecimal(1_000 * converted).setScale(4), "EUR")))
        .setSpeedToLead(new Quantiles(90L, 7_300L))
        .setOpen(37)
        .setOutlooks(
            List.of(
                new Outlook(7, new Interval(2.5, 1.0, 4.0), Map.of()),
                new Outlook(
                    30,
                    new Interval(6.25, 3.5, 9.1),
                    Map.of("EUR", new Interval(31_000.0, 12_000.0, 52_000.0))),
                new Outlook(90, new Interval(11.0, 7.0, 15.2), Map.of())));
  }

  private static Forecast.Builder week(
      ForecastDimension dimension, String id, LocalDate monday, int assigned) {
    return forecast(dimension, id, ForecastWindow.WEEK, monday, monday.plusDays(6))
        .setAssigned(assigned);
  }

  private static Forecast.Builder day(
      ForecastDimension dimension, String id, LocalDate day, int assigned) {
    return forecast(dimension, id, ForecastWindow.DAY, day, day).setAssigned(assigned);
  }

  private static Forecast.Builder forecast(
      ForecastDimension dimension, String id, ForecastWindow window, LocalDate from, LocalDate to) {
    return Forecast.newBuilder()
        .setDimension(dimension)
        .setId(id)
        .setWindow(window)
        .setFirstDay(from)
        .setLastDay(to)
        .setAsOf(NOON)
        .setComputedAt(NOON.plusSeconds(2))
        .setValues(List.of())
        .setOutlooks(List.of())
        .setSignals(List.of());
  }

  private static List<ForecastSignal> below() {
    return List.of(new ForecastSignal(SignalKind.BELOW, 4.0, 8.2, 0.012));
  }

  /** Under the key that the router would give it. */
  private void publish(Forecast.Builder built) {
    Forecast forecast = built.build();
    String dimension =
        forecast.getDimension() == ForecastDimension.ALL
            ? "all"
            : forecast.getDimension().name().toLowerCase(Locale.ROOT) + "/" + forecast.getId();
    String window =
        switch (forecast.getWindow()) {
          case DAY -> "day/" + forecast.getFirstDay();
          case WEEK ->
              "week/"
                  + forecast.getFirstDay().format(DateTimeFormatter.ISO_WEEK_DATE).substring(0, 8);
          case RECENT, UNKNOWN -> "recent";
        };
    site.send(Topic.FORECASTS, dimension + "/" + window, Forecast.class, forecast);
  }

  private static Shell done(String out) {
    return new Shell(0, out, "");
  }

  private static Shell failed(String sentence) {
    return new Shell(1, "", "lead-router: " + sentence + "\n");
  }
}
