package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.recovery.EventfulDay;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus gets from a router that runs: ours, Kafka's and the JVM's. */
@BrokerTest
@Timeout(120)
class RunningMetricsTest {

  @TempDir static Path disk;

  private static Scrape evening;

  @BeforeAll
  static void scrape(Broker broker) {
    evening = new Scrape(EventfulDay.scrape(broker, disk.resolve("state")));
  }

  @Test
  void areNamedAsPrometheusAdvises() {
    assertThat(evening.text())
        .contains("kafka_stream_", "kafka_consumer_", "kafka_producer_", "kafka_admin_", "jvm_");
    assertThat(evening.complaints()).isEmpty();
  }

  @Test
  void haveAllThatDashboardAndAlertsReadWithTheLabelsThatTheyAskFor() {
    List<Series> read = Queries.all().flatMap(Series::readBy).distinct().toList();

    assertThat(read).hasSizeGreaterThan(40);
    assertThat(read)
        .allSatisfy(series -> assertThat(evening.text().lines().filter(series::has)).isNotEmpty());
  }

  /** All but what no record from outside brings about. */
  @Test
  void countWhatHasHappened() {
    List<Series> counters =
        Queries.all()
            .flatMap(Series::readBy)
            .filter(series -> series.metric().matches("leadrouter_.*_total"))
            .filter(series -> !series.metric().equals("leadrouter_training_failed_total"))
            .distinct()
            .toList();

    assertThat(counters).hasSizeGreaterThan(10);
    assertThat(counters)
        .allSatisfy(
            series ->
                assertThat(evening.text().lines().filter(series::has))
                    .anyMatch(sample -> !sample.endsWith(" 0.0")));
  }

  /** Alerts divide one by the other, and this installation's topics have a prefix. */
  @Test
  void callATopicWhatKafkaCallsIt() {
    Set<String> topics =
        evening.values("kafka_consumer_fetch_manager_records_consumed_total", "topic");

    for (String ours : List.of("rejected_records", "dead_letters", "global_records_bad")) {
      assertThat(evening.values("leadrouter_" + ours + "_total", "topic"))
          .as(ours)
          .isNotEmpty()
          .isSubsetOf(topics);
    }
  }

  @Test
  void promtoolHasNothingAgainstThem() throws IOException {
    assertThat(new Promtool(disk).complaintsAbout(evening.text())).isEmpty();
  }
}
