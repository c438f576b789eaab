package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.leadrouter.cli.RouterConfig;
import io.leadrouter.deploy.Compose.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.Test;

/** What the Compose file says; its commands are run by {@link PackagedTest}. */
class ComposeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Compose compose = Compose.read();

  @Test
  void fitsTheComposeSpecification() throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
            .getSchema(specification());

    assertThat(schema.validate(JSON.valueToTree(compose.file()))).isEmpty();
    assertThat(schema.validate(JSON.readTree("{\"services\": {\"a\": {\"imag\": \"b\"}}}")))
        .isNotEmpty();
  }

  @Test
  void everyImageIsOfOneVersion() {
    assertThat(compose.services())
        .allSatisfy(
            service -> assertThat(service.image()).matches("[a-z/-]+:v?\\d+\\.\\d+\\.\\d+.*"));
    assertThat(compose.service("kafka").image())
        .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
    assertThat(compose.ours())
        .extracting(Service::name)
        .containsExactly("topics", "policy", "router");
    assertThat(compose.ours())
        .allSatisfy(
            service ->
                assertThat(Chart.render("{}").routers().getSpec().getTemplate().getSpec())
                    .satisfies(
                        pod ->
                            assertThat(pod.getContainers().get(0).getImage())
                                .isEqualTo(service.image())));
  }

  @Test
  void nothingCanBeReachedFromOtherMachines() {
    assertThat(compose.services().stream().flatMap(service -> service.list("ports").stream()))
        .hasSize(5)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void whatIsMountedIsThere() {
    List<String> mounted =
        compose.services().stream()
            .flatMap(service -> service.list("volumes").stream())
            .filter(volume -> volume.startsWith("."))
            .map(volume -> volume.split(":")[0])
            .toList();

    assertThat(mounted).hasSize(6).allSatisfy(path -> assertThat(Path.of(path)).exists());
  }

  @Test
  void nothingOfOursCanWriteWhereItHasNotTo() {
    assertThat(compose.ours())
        .allSatisfy(
            service -> {
              assertThat(service.fields()).containsEntry("read_only", true);
              assertThat(service.list("cap_drop")).containsExactly("ALL");
              assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
              // Docker's own default would not let native libraries be loaded.
              assertThat(service.list("tmpfs")).singleElement().asString().startsWith("/tmp:exec,");
            });
    assertThat(compose.service("router").list("volumes"))
        .containsExactly(Dockerfile.read().one("VOLUME").text());
  }

  @Test
  void everythingWaitsForWhatItNeeds() {
    assertThat(compose.service("topics").dependencies())
        .isEqualTo(Map.of("kafka", "service_healthy"));
    assertThat(compose.service("policy").dependencies())
        .isEqualTo(
            Map.of(
                "topics", "service_completed_successfully", "schema-registry", "service_healthy"));
    assertThat(compose.service("router").dependencies())
        .isEqualTo(Map.of("policy", "service_completed_successfully"));
    assertThat(compose.services())
        .filteredOn(service -> !List.of("topics", "policy").contains(service.name()))
        .allSatisfy(service -> assertThat(service.healthCheck()).isNotEmpty());
  }

  @Test
  void severalRoutersCanRun() {
    Service router = compose.service("router");

    assertThat(router.fields()).doesNotContainKey("container_name");
    assertThat(router.list("ports")).containsExactly("127.0.0.1:8080-8089:8080");
    long seconds =
        Long.parseLong(router.fields().get("stop_grace_period").toString().replace("s", ""));
    assertThat(seconds).isGreaterThan(RouterConfig.of(Map.of()).closeTimeout().toSeconds());
  }

  @Test
  void prometheusAndGrafanaComeOnlyWhenAskedFor() throws IOException {
    assertThat(compose.services())
        .filteredOn(service -> service.fields().containsKey("profiles"))
        .extracting(Service::name)
        .containsExactly("prometheus", "grafana");
    // The service whose addresses Prometheus asks for.
    assertThat(Files.readString(Path.of("src/main/docker/prometheus.yml")))
        .contains("names: [router]", "/etc/prometheus/alerts/");
  }

  @Test
  void theBrokerTakesItsSettings() {
    Map<String, String> settings = new HashMap<>();
    compose
        .service("kafka")
        .environment()
        .forEach((name, value) -> settings.put(propertyOf(name), value));

    new KafkaConfig(settings, false);

    assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).containsAll(settings.keySet());
    assertThat(hosts(settings.get("advertised.listeners")))
        .containsExactly("kafka:19092", "localhost:9092");
    assertThat(compose.ours())
        .allSatisfy(
            service ->
                assertThat(service.environment())
                    .containsEntry("LEADROUTER_BOOTSTRAP_SERVERS", "kafka:19092")
                    .containsEntry(
                        "LEADROUTER_SCHEMA_REGISTRY_URL", "http://schema-registry:8081"));
  }

  private JsonNode specification() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("compose-spec.json")) {
      JsonNode schema = JSON.readTree(in);
      // Named as in an older draft than the one it says it is of; nothing refers to them.
      schema.findParents("id").stream()
          .filter(named -> named.get("id").isTextual())
          .forEach(named -> ((ObjectNode) named).remove("id"));
      return schema;
    }
  }

  /** As the image of Kafka reads its environment. */
  private static String propertyOf(String variable) {
    return variable.substring("KAFKA_".length()).toLowerCase(Locale.ROOT).replace('_', '.');
  }

  private static List<String> hosts(String listeners) {
    List<String> hosts = new ArrayList<>();
    Stream.of(listeners.split(",")).forEach(each -> hosts.add(each.replaceFirst(".*://", "")));
    return hosts;
  }
}
