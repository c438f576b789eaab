package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastDimension;
import io.leadrouter.event.ForecastSignal;
import io.leadrouter.event.ForecastWindow;
import io.leadrouter.event.Interval;
import io.leadrouter.event.Money;
import io.leadrouter.event.Outlook;
import io.leadrouter.event.Quantiles;
import io.leadrouter.event.SignalKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTableTest {

  private final Forecast forecast =
      Forecast.newBuilder()
          .setDimension(ForecastDimension.REP)
          .setId("ana")
          .setWindow(ForecastWindow.RECENT)
          .setFirstDay(LocalDate.parse("2026-08-27"))
          .setLastDay(LocalDate.parse("2026-11-26"))
          .setAsOf(Instant.EPOCH)
          .setComputedAt(Instant.EPOCH)
          .setAssigned(1_204)
          .setConverted(60)
          .setLost(400)
          .setValues(List.of(new Money(new BigDecimal("12300.0000"), "EUR")))
          .setConversionRate(new Interval(0.13, 0.11, 0.15))
          .setSpeedToLead(new Quantiles(90L, 7_300L))
          .setOpen(37)
          .setOutlooks(
              List.of(
                  new Outlook(
                      30,
                      new Interval(6.25, 3.5, 9.1),
                      Map.of("EUR", new Interval(31_000.0, 12_000.0, 52_000.0)))))
          .setSignals(List.of(new ForecastSignal(SignalKind.BELOW, 60.0, 92.4, 0.012)))
          .build();

  @Test
  void aRowSaysWhatBecameOfLeadsAndWhatIsExpected() {
    assertThat(ForecastTable.of(List.of(forecast)).get(1))
        .containsExactly(
            "rep ana",
            "1,204",
            "0",
            "60",
            "400",
            "13 % (11-15)",
            "EUR 12,300",
            "90 s, 90 % in 2 h",
            "37",
            "",
            "6.3 (3.5-9.1)",
            "",
            "EUR 31,000 (12,000-52,000)");
  }

  @Test
  void aSignalIsASentence() {
    assertThat(ForecastTable.signals(forecast))
        .containsExactly(
            "rep ana converted 60, where its pool converts 92 of such leads (wrong with 1.2 %)");
  }
}
