package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The values of the chart: what is refused, and that all of them are explained. */
class ChartValuesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String HEAD = "| value | default | |\n|---|---|---|\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "replica: 3 | 'replica' not allowed",
        "replicas: 0 | /replicas': minimum",
        "replicas: many | /replicas': got string",
        "replicas: 13 | replicas is 13, more than topics.partitions (12)",
        "applicationId: a/b | /applicationId': 'a/b' does not match",
        "topicPrefix: a b | /topicPrefix': 'a b' does not match",
        "image: {tag: 'a b'} | /image/tag': 'a b' does not match",
        "image: {digest: sha256:1} | /image/digest': 'sha256:1' does not match",
        "image: {pullPolicy: Often} | /image/pullPolicy': value must be one of",
        "image: {pullSecrets: [login]} | /image/pullSecrets/0': got string",
        "kafka: {bootstrapServers: kafka} | /kafka/bootstrapServers': 'kafka' does not match",
        "kafka: {brokers: kafka:9092} | /kafka': additional properties 'brokers' not allowed",
        "kafka: {tls: {trust: {secret: ca}}} | kafka.tls.trust and kafka.tls.client are not used without kafka.tls.enabled",
        "kafka: {sasl: {mechanism: SCRAM}} | /kafka/sasl/mechanism': value must be one of",
        "kafka: {sasl: {mechanism: PLAIN}} | kafka.sasl.mechanism needs kafka.sasl.jaas.secret",
        "kafka: {sasl: {jaas: {secret: a}}} | kafka.sasl.jaas.secret is not used without kafka.sasl.mechanism",
        "schemaRegistry: {url: registry:8081} | /schemaRegistry/url': 'registry:8081' does not match",
        "schemaRegistry: {basicAuth: {secret: Hush!}} | /schemaRegistry/basicAuth/secret': 'Hush!' does not match",
        "identityHashKey: hush | /identityHashKey': got string",
        "logFormat: xml | /logFormat': value must be one of",
        "standbyReplicas: -1 | /standbyReplicas': minimum",
        "streamThreads: 0 | /streamThreads': minimum",
        "config: {http.port: 80} | http.port is set by the chart itself",
        "config: {state.dir: /tmp} | state.dir is set by the chart itself",
        "config: {bootstrap.servers: 'a:1'} | bootstrap.servers is set by kafka.bootstrapServers",
        "config: {group.instance.id: a} | group.instance.id is set by the chart itself, from the pod's name",
        "config: {ssl.key.password: hush} | ssl.key.password is a secret; name it in secretConfig",
        "config: {poll.ms: [1]} | /config/poll.ms'",
        "secretConfig: {sasl.jaas.config: {secret: a, key: b}} | sasl.jaas.config is set by kafka.sasl.jaas",
        "secretConfig: {ssl.key.password: hush} | /secretConfig/ssl.key.password': got string",
        "secretConfig: {ssl.key.password: {secret: a}} | missing property 'key'",
        "topics: {partitions: 0} | /topics/partitions': minimum",
        "topics: {replicationFactor: 0} | /topics/replicationFactor': minimum",
        "policy: {author: ''} | /policy/author': minLength",
        "memory: {heapMiB: 64} | /memory/heapMiB': minimum",
        "memory: {storesMiB: 1} | /memory/storesMiB': minimum",
        "memory: {otherMiB: 0} | /memory/otherMiB': minimum",
        "memory: {limit: 2Gi} | /memory': additional properties 'limit' not allowed",
        "cpu: {request: lots} | /cpu/request': 'lots' does not match",
        "jvmOptions: [-Xmx4g] | jvmOptions: -Xmx4g is set by memory",
        "jvmOptions: ['-XX:MaxRAMPercentage=90'] | jvmOptions: -XX:MaxRAMPercentage=90 is set by memory",
        "state: {size: large} | /state/size': 'large' does not match",
        "shutdown: {gracePeriodSeconds: 30} | shutdown.gracePeriodSeconds is 30, not longer than shutdown.closeTimeoutSeconds of 30",
        "shutdown: {closeTimeoutSeconds: 60} | shutdown.gracePeriodSeconds is 45, not longer than shutdown.closeTimeoutSeconds of 60",
        "startupSeconds: 1 | /startupSeconds': minimum",
        "autoscaling: {enabled: true, maxReplicas: 13} | autoscaling.maxReplicas is 13, more than topics.partitions (12)",
        "autoscaling: {enabled: true, minReplicas: 7} | autoscaling.minReplicas is 7, more than autoscaling.maxReplicas (6)",
        "autoscaling: {targetCPUPercent: 400} | /autoscaling/targetCPUPercent': maximum",
        "podDisruptionBudget: {maxUnavailable: 0} | /podDisruptionBudget/maxUnavailable': minimum",
        "topologySpread: [{topologyKey: zone}] | missing property 'whenUnsatisfiable'",
        "networkPolicy: {enabled: 1} | /networkPolicy/enabled': got number",
        "monitoring: {serviceMonitor: {interval: often}} | /monitoring/serviceMonitor/interval': 'often' does not match",
        "monitoring: {prometheusRules: {enabled: true}} | /monitoring': additional properties 'prometheusRules' not allowed"
      })
  void aWrongValueIsRefusedByItsName(String values, String reason) {
    assertThatThrownBy(() -> Chart.render(values)).hasMessageContaining(reason);
  }

  @Test
  void whatAChartThatContainsThisOneHandsToAllIsNoMistake() {
    assertThat(Chart.render("global: {region: eu}").names()).isEqualTo(Chart.render("{}").names());
  }

  @Test
  void theTestsTurnOnEveryValueThereIs() throws IOException {
    Map<String, Object> given = leaves(Values.ALL_ON);
    Map<String, Object> defaults = leaves(Files.readString(Chart.DIRECTORY.resolve("values.yaml")));

    // Those that are two things at once: on is what they are by default.
    given.keySet().removeAll(List.of("topics.create", "networkPolicy.enabled"));
    defaults.keySet().removeAll(List.of("topics.create", "networkPolicy.enabled"));
    assertThat(given.keySet()).containsExactlyInAnyOrderElementsOf(defaults.keySet());
    assertThat(given)
        .allSatisfy((name, value) -> assertThat(value).as(name).isNotEqualTo(defaults.get(name)));
  }

  @Test
  void everyValueIsInTheSchemaAndNothingElse() throws IOException {
    Map<String, String> described = descriptions();
    described.remove("global");

    assertThat(leaves(Files.readString(Chart.DIRECTORY.resolve("values.yaml"))).keySet())
        .containsExactlyInAnyOrderElementsOf(described.keySet());
  }

  @Test
  void theReadmesTableIsThatOfTheValuesAndTheSchema() throws IOException {
    Map<String, String> described = descriptions();
    StringBuilder table = new StringBuilder(HEAD);
    leaves(Files.readString(Chart.DIRECTORY.resolve("values.yaml")))
        .forEach(
            (name, value) ->
                table.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(name, shown(value), described.get(name).replace("|", "\\|"))));

    assertThat(Files.readString(Chart.DIRECTORY.resolve("README.md"))).contains(table);
  }

  @Test
  void theReadmesExampleIsRight() throws IOException {
    String readme = Files.readString(Chart.DIRECTORY.resolve("README.md"));
    String example = readme.replaceAll("(?s).*?```yaml\n(.*?)```.*", "$1");

    assertThat(Chart.render(example).names())
        .contains("ServiceMonitor/" + Chart.NAME, "PrometheusRule/" + Chart.NAME);
  }

  private static String shown(Object value) {
    if (value.equals("")) {
      return "";
    }
    try {
      return "`" + (value instanceof String text ? text : JSON.writeValueAsString(value)) + "`";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The values by their dotted names, in their order; lists and free maps are values. */
  private static Map<String, Object> leaves(String yaml) throws IOException {
    Map<String, Object> leaves = new LinkedHashMap<>();
    JsonNode schema = schema();
    flatten("", new Load(LoadSettings.builder().build()).loadFromString(yaml), schema, leaves);
    return leaves;
  }

  private static void flatten(
      String name, Object value, JsonNode schema, Map<String, Object> leaves) {
    if (value instanceof Map<?, ?> map && schema.has("properties")) {
      map.forEach(
          (key, inner) ->
              flatten(
                  (name.isEmpty() ? "" : name + ".") + key,
                  inner,
                  schema.get("properties").path(key.toString()),
                  leaves));
    } else {
      leaves.put(name, value);
    }
  }

  /** By dotted name; the two fields of a reference to a secret share the words of the first. */
  private static Map<String, String> descriptions() throws IOException {
    Map<String, String> descriptions = new LinkedHashMap<>();
    describe(new ArrayList<>(), schema(), descriptions);
    return descriptions;
  }

  private static void describe(
      List<String> name, JsonNode schema, Map<String, String> descriptions) {
    if (!schema.has("properties")) {
      assertThat(schema.path("description").asText()).as(name.toString()).isNotBlank();
      descriptions.put(String.join(".", name), schema.get("description").asText());
      return;
    }
    assertThat(schema.path("additionalProperties").asText())
        .as("additionalProperties of " + name)
        .isEqualTo("false");
    schema
        .get("properties")
        .fields()
        .forEachRemaining(
            property -> {
              List<String> inner = new ArrayList<>(name);
              inner.add(property.getKey());
              describe(inner, property.getValue(), descriptions);
            });
  }

  private static JsonNode schema() throws IOException {
    Path file = Chart.DIRECTORY.resolve("values.schema.json");
    return JSON.readTree(file.toFile());
  }
}
