package io.leadrouter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.Patience;
import io.leadrouter.policy.ExamplePolicies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The whole program, as a newcomer runs it. */
class SandboxCommandTest {

  private static final Duration LONG = Duration.ofSeconds(120);

  // An HttpClient of JDK 17 can't be closed, and whoever starts a process gets a reaper; both are
  // daemons that the JDK ends when it sees fit.
  private static final List<String> JDKS_OWN = List.of("HttpClient-", "process reaper");

  private final StringWriter screen = new StringWriter();

  @Test
  void aPolicyThatObservesAccountsForEveryLeadAndGivesNone(@TempDir Path directory)
      throws Exception {
    Path policy = directory.resolve("policy.yaml");
    String assigns = ExamplePolicies.yaml("round-robin").orElseThrow();
    Files.writeString(policy, assigns + "mode: observe\n");

    assertThat(run("--policy", policy.toString(), "--leads", "200", "--exit")).isZero();

    assertThat(summary().get("observed").asLong()).isPositive();
    assertThat(summary().get("assigned").asLong()).isZero();
    assertThat(summary().get("lost").asLong()).isZero();
  }

  @Test
  void everyLeadOfTheSampleEndsInExactlyOnePlaceAndNoThreadIsLeft() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    assertThat(run("--leads", "300", "--exit")).isZero();

    JsonNode summary = summary();
    assertThat(summary.get("published").asLong()).isEqualTo(300);
    assertThat(List.of("duplicates", "rejected", "deadLettered", "suppressed", "assigned"))
        .allSatisfy(place -> assertThat(summary.get(place).asLong()).isPositive());
    assertThat(summary.get("conversions").asLong()).isPositive();
    assertThat(summary.get("lost").asLong()).isZero();
    long places =
        StreamSupport.stream(summary.spliterator(), false).mapToLong(JsonNode::asLong).sum()
            - summary.get("published").asLong()
            - summary.get("conversions").asLong()
            - summary.get("elapsedMs").asLong();
    assertThat(places).isEqualTo(300);
    assertThat(screen.toString()).contains("The story of", "scored", "assigned", "summary {");
    assertNothingIsLeft(before);
  }

  @Test
  void aSecondRunOnTheSameDirectoryGoesOnWithOtherLeads(@TempDir Path directory) throws Exception {
    assertThat(run("--leads", "100", "--exit", "--dir", directory.toString())).isZero();
    assertThat(run("--leads", "100", "--exit", "--dir", directory.toString())).isZero();

    assertThat(summary().get("published").asLong()).isEqualTo(100);
    assertThat(summary().get("assigned").asLong()).isPositive();
  }

  @Test
  void endsPromptlyWhenItIsStoppedInTheMiddle() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    CountDownLatch stop = new CountDownLatch(1);
    Sandbox sandbox =
        new Sandbox(
            new Sandbox.Plan(
                0,
                0,
                0,
                Optional.empty(),
                OptionalLong.empty(),
                OptionalDouble.of(200),
                1,
                Optional.empty(),
                false),
            new Screen(new PrintWriter(screen), false),
            stop);
    CompletableFuture<Boolean> run =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return sandbox.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            },
            command -> new Thread(command, "run").start());
    Awaitility.await()
        .atMost(LONG)
        .pollInSameThread()
        .until(() -> run.isDone() || screen.toString().contains("scored"));
    stop.countDown();

    assertThat(run.get(30, TimeUnit.SECONDS)).isTrue();
    assertNothingIsLeft(before);
  }

  @Test
  void aPortInUseIsOneSentence() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      StringWriter errors = new StringWriter();
      int code =
          new CommandLine(new SandboxCommand())
              .setOut(new PrintWriter(screen, true))
              .setErr(new PrintWriter(errors, true))
              .setExecutionExceptionHandler(
                  (e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return 1;
                  })
              .execute("--port", Integer.toString(taken.getLocalPort()), "--registry-port", "0");
      assertThat(code).isEqualTo(1);
      assertThat(errors.toString().strip())
          .startsWith("Port " + taken.getLocalPort() + " is in use")
          .hasLineCount(1);
    }
  }

  private int run(String... args) {
    return new CommandLine(new SandboxCommand())
        .setOut(new PrintWriter(screen, true))
        .execute(
            Stream.concat(
                    Stream.of("--port", "0", "--registry-port", "0", "--http-port", "0"),
                    Arrays.stream(args))
                .toArray(String[]::new));
  }

  private JsonNode summary() throws IOException {
    String last = screen.toString().strip().lines().reduce((first, second) -> second).orElseThrow();
    assertThat(last).startsWith("summary {");
    return new ObjectMapper().readTree(last.substring("summary ".length()));
  }

  private static void assertNothingIsLeft(Set<Thread> before) {
    Patience.await()
        .untilAsserted(
            () -> {
              Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
              left.removeAll(before);
              assertThat(left)
                  .filteredOn(Thread::isAlive)
                  .map(Thread::getName)
                  .filteredOn(name -> JDKS_OWN.stream().noneMatch(name::startsWith))
                  .isEmpty();
            });
  }
}
