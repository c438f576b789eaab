package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Disposition;
import io.leadrouter.event.Forecast;
import io.leadrouter.event.ForecastDimension;
import io.leadrouter.event.Money;
import io.leadrouter.kafka.Topic;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what is decided to what is foreseen, through the whole topology. */
class ForecastFlowTest {

  private final Flow flow = new Flow();
  private final Map<String, Forecast> latest = new TreeMap<>();

  @BeforeEach
  void oneRepInOnePool() {
    flow.policy(
        """
        id: test
        groups: [emea]
        pools:
          everybody: {group: emea, members: 'true', caps: {openLeads: 50}, maxUnaccepted: none}
        rules:
          - {id: all, otherwise: true, routes: [{pool: everybody}]}
        """);
    flow.rep("ana", "emea", 50);
  }

  @AfterEach
  void close() {
    flow.close();
  }

  @Test
  void aLeadIsCountedOnItsWayByEverythingItIsOf() {
    flow.lead("l-1");
    flow.lead("l-2");
    flow.outcome("l-1", Disposition.ACCEPTED);
    flow.outcome("l-1", Disposition.CONTACTED);
    convert("l-1", 900);

    for (String dimension : new String[] {"all", "pool/everybody", "rep/ana", "source/web"}) {
      Forecast recent = forecast(dimension + "/recent");
      assertThat(recent.getAssigned()).as(dimension).isEqualTo(2);
      assertThat(recent.getAccepted()).as(dimension).isEqualTo(1);
      assertThat(recent.getContacted()).as(dimension).isEqualTo(1);
      assertThat(recent.getConverted()).as(dimension).isEqualTo(1);
      assertThat(recent.getLost()).as(dimension).isZero();
      assertThat(recent.getOpen()).as(dimension).isEqualTo(1);
      assertThat(recent.getValues())
          .as(dimension)
          .containsExactly(new Money(new BigDecimal("900.0000"), "EUR"));
      assertThat(recent.getOutlooks()).hasSize(3);
      assertThat(recent.getAsOf()).isBeforeOrEqualTo(recent.getComputedAt());
    }
    Forecast day = forecast("all/day/2026-03-02");
    assertThat(day.getSubmitted()).isEqualTo(2);
    assertThat(day.getSpeedToLead().getMedianSeconds()).isBetween(0L, 60L);
    Forecast week = forecast("rep/ana/week/2026-W10");
    assertThat(week.getDimension()).isEqualTo(ForecastDimension.REP);
    assertThat(week.getFirstDay()).isEqualTo(LocalDate.parse("2026-03-02"));
    assertThat(week.getLastDay()).isEqualTo(LocalDate.parse("2026-03-08"));
    assertThat(week.getConverted()).isEqualTo(1);
  }

  @Test
  void whatIsCorrectedReplacesWhatWasSaid() {
    flow.lead("l-1");
    convert("l-1", 900);
    assertThat(forecast("all/recent").getConverted()).isEqualTo(1);

    convert("l-1", 1_200);
    assertThat(forecast("all/recent").getConverted()).isEqualTo(1);
    assertThat(forecast("all/recent").getValues())
        .containsExactly(new Money(new BigDecimal("1200.0000"), "EUR"));

    flow.outcome("l-1", Disposition.REOPENED);
    assertThat(forecast("all/recent").getConverted()).isZero();
    assertThat(forecast("all/recent").getValues()).isEmpty();
    assertThat(forecast("rep/ana/recent").getOpen()).isEqualTo(1);
  }

  @Test
  void ofAnErasedPersonTheCountsStayAndNothingElse() {
    flow.lead("l-1");
    flow.lead("l-2");
    convert("l-1", 900);
    flow.erase("l-1");
    flow.erase("l-2");

    assertThat(forecast("all/recent").getConverted()).isEqualTo(1);
    assertThat(forecast("all/recent").getSubmitted()).isEqualTo(2);
    assertThat(forecast("all/recent").getOpen()).isZero();
    assertThat(flow.stored(StateStores.JOURNEYS)).isEmpty();
    assertThat(flow.stored(StateStores.UNTOLD_CHANGES)).isEmpty();
  }

  @Test
  void onlyWhatIsNewIsSaid() {
    flow.lead("l-1");
    assertThat(forecast("all/recent").getSubmitted()).isEqualTo(1);
    flow.passes(Duration.ofMinutes(1));
    flow.passes(Duration.ofMinutes(1));
    assertThat(flow.records(Topic.FORECASTS, Forecast.class)).isEmpty();
  }

  private void convert(String leadId, int euros) {
    flow.outcome(
        leadId,
        Disposition.CONVERTED,
        outcome -> outcome.setValue(new Money(new BigDecimal(euros).setScale(4), "EUR")));
  }

  private Forecast forecast(String key) {
    // Told, said, and said again where comparing gives something else to say.
    for (int i = 0; i < 3; i++) {
      flow.passes(Duration.ofSeconds(2));
    }
    flow.records(Topic.FORECASTS, Forecast.class)
        .forEach(record -> latest.put(record.key(), record.value()));
    return latest.get(key);
  }
}
