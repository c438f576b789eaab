package io.leadrouter.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is asked of Prometheus by what the chart brings. */
final class Queries {
  private Queries() {}

  static Stream<String> all() {
    return Stream.concat(ofTheDashboard(), ofTheAlerts());
  }

  static Stream<String> ofTheDashboard() {
    try {
      JsonNode dashboard =
          new ObjectMapper().readTree(file("dashboards/lead-router.json").toFile());
      return dashboard.findValues("targets").stream()
          .flatMap(targets -> StreamSupport.stream(targets.spliterator(), false))
          .map(target -> target.path("expr").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> ofTheAlerts() {
    try {
      Object alerts =
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(file("alerts/lead-router.yaml")));
      JsonNode rules = new ObjectMapper().valueToTree(alerts);
      return rules.findValuesAsText("expr").stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return Chart.DIRECTORY.resolve(name);
  }
}
