package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.kafka.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterConfigTest {
  @TempDir Path directory;

  @Test
  void startsWithoutAnySetting() {
    var config = RouterConfig.of(Map.of());

    assertThat(config.bootstrapServers()).isEqualTo("localhost:9092");
    assertThat(config.schemaRegistryUrl()).isEqualTo("http://localhost:8081");
    assertThat(config.topicPrefix()).isEmpty();
    assertThat(new StreamsConfig(config.streamsProperties()).getString("processing.guarantee"))
        .isEqualTo("exactly_once_v2");
  }

  @Test
  void theEnvironmentOverridesTheFile() throws IOException {
    Path file = file("bootstrap.servers = a:1,b:2\nhttp.port=9000\n");

    var config =
        RouterConfig.load(file, Map.of("LEADROUTER_HTTP_PORT", "9001", "HTTP_PORT", "9002"));

    assertThat(config.bootstrapServers()).isEqualTo("a:1,b:2");
    assertThat(config.httpPort()).isEqualTo(9001);
  }

  @Test
  void variablesThatKubernetesMakesForAServiceAreNotOurs() throws IOException {
    var environment =
        Map.of(
            "LEADROUTER_SERVICE_HOST", "10.0.0.1",
            "LEADROUTER_PORT", "tcp://10.0.0.1:8080",
            "LEADROUTER_PORT_8080_TCP_ADDR", "10.0.0.1");

    assertThat(RouterConfig.load(file(""), environment).httpPort()).isEqualTo(8080);
  }

  @Test
  void anUnknownKeyIsRefusedWithItsPlaceAndWhatWasProbablyMeant() throws IOException {
    Path file = file("# ours\nhttp.port=\\\n  8080\nbootstrap.server=localhost:9092\n");

    assertThatThrownBy(() -> RouterConfig.load(file, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage(
            file
                + ":4: unknown configuration key 'bootstrap.server'; did you mean"
                + " 'bootstrap.servers'?");
  }

  @Test
  void anUnknownVariableIsRefusedByItsName() throws IOException {
    Path file = file("");

    assertThatThrownBy(() -> RouterConfig.load(file, Map.of("LEADROUTER_STATE_DIRS", "/tmp")))
        .hasMessage(
            "LEADROUTER_STATE_DIRS: unknown configuration key 'state.dirs'; did you mean"
                + " 'state.dir'?");
  }

  @Test
  void aKeyWrittenTwiceIsRefused() throws IOException {
    Path file = file("http.port=1\n\nhttp.port=2\n");

    assertThatThrownBy(() -> RouterConfig.load(file, Map.of()))
        .hasMessageContaining(file + ":3: ")
        .hasMessageContaining("already set at " + file + ":1");
  }

  @ParameterizedTest
  @CsvSource({
    "http.port, 70000",
    "num.stream.threads, many",
    "producer.acks, perhaps",
    "consumer.max.poll.records, 0",
    "topic.prefix, a/b",
    "group.protocol, sometimes"
  })
  void aValueThatNobodyUnderstandsIsRefused(String key, String value) {
    assertThatThrownBy(() -> RouterConfig.of(Map.of(key, value)))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("'%s' is '%s'; allowed: ".formatted(key, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"at_least_once", "exactly_once"})
  void aWeakerGuaranteeIsRefused(String guarantee) {
    assertThatThrownBy(() -> RouterConfig.of(Map.of("processing.guarantee", guarantee)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("exactly_once_v2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "consumer.isolation.level",
        "producer.enable.idempotence",
        "group.id",
        "main.consumer.enable.auto.commit",
        "default.key.serde"
      })
  void whatTheRouterSetsItselfIsRefused(String key) {
    assertThatThrownBy(() -> RouterConfig.of(Map.of(key, "read_uncommitted")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("set by the router itself");
  }

  @Test
  void keysOfClientsAndStreamsPassThroughUnchanged() {
    var settings =
        Map.of(
            "security.protocol", "SASL_SSL",
            "sasl.mechanism", "PLAIN",
            "num.stream.threads", "3",
            "replication.factor", "3",
            "group.protocol", "streams",
            "main.consumer.max.poll.records", "77",
            "topic.min.insync.replicas", "2",
            "producer.linger.ms", "1");
    var config = RouterConfig.of(settings);

    assertThat(config.streamsProperties()).containsAllEntriesOf(settings);
    assertThat(config.clientProperties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.mechanism", "PLAIN")
        .doesNotContainKey("num.stream.threads");
    assertThat(config.producerProperties()).containsEntry("linger.ms", "1");
  }

  @Test
  void whatTheTopicsTakeTheProducersAndTheChangelogsTakeToo() {
    var streams = RouterConfig.of(Map.of()).streamsProperties();
    String largest = Integer.toString(Topic.LARGEST_RECORD);

    assertThat(streams).containsEntry("producer.max.request.size", largest);
    assertThat(streams).containsEntry("topic.max.message.bytes", largest);
  }

  @Test
  void theBoundOfAllStoresReachesThem() {
    assertThat(RouterConfig.of(Map.of()).streamsProperties())
        .containsEntry("state.memory.bytes", 256L * 1024 * 1024);
    assertThat(RouterConfig.of(Map.of("state.memory.bytes", "67108864")).streamsProperties())
        .containsEntry("state.memory.bytes", 67108864L);
  }

  @Test
  void keysOfConfluentsSerializersReachTheSerializersAlone() {
    var config =
        RouterConfig.of(
            Map.of(
                "schema.registry.url", "http://one:8081,http://two:8081",
                "basic.auth.credentials.source", "USER_INFO",
                "basic.auth.user.info", "me:secret",
                "auto.register.schemas", "false",
                "schema.registry.ssl.truststore.location", "/trust.jks"));

    assertThat(config.serdeConfig())
        .containsEntry("schema.registry.url", "http://one:8081,http://two:8081")
        .containsEntry("basic.auth.user.info", "me:secret")
        .containsEntry("auto.register.schemas", "false")
        .containsEntry("schema.registry.ssl.truststore.location", "/trust.jks");
    Properties streams = config.streamsProperties();
    assertThat(streams).doesNotContainKeys("schema.registry.url", "basic.auth.user.info");
  }

  @Test
  void ourOwnTopicPrefixIsNotTakenForASettingOfInternalTopics() {
    var config = RouterConfig.of(Map.of("topic.prefix", "eu."));

    assertThat(config.topicPrefix()).isEqualTo("eu.");
    assertThat(config.streamsProperties()).doesNotContainKey("topic.prefix");
  }

  @Test
  void secretsAreNeverShown() {
    var config =
        RouterConfig.of(
            Map.of(
                "ssl.key.password", "hush",
                "basic.auth.user.info", "me:hush",
                "sasl.jaas.config", "… password=hush;"));

    assertThat(config.toString()).doesNotContain("hush").contains("ssl.key.password");
  }

  @Test
  void aMissingFileIsRefusedInOneSentence() {
    Path missing = directory.resolve("none.properties");

    assertThatThrownBy(() -> RouterConfig.load(missing, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessage("configuration file " + missing + " does not exist");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("router.properties"), text);
  }
}
