package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.kafka.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

@BrokerTest
class TopicsCommandTest {
  @Test
  void createsWhatIsMissingAndNothingTwice(Broker broker) {
    var site = Site.on(broker);

    var first = site.run("topics", "create", "--partitions=2", "--group-partitions=3");
    var second = site.run("topics", "create");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out().lines()).hasSize(Topic.values().length);
    assertThat(first.out()).contains("created " + site.name(Topic.LEADS) + "\n");
    assertThat(second).isEqualTo(new Shell(0, "", ""));
    assertThat(site.run("topics", "check")).isEqualTo(new Shell(0, "", ""));
    try (var cluster = new Cluster(site.config())) {
      var topics =
          cluster.describe(List.of(site.name(Topic.LEADS), site.name(Topic.ROUTING_COMMANDS)));
      assertThat(topics.get(site.name(Topic.LEADS)).partitions()).hasSize(2);
      assertThat(topics.get(site.name(Topic.ROUTING_COMMANDS)).partitions()).hasSize(3);
    }
  }

  @Test
  void everyDifferenceIsSaidOnALineOfItsOwn(Broker broker) {
    var site = Site.on(broker);
    existing(site, Topic.LEADS, 2, Map.of());
    existing(site, Topic.LEAD_OUTCOMES, 3, Map.of());
    existing(site, Topic.REPS, 1, Map.of("cleanup.policy", "delete"));

    var shell = site.run("topics", "check");

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.out().lines())
        .anyMatch(
            line -> line.startsWith("topic " + site.name(Topic.LEAD_ACTIVITIES) + " is missing"))
        .anyMatch(
            line ->
                line.contains(
                    "%s has 3, %s has 2"
                        .formatted(site.name(Topic.LEAD_OUTCOMES), site.name(Topic.LEADS))))
        .anyMatch(
            line ->
                line.contains(
                    site.name(Topic.REPS) + " has cleanup.policy=delete instead of compact"));
  }

  @Test
  void missingLeadTopicsTakeTheSizeOfThoseThatAreThere(Broker broker) {
    var site = Site.on(broker);
    existing(site, Topic.LEADS, 5, Map.of());

    assertThat(site.run("topics", "create").exitCode()).isZero();

    assertThat(site.run("topics", "check").out()).isEmpty();
  }

  @Test
  void anotherSizeThanThePresentOneIsRefused(Broker broker) {
    var site = Site.on(broker);
    existing(site, Topic.LEADS, 5, Map.of());

    var shell = site.run("topics", "create", "--partitions=6");

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err()).contains("already has 5 partitions, and their number never changes");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsOneSentenceAfterABoundedWait() {
    var config =
        RouterConfig.of(Map.of("bootstrap.servers", "127.0.0.1:1", "startup.timeout.ms", "300"));

    assertThatThrownBy(() -> TopicSetup.create(config, TopicSetup.Sizes.DEFAULT))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("no broker answers at 127.0.0.1:1 within");
  }

  @Test
  void aCommandWithoutItsSecondWordIsWrongUsage() {
    var shell = Shell.run("topics");

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err()).contains("create or check");
  }

  private static void existing(Site site, Topic topic, int partitions, Map<String, String> more) {
    var configs = new java.util.HashMap<>(topic.configs());
    configs.putAll(more);
    try (var admin = Admin.create(site.config().clientProperties())) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(site.name(topic), Optional.of(partitions), Optional.empty())
                      .configs(configs)))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }
}
