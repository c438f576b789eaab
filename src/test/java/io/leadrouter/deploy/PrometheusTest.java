package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.deploy.Program.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Prometheus takes and advises. Where its {@code promtool} is installed, as Debian's package
 * {@code prometheus} has it, that is asked as well.
 */
class PrometheusTest {
  private static final Pattern FAMILY =
      Pattern.compile("# HELP (leadrouter_\\S+) (.*)\n# TYPE \\S+ (\\w+)\n");
  private static final Pattern ABBREVIATED =
      Pattern.compile(".*_(ms|sec|secs|s|min|mins|h|kb|mb|gb|b|pct|num|cnt)(_.*)?");
  private static final Path TESTS = Path.of("src/test/resources/io/leadrouter/deploy");

  private static final Path NOTHING = Path.of("/dev/null");

  @TempDir Path directory;

  @Test
  void everyMetricIsNamedAsPrometheusAdvises() {
    List<MatchResult> families = FAMILY.matcher(ours()).results().toList();

    assertThat(families)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            family -> {
              String name = family.group(1);
              assertThat(name).matches("leadrouter(_[a-z]+)+").doesNotMatch(ABBREVIATED);
              assertThat(name.endsWith("_total")).isEqualTo(family.group(3).equals("counter"));
              assertThat(name).doesNotMatch(".*_(count|sum|bucket|info|gauge|histogram)");
              assertThat(family.group(2)).as(name).endsWith(".");
            });
  }

  @Test
  void promtoolHasNothingAgainstOurMetrics() throws IOException {
    Path metrics = Files.writeString(directory.resolve("metrics.txt"), ours());

    assertThat(promtool(metrics, "check", "metrics").output()).isEmpty();
  }

  @Test
  void promtoolTakesTheAlertsAndEachFiresWhereItShallAndNowhereElse() throws IOException {
    Path alerts = Chart.DIRECTORY.resolve("alerts/lead-router.yaml").toAbsolutePath();

    Ended rules = promtool(NOTHING, "check", "rules", alerts.toString());
    assertThat(rules.exitCode()).as(rules.output()).isZero();
    Path cases = TESTS.resolve("alerts-test.yaml").toAbsolutePath();
    Ended fired = promtool(NOTHING, "test", "rules", cases.toString());
    assertThat(fired.exitCode()).as(fired.output()).isZero();
  }

  @Test
  void promtoolTakesEveryQueryOfTheDashboard() throws IOException {
    JsonNode dashboard =
        new ObjectMapper()
            .readTree(Chart.DIRECTORY.resolve("dashboards/lead-router.json").toFile());
    StringBuilder asked = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    int queries = 0;
    for (JsonNode target : dashboard.findValues("targets")) {
      for (JsonNode query : target) {
        asked
            .append("  - record: query_%d\n".formatted(queries++))
            .append("    expr: |-\n      ")
            .append(query.path("expr").asText().replace("$__rate_interval", "1m"))
            .append('\n');
      }
    }
    Path file = Files.writeString(directory.resolve("queries.yaml"), asked);

    Ended ended = promtool(NOTHING, "check", "rules", file.toString());

    assertThat(ended.output()).contains("SUCCESS: %d rules found".formatted(queries));
    assertThat(ended.exitCode()).isZero();
  }

  /** What our own meters answer; Kafka and the JVM name theirs themselves. */
  private static String ours() {
    return MetricNames.scrape()
        .lines()
        .filter(line -> line.matches("(# (HELP|TYPE) )?leadrouter_.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private Ended promtool(Path input, String... arguments) throws IOException {
    List<Path> installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(path -> Path.of(path, "promtool"))
            .filter(Files::isExecutable)
            .toList();
    assumeThat(installed).as("promtool").isNotEmpty();
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(installed.get(0).toString());
    builder.command().addAll(List.of(arguments));
    Process process =
        builder
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new Ended(process.waitFor(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
