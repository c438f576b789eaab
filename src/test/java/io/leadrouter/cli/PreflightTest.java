package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.event.Policies;
import io.leadrouter.event.RoutingPolicy;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@BrokerTest
class PreflightTest {
  @TempDir Path directory;

  @Test
  void letsARouterStartThatHasEverything(Broker broker) throws IOException {
    var site = Site.on(broker).withTopics();
    publishPolicy(site);

    assertThatCode(() -> new Preflight(site.config()).check()).doesNotThrowAnyException();
  }

  @Test
  void aBrokerThatDoesNotAnswerIsRefused() {
    refused(
        RouterConfig.of(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "schema.registry.url", "mock://preflight",
                "startup.timeout.ms", "300")),
        "no broker answers at 127.0.0.1:1");
  }

  @Test
  void aRegistryThatDoesNotAnswerIsRefusedAndItsPasswordNotShown() {
    refused(
        RouterConfig.of(
            Map.of(
                "schema.registry.url", "http://me:hush@127.0.0.1:1", "startup.timeout.ms", "300")),
        "no schema registry answers at http://127.0.0.1:1");
  }

  @Test
  void missingTopicsAreRefusedByName(Broker broker) {
    var site = Site.on(broker);

    refused(site.config(), "topics are missing: " + site.name(Topic.LEADS));
  }

  @Test
  void differingPartitionCountsAreRefused(Broker broker) {
    var site = Site.on(broker);
    create(site, site.name(Topic.LEADS), 2);
    create(site, site.name(Topic.LEAD_ACTIVITIES), 3);
    TopicSetup.create(site.config(), TopicSetup.Sizes.DEFAULT);

    refused(site.config(), "topics read by leadId differ in partitions");
  }

  /** Two trainers would give one version to two models. */
  @Test
  void examplesInMoreThanOneOrderAreRefused(Broker broker) {
    var site = Site.on(broker);
    create(site, site.name(Topic.TRAINING_EXAMPLES), 2);
    TopicSetup.create(site.config(), TopicSetup.Sizes.DEFAULT);

    refused(
        site.config(),
        site.name(Topic.TRAINING_EXAMPLES)
            + " has 2 partitions instead of 1; delete it and create it again");
  }

  @Test
  void anotherNumberOfCommandPartitionsThanTheKeptStateHasIsRefused(Broker broker)
      throws IOException {
    var site = Site.on(broker);
    TopicSetup.create(
        site.config(),
        new TopicSetup.Sizes(OptionalInt.of(2), OptionalInt.of(2), Optional.empty()));
    publishPolicy(site);
    var config = site.config(Map.of("application.id", site.name(Topic.LEADS)));
    create(site, config.applicationId() + "-groups-changelog", 3);

    refused(config, site.name(Topic.ROUTING_COMMANDS) + " has 2 partitions, but the state kept in");
  }

  @Test
  void aRouterWithoutAPolicyIsRefused(Broker broker) {
    var site = Site.on(broker).withTopics();

    refused(site.config(), "publish one with 'lead-router policy publish FILE'");
  }

  @Test
  void aRouterThatCannotLoadAnyPolicyIsRefusedWithTheReason(Broker broker) {
    var site = Site.on(broker).withTopics();
    PublishedPolicy newer =
        PublishedPolicy.of("sample", 1, Policy.FORMAT + 1, "a: b", "eve", "", Instant.EPOCH);
    site.send(Topic.ROUTING_POLICIES, newer.key(), RoutingPolicy.class, Policies.write(newer));

    refused(site.config(), "can be used, the newest because: written in format");
  }

  @Test
  void aConfigurationIsCheckedWithoutAskingAnybody() throws IOException {
    Path file = directory.resolve("router.properties");
    Files.writeString(
        file, "bootstrap.servers=no-such-host.invalid:1\nschema.registry.url=http://127.0.0.1:1\n");

    assertThat(Shell.run("run", "--config=" + file, "--check")).isEqualTo(new Shell(0, "", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "state.memory.bytes=1000 | 'state.memory.bytes' is '1000'; allowed: ",
        "close.timeout.ms=soon | 'close.timeout.ms' is 'soon'; allowed: ",
        "schema.registry.url=localhost:8081 | each value must be an http or https URL",
        "schema.registry.ssl.truststore.location=/none.jks | /none.jks"
      })
  void aConfigurationThatMakesNoSenseIsOneSentence(String line, String sentence)
      throws IOException {
    Path file = Files.writeString(directory.resolve("router.properties"), line + "\n");

    var shell = Shell.run("run", "--config=" + file, "--check");

    assertThat(shell.exitCode()).isEqualTo(1);
    assertThat(shell.err()).startsWith("lead-router: ").contains(sentence).hasLineCount(1);
  }

  private static void refused(RouterConfig config, String sentence) {
    assertThatThrownBy(() -> new Preflight(config).check())
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("hush")
        .hasMessageNotContaining("\n");
  }

  private void publishPolicy(Site site) throws IOException {
    Path file = Files.writeString(directory.resolve("policy.yaml"), PolicyCommandTest.POLICY);
    site.run("policy", "publish", file.toString());
  }

  private static void create(Site site, String topic, int partitions) {
    try (var admin = Admin.create(site.config().clientProperties())) {
      admin
          .createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }
}
