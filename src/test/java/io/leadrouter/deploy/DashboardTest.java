package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Grafana shows. */
class DashboardTest {
  private final JsonNode dashboard = read();

  @Test
  void everyMetricThatAPanelReadsExists() {
    Set<String> known = MetricNames.known();

    assertThat(graphs())
        .isNotEmpty()
        .allSatisfy(
            panel -> {
              assertThat(panel.path("targets")).isNotEmpty();
              for (JsonNode target : panel.path("targets")) {
                Set<String> read = MetricNames.readBy(target.path("expr").asText());
                assertThat(read).isNotEmpty();
                assertThat(known).as(panel.path("title").asText()).containsAll(read);
              }
            });
  }

  @Test
  void everyPanelSaysWhatItShowsAndHasAPlaceOfItsOwn() {
    Set<Integer> ids = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).isTrue();
      JsonNode place = panel.path("gridPos");
      for (int x = 0; x < place.path("w").asInt(); x++) {
        for (int y = 0; y < place.path("h").asInt(); y++) {
          int column = place.path("x").asInt() + x;
          assertThat(column).isLessThan(24);
          assertThat(places.add(column + "," + (place.path("y").asInt() + y))).isTrue();
        }
      }
    }
    assertThat(graphs())
        .allSatisfy(panel -> assertThat(panel.path("description").asText()).isNotBlank());
  }

  @Test
  void whatAnOperatorAsksHasARowEach() {
    List<String> rows = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (panel.path("type").asText().equals("row")) {
        rows.add(panel.path("title").asText());
      }
    }

    assertThat(rows)
        .containsExactly(
            "Flow",
            "Latency",
            "Waiting line",
            "Capacity",
            "Fairness",
            "Scores and conversions",
            "Errors",
            "Kafka Streams");
  }

  private List<JsonNode> graphs() {
    List<JsonNode> graphs = new ArrayList<>();
    for (JsonNode panel : dashboard.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        graphs.add(panel);
      }
    }
    return graphs;
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Chart.DIRECTORY.resolve("dashboards/lead-router.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
