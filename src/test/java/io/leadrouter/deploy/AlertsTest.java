package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What the alerts say. Whether they fire is what {@code promtool test rules} tells of {@code
 * alerts-test.yaml} in {@link PrometheusTest}.
 */
class AlertsTest {
  private static final Path ALERTS = Chart.DIRECTORY.resolve("alerts/lead-router.yaml");
  private static final Path RUNBOOKS = Chart.DIRECTORY.resolve("RUNBOOKS.md");
  private static final Path CASES =
      Path.of("src/test/resources/io/leadrouter/deploy/alerts-test.yaml");

  @Test
  void everyMetricThatAnAlertReadsExists() {
    Set<String> known = MetricNames.known();

    assertThat(alerts())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              Set<String> read = MetricNames.readBy((String) alert.get("expr"));
              assertThat(read).isNotEmpty();
              assertThat(known).as("alert %s", alert.get("alert")).containsAll(read);
            });
  }

  @Test
  void theNamesThatAnExpressionReadsAreFound() {
    assertThat(
            MetricNames.readBy(
                "sum by (job, group) (increase(a_total{kind=~\"x_y|z\"}[1h] offset 1w)) / 2"
                    + " > 4 * 3600 and on (job) deriv(b_c[15m]) unless d == bool 1"))
        .containsExactly("a_total", "b_c", "d");
  }

  @Test
  void everyAlertHasARunbookAndEveryRunbookAnAlert() {
    List<String> sections =
        Arrays.stream(read(RUNBOOKS).split("\n## ")).skip(1).map(String::strip).toList();

    assertThat(sections)
        .extracting(section -> section.lines().findFirst().orElseThrow())
        .containsExactlyElementsOf(names());
    assertThat(sections)
        .allSatisfy(section -> assertThat(section).contains("**Means**", "**Look at**", "**Do**"));
    assertThat(alerts())
        .allSatisfy(
            alert ->
                assertThat(map(alert.get("annotations")).get("runbook"))
                    .isEqualTo("RUNBOOKS.md#" + name(alert).toLowerCase(Locale.ROOT)));
  }

  @Test
  void everyMetricThatARunbookNamesExists() {
    Set<String> named =
        Arrays.stream(read(RUNBOOKS).split("`"))
            .filter(text -> text.matches("(?s)(leadrouter|kafka|process|disk)_[a-z_]+(\\{.*})?"))
            .flatMap(text -> MetricNames.readBy(text).stream())
            .collect(Collectors.toSet());

    assertThat(named).isNotEmpty();
    Set<String> known = MetricNames.known();
    assertThat(known).containsAll(named);
  }

  @Test
  void everyAlertIsTriedWhereItFiresAndWhereItDoesNot() {
    List<Map<String, Object>> tried =
        maps(yaml(CASES).get("tests")).stream()
            .flatMap(test -> maps(test.get("alert_rule_test")).stream())
            .toList();

    for (boolean fires : List.of(true, false)) {
      assertThat(
              tried.stream()
                  .filter(test -> maps(test.get("exp_alerts")).isEmpty() != fires)
                  .map(test -> (String) test.get("alertname")))
          .containsAll(names());
    }
  }

  @Test
  void statesAreKafkaStreamsOwn() {
    assertThat(KafkaStreams.State.REBALANCING.ordinal()).isEqualTo(1);
    assertThat(KafkaStreams.State.RUNNING.ordinal()).isEqualTo(2);
    assertThat(KafkaStreams.State.ERROR.ordinal()).isEqualTo(6);
  }

  private static List<String> names() {
    return alerts().stream().map(AlertsTest::name).toList();
  }

  private static String name(Map<String, Object> alert) {
    return (String) alert.get("alert");
  }

  private static List<Map<String, Object>> alerts() {
    return maps(yaml(ALERTS).get("groups")).stream()
        .flatMap(group -> maps(group.get("rules")).stream())
        .toList();
  }

  private static Map<String, Object> yaml(Path file) {
    return map(new Load(LoadSettings.builder().build()).loadFromString(read(file)));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Object value) {
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
