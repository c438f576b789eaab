package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.cli.RouterConfig;
import io.leadrouter.deploy.Dockerfile.Instruction;
import io.leadrouter.ops.Health;
import io.leadrouter.ops.HttpEndpoints;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the recipe of the image says, held against the tree that it copies from. */
class ImageTest {
  private static final Path BUILD = Path.of("/build");

  private final Dockerfile dockerfile = Dockerfile.read();

  @Test
  void itsBasesAreOfOneVersionEach() {
    assertThat(dockerfile.all("FROM"))
        .hasSize(2)
        .allSatisfy(
            from -> assertThat(from.words().get(0)).matches("[a-z-]+:\\d+\\.\\d+\\.\\d+.*"));
  }

  @Test
  void whatItCopiesIsThereAndSeenByTheBuild() throws IOException {
    List<String> seen =
        Files.readAllLines(Path.of(Dockerfile.FILE + ".dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    List<String> fromTheTree = new ArrayList<>();
    List<String> fromTheBuild = new ArrayList<>();
    for (Instruction copy : dockerfile.all("COPY")) {
      List<String> sources = copy.words().subList(0, copy.words().size() - 1);
      (copy.text().contains("--from=build") ? fromTheBuild : fromTheTree).addAll(sources);
    }

    assertThat(fromTheTree)
        .contains("pom.xml", "schemas", "src/main")
        .allSatisfy(
            source -> {
              assertThat(Path.of(source)).exists();
              assertThat(seen).anyMatch(root -> Path.of(source).startsWith(root));
            });
    assertThat(fromTheBuild)
        .containsExactly(BUILD.resolve("target/" + finalName() + ".jar").toString());
    assertThat(dockerfile.one("WORKDIR").text()).isEqualTo(BUILD.toString());
  }

  @Test
  void whatItRunsIsWhatItCopied() {
    Path directory = Path.of("/opt/lead-router");
    assertThat(dockerfile.all("COPY").stream().map(copy -> copy.words()))
        .contains(
            List.of("/build/target/lead-router.jar", directory + "/"),
            List.of("src/main/docker/health", directory + "/"));

    assertThat(dockerfile.entrypoint().subList(3, 5))
        .containsExactly("-jar", directory.resolve("lead-router.jar").toString());
    assertThat(dockerfile.healthCheck())
        .containsExactly(directory.resolve("health").toString(), "live");
    assertThat(Path.of("src/main/docker/health")).isExecutable();
  }

  @Test
  void nobodyIsRootAndStateIsKeptWhereItMayBeWritten() {
    String user = dockerfile.one("USER").text();
    var pod = Chart.render(Values.DEFAULT).routers().getSpec().getTemplate().getSpec();
    var inPods = pod.getSecurityContext();
    String volume = dockerfile.one("VOLUME").text();

    assertThat(user).isEqualTo(inPods.getRunAsUser() + ":" + inPods.getRunAsGroup());
    assertThat(dockerfile.all("RUN").get(1).text())
        .endsWith("--owner=10001 --group=10001 " + volume);
    assertThat(Path.of(dockerfile.environment().get("LEADROUTER_STATE_DIR")))
        .hasParentRaw(Path.of(volume));
    assertThat(pod.getContainers().get(0).getVolumeMounts())
        .anyMatch(mount -> mount.getMountPath().equals(volume));
  }

  @Test
  void theVirtualMachineTakesItsOptions() throws Exception {
    List<String> command = new ArrayList<>(dockerfile.entrypoint());
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.subList(command.indexOf("-jar"), command.size()).clear();
    command.add("-version");
    ProcessBuilder java = new ProcessBuilder(command).redirectErrorStream(true);
    java.environment().putAll(dockerfile.environment());

    Process process = java.start();

    assertThat(new String(process.getInputStream().readAllBytes()))
        .contains("NOTE: Picked up JDK_JAVA_OPTIONS");
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void theComposedContainersLimitIsTheSumOfWhatTheProcessMayTake() {
    String limit = Compose.read().service("router").fields().get("mem_limit").toString();
    long container = Long.parseLong(limit.replace("m", ""));
    String options = dockerfile.environment().get("JDK_JAVA_OPTIONS");
    long percent = Long.parseLong(options.replaceAll(".*MaxRAMPercentage=(\\d+).*", "$1"));
    long stores =
        (Long) RouterConfig.of(Map.of()).streamsProperties().get("state.memory.bytes") >> 20;

    assertThat(container - container * percent / 100 - stores).isGreaterThanOrEqualTo(512);
  }

  @Test
  void theHealthCommandSaysWhatTheRouterSays() throws Exception {
    try (HttpEndpoints live = endpoints(true, false);
        HttpEndpoints failed = endpoints(false, false)) {
      assertThat(health(live.port(), "live")).isZero();
      assertThat(health(live.port(), "ready")).isEqualTo(1);
      assertThat(health(failed.port(), "live")).isEqualTo(1);
    }
    assertThat(health(1, "live")).isEqualTo(1);
  }

  private static int health(int port, String what) throws Exception {
    ProcessBuilder script = new ProcessBuilder("src/main/docker/health", what);
    script.environment().put("LEADROUTER_HTTP_PORT", Integer.toString(port));
    return script.start().waitFor();
  }

  private static HttpEndpoints endpoints(boolean live, boolean ready) {
    return new HttpEndpoints(
        "127.0.0.1",
        0,
        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
        new Health() {
          @Override
          public Condition live() {
            return new Condition(live, "", "", "");
          }

          @Override
          public Condition ready() {
            return new Condition(ready, "", "", "");
          }
        });
  }

  private static String finalName() throws IOException {
    return Files.readString(Path.of("pom.xml"))
        .replaceAll("(?s).*<finalName>(.*?)</finalName>.*", "$1");
  }
}
