package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.cli.Main;
import io.leadrouter.deploy.Compose.Service;
import io.leadrouter.deploy.Program.Ended;
import io.leadrouter.sandbox.EmbeddedRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.jar.JarFile;
import org.apache.kafka.tools.BrokerApiVersionsCommand;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application, as the image starts it; run once it is packaged. */
@BrokerTest
class PackagedTest {
  private static final Path JAR = Path.of("target", "lead-router.jar");

  private final Dockerfile dockerfile = Dockerfile.read();

  @TempDir Path directory;

  @Test
  void holdsNeitherTheSandboxNorABroker() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream())
          .noneMatch(entry -> entry.getName().startsWith("io/leadrouter/sandbox/"))
          .noneMatch(entry -> entry.getName().startsWith("kafka/server/"))
          .anyMatch(entry -> entry.getName().equals("io/leadrouter/cli/Main.class"));
    }
    Ended nothingAsked = image().run(Map.of(), List.of());
    assertThat(nothingAsked.output()).startsWith("Usage: lead-router").doesNotContain("sandbox");
    assertThat(nothingAsked.exitCode()).isZero();
    assertThat(image().run(Map.of(), List.of("sandbox")).exitCode()).isEqualTo(2);
  }

  @Test
  void everyCommandOfTheComposeFileDoesItsWork(Broker broker) throws Exception {
    Compose compose = Compose.read();
    try (EmbeddedRegistry registry = new EmbeddedRegistry(0)) {
      askTheBroker(compose.service("kafka"), broker);
      assertThat(registryIsHealthy(compose.service("schema-registry"), registry)).isTrue();

      Ended topics = run(compose.service("topics"), broker, registry);
      assertThat(topics.output()).contains("created " + broker.named("leads"));
      assertThat(topics.exitCode()).isZero();

      Ended policy = run(compose.service("policy"), broker, registry);
      assertThat(policy.output()).contains("published round-robin/1");
      assertThat(policy.exitCode()).isZero();

      Service router = compose.service("router");
      routesUntilItIsStopped(
          environment(router, broker, registry), arguments(router), router.healthCheck().get(1));
    }
  }

  @Test
  void thePodOfTheChartDoesItsWork(Broker broker) throws Exception {
    try (EmbeddedRegistry registry = new EmbeddedRegistry(0)) {
      Manifests manifests =
          Chart.render(
              """
              kafka: {bootstrapServers: %s}
              schemaRegistry: {url: %s}
              topicPrefix: %s
              applicationId: %srouter
              standbyReplicas: 0
              topics: {replicationFactor: 1}
              """
                  .formatted(
                      broker.bootstrapServers(), registry.url(), broker.prefix(), broker.prefix()));
      PodSpec router = manifests.routers().getSpec().getTemplate().getSpec();
      PodFiles pod =
          new PodFiles(
              manifests, router, UnaryOperator.identity(), directory, UnaryOperator.identity());
      String config = pod.arguments().get(2);
      here("topics", "create", "--partitions=2", "--group-partitions=2", "--config", config);
      Path policy = Files.writeString(directory.resolve("policy.yaml"), Values.POLICY);
      here("policy", "publish", policy.toString(), "--config", config);
      Map<String, String> environment = ofTheImage();
      // The chart says it itself; the test would not see whether it does.
      environment.remove("LEADROUTER_STATE_DIR");
      environment.putAll(pod.environment());
      String probe = router.getContainers().get(0).getReadinessProbe().getHttpGet().getPath();

      routesUntilItIsStopped(environment, pod.arguments(), Path.of(probe).getFileName().toString());
    }
  }

  /** Runs what the script of Kafka's image runs, which throws when no broker answers. */
  private static void askTheBroker(Service kafka, Broker broker) throws Exception {
    List<String> check = kafka.healthCheck();
    assertThat(check.get(0)).endsWith("/kafka-broker-api-versions.sh");
    List<String> arguments = new ArrayList<>(check.subList(1, check.size()));
    arguments.replaceAll(word -> word.replace("kafka:19092", broker.bootstrapServers()));
    BrokerApiVersionsCommand.execute(arguments.toArray(String[]::new));
  }

  /** Asks as curl does, which takes any answer but a good one for a failure. */
  private static boolean registryIsHealthy(Service service, EmbeddedRegistry registry)
      throws Exception {
    List<String> check = service.healthCheck();
    assertThat(check.subList(0, 3)).containsExactly("curl", "--fail", "--silent");
    URI uri = URI.create(check.get(3).replace("http://localhost:8081", registry.url()));
    return HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
            .statusCode()
        == 200;
  }

  /** Says with the image's own health command when it is ready. */
  private void routesUntilItIsStopped(
      Map<String, String> environment, List<String> arguments, String health) throws Exception {
    Path output = directory.resolve("router.log");
    Process router = image().start(environment, arguments, output);
    try {
      Awaitility.await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> !router.isAlive() || healthy(environment, health));
      assertThat(router.isAlive()).as(Files.readString(output)).isTrue();

      router.destroy();

      assertThat(router.waitFor(45, TimeUnit.SECONDS)).isTrue();
      assertThat(output)
          .content()
          .contains("Routing on ", "NOT_RUNNING (was PENDING_SHUTDOWN)")
          .doesNotContain("ERROR", "Not updating last stable offset");
    } finally {
      router.destroyForcibly();
    }
  }

  private boolean healthy(Map<String, String> environment, String what) throws Exception {
    Path script =
        Path.of(
            "src",
            "main",
            "docker",
            Path.of(dockerfile.healthCheck().get(0)).getFileName().toString());
    ProcessBuilder health = new ProcessBuilder(script.toString(), what);
    health.environment().putAll(environment);
    return health.start().waitFor() == 0;
  }

  private Program image() {
    List<String> start = new ArrayList<>(dockerfile.entrypoint());
    start.replaceAll(word -> word.endsWith(".jar") ? JAR.toString() : word);
    return Program.of(start);
  }

  private Ended run(Service service, Broker broker, EmbeddedRegistry registry) throws IOException {
    return image().run(environment(service, broker, registry), arguments(service));
  }

  /** Of the image, of the service, and what is another here. */
  private Map<String, String> environment(Service service, Broker broker, EmbeddedRegistry registry)
      throws IOException {
    Map<String, String> environment = ofTheImage();
    environment.putAll(service.environment());
    environment.put("LEADROUTER_BOOTSTRAP_SERVERS", broker.bootstrapServers());
    environment.put("LEADROUTER_SCHEMA_REGISTRY_URL", registry.url());
    environment.put("LEADROUTER_TOPIC_PREFIX", broker.prefix());
    environment.put("LEADROUTER_APPLICATION_ID", broker.prefix() + "router");
    return environment;
  }

  private Map<String, String> ofTheImage() throws IOException {
    Map<String, String> environment = new HashMap<>(dockerfile.environment());
    environment.put("LEADROUTER_STATE_DIR", directory.resolve("state").toString());
    try (ServerSocket free = new ServerSocket(0)) {
      environment.put("LEADROUTER_HTTP_PORT", Integer.toString(free.getLocalPort()));
    }
    return environment;
  }

  /** With the paths of the machine for those of the container. */
  private static List<String> arguments(Service service) {
    List<String> arguments = new ArrayList<>(service.list("command"));
    for (String volume : service.list("volumes")) {
      String[] parts = volume.split(":");
      arguments.replaceAll(word -> parts.length > 1 && word.equals(parts[1]) ? parts[0] : word);
    }
    return arguments;
  }

  private static void here(String... arguments) {
    int exitCode =
        Main.run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    assertThat(exitCode).isZero();
  }
}
