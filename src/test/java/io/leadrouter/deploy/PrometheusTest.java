package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.deploy.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void promtoolHasNothingAgainstThemNorAgainstThoseOfTheJvm() throws IOException {
    assertThat(new Promtool(directory).complaintsAbout(MetricNames.scrape())).isEmpty();
  }

  @Test
  void promtoolTakesTheAlertsAndEachFiresWhereItShallAndNowhereElse() throws IOException {
    Path alerts = Chart.DIRECTORY.resolve("alerts/lead-router.yaml").toAbsolutePath();

    Ended rules = new Promtool(directory).asked("check", "rules", alerts.toString());
    assertThat(rules.exitCode()).as(rules.output()).isZero();
    Path cases = TESTS.resolve("alerts-test.yaml").toAbsolutePath();
    Ended fired = new Promtool(directory).asked("test", "rules", cases.toString());
    assertThat(fired.exitCode()).as(fired.output()).isZero();
  }

  @Test
  void promtoolTakesEveryQueryOfTheDashboard() throws IOException {
    StringBuilder asked = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    List<String> queries = Queries.ofTheDashboard().toList();
    for (int i = 0; i < queries.size(); i++) {
      asked
          .append("  - record: query_%d\n".formatted(i))
          .append("    expr: |-\n      ")
          .append(queries.get(i).replace("$__rate_interval", "1m"))
          .append('\n');
    }
    Path file = Files.writeString(directory.resolve("queries.yaml"), asked);

    Ended ended = new Promtool(directory).asked("check", "rules", file.toString());

    assertThat(ended.output()).contains("SUCCESS: %d rules found".formatted(queries.size()));
    assertThat(ended.exitCode()).isZero();
  }

  /** What our own meters answer; Kafka and the JVM name theirs themselves. */
  private static String ours() {
    return MetricNames.scrape()
        .lines()
        .filter(line -> line.matches("(# (HELP|TYPE) )?leadrouter_.*"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
