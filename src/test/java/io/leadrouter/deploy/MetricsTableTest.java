package io.leadrouter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The README's table of metrics is what a router says of them itself. */
class MetricsTableTest {
  private static final Pattern HELP = Pattern.compile("# HELP (leadrouter_\\w+) (.*)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

  @Test
  void theReadmeHasEveryMetricWithItsLabelsAndItsDescription() throws IOException {
    String rows = String.join("\n", rows(MetricNames.scrape().lines().toList()));

    assertThat(Files.readString(Path.of("README.md")))
        .contains("| metric | labels | |\n|---|---|---|\n" + rows + "\n\n");
  }

  private static List<String> rows(List<String> scraped) {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < scraped.size(); i++) {
      var help = HELP.matcher(scraped.get(i));
      if (help.matches()) {
        String type = scraped.get(i + 1).replaceAll(".* ", "");
        String labels =
            LABEL
                .matcher(scraped.get(i + 2))
                .results()
                .map(label -> label.group(1))
                .filter(label -> !label.equals("le"))
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", "));
        rows.add(
            "| `%s`%s | %s | %s |"
                .formatted(
                    help.group(1),
                    type.equals("histogram") ? " (histogram)" : "",
                    labels,
                    help.group(2)));
      }
    }
    return rows.stream().sorted().toList();
  }
}
