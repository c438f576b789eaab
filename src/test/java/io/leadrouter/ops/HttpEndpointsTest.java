package io.leadrouter.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.Patience;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

class HttpEndpointsTest {

  private static final String LOOPBACK = InetAddress.getLoopbackAddress().getHostAddress();

  private final Set<Thread> before = Thread.getAllStackTraces().keySet();
  private final HttpClient client = HttpClient.newHttpClient();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private KafkaStreams.State state = KafkaStreams.State.RUNNING;
  private boolean standbys;
  private final PolicyStanding policies = new PolicyStanding();
  private final HttpEndpoints endpoints =
      new HttpEndpoints(
          LOOPBACK, 0, registry, new StreamsHealth(() -> state, () -> standbys, policies));

  @AfterEach
  void close() {
    endpoints.close();
  }

  @Test
  void prometheusScrapesTheText() throws Exception {
    registry.counter("leadrouter.example").increment();

    HttpResponse<String> metrics = get("/metrics");

    assertThat(metrics.statusCode()).isEqualTo(200);
    assertThat(metrics.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(metrics.body()).contains("leadrouter_example_total 1.0");
  }

  @Test
  void aRunningRouterIsLiveAndReadyAndSaysWhy() throws Exception {
    for (String probe : new String[] {"/health/live", "/health/ready"}) {
      HttpResponse<String> answer = get(probe);
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode json = new ObjectMapper().readTree(answer.body());
      assertThat(json.path("up").asBoolean()).isTrue();
      assertThat(json.path("state").asText()).isEqualTo("RUNNING");
      assertThat(json.path("reason").asText()).isNotBlank();
    }
  }

  @Test
  void aRebalanceIsNoReasonToRestart() throws Exception {
    state = KafkaStreams.State.REBALANCING;

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aRebalanceWithStandbysIsNoReasonToTakeItOutEither() throws Exception {
    state = KafkaStreams.State.REBALANCING;
    standbys = true;

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource(names = {"PENDING_ERROR", "ERROR", "NOT_RUNNING"})
  void aFailedRouterIsToBeRestarted(KafkaStreams.State failed) throws Exception {
    state = failed;
    standbys = true;

    assertThat(get("/health/live").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/ready").body()).contains("\"state\":\"" + failed + "\"");
  }

  @Test
  void oneThatEndsWhatItBeganIsLeftToItAndGetsNothingNew() throws Exception {
    state = KafkaStreams.State.PENDING_SHUTDOWN;

    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void aRefusedPolicyIsSaidInWordsAndIsNoReasonToBeDown() throws Exception {
    policies.loaded(5);
    policies.refused(6, "written in format 2");

    for (String probe : new String[] {"/health/live", "/health/ready"}) {
      HttpResponse<String> answer = get(probe);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new ObjectMapper().readTree(answer.body()).path("policy").asText())
          .isEqualTo("version 5 is in force; version 6 was refused: written in format 2");
    }
  }

  @Test
  void theIndexListsWhatThereIs() throws Exception {
    assertThat(get("/").body()).contains("/metrics", "/health/live", "/health/ready");
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void whoeverIsOnThisMachineChangesHowMuchIsLogged() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("test.changed");

    HttpResponse<String> changed = put("/loggers/test.changed/debug");

    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(logger.getLevel()).isEqualTo(Level.DEBUG);
    assertThat(new ObjectMapper().readTree(get("/loggers").body()).path("test.changed").asText())
        .isEqualTo("DEBUG");
  }

  @Test
  void aLevelThatThereIsNotIsRefused() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger("test.unchanged");

    HttpResponse<String> refused = put("/loggers/test.unchanged/loud");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("DEBUG");
    assertThat(logger.getLevel()).isNull();
  }

  @Test
  void nobodyElseChangesHowMuchIsLogged() throws Exception {
    Optional<InetAddress> own = addressOfThisMachine();
    assumeThat(own).as("an address that others can reach").isPresent();
    try (HttpEndpoints open =
        new HttpEndpoints(
            "", 0, registry, new StreamsHealth(() -> state, () -> standbys, policies))) {
      URI address =
          URI.create(
              "http://%s:%d/loggers/test.kept/debug"
                  .formatted(own.orElseThrow().getHostAddress(), open.port()));
      HttpResponse<String> refused =
          client.send(
              HttpRequest.newBuilder(address).PUT(BodyPublishers.noBody()).build(),
              BodyHandlers.ofString());
      assertThat(refused.statusCode()).isEqualTo(403);
    }
    assertThat(((Logger) LoggerFactory.getLogger("test.kept")).getLevel()).isNull();
  }

  private static Optional<InetAddress> addressOfThisMachine() throws SocketException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }

  @Test
  void aTakenPortIsOneSentenceThatSaysWhatToDo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(
              () ->
                  new HttpEndpoints(
                      LOOPBACK,
                      port,
                      registry,
                      new StreamsHealth(() -> state, () -> standbys, policies)))
          .isInstanceOf(PortUnavailableException.class)
          .hasMessageContaining(LOOPBACK + ":" + port)
          .hasMessageContaining("choose another");
    }
  }

  @Test
  void anAddressThatIsNotThisMachinesIsOneSentenceToo() {
    assertThatThrownBy(
            () ->
                new HttpEndpoints(
                    "192.0.2.1",
                    0,
                    registry,
                    new StreamsHealth(() -> state, () -> standbys, policies)))
        .isInstanceOf(PortUnavailableException.class);
    assertThatThrownBy(
            () ->
                new HttpEndpoints(
                    "no-such-host.invalid",
                    0,
                    registry,
                    new StreamsHealth(() -> state, () -> standbys, policies)))
        .isInstanceOf(PortUnavailableException.class);
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    get("/metrics");

    endpoints.close();

    Patience.await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !before.contains(thread))
                    .noneMatch(thread -> thread.getName().startsWith("http-")));
  }

  private HttpResponse<String> put(String path) throws Exception {
    URI address = URI.create("http://" + LOOPBACK + ":" + endpoints.port() + path);
    return client.send(
        HttpRequest.newBuilder(address).PUT(BodyPublishers.noBody()).build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI address = URI.create("http://" + LOOPBACK + ":" + endpoints.port() + path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }
}
