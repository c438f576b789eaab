package io.leadrouter.deploy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Series of one metric, as a query of PromQL selects them or as they are scraped.
 *
 * @param labels a label's name, then {@code =} and what it has to be; or {@code =~} or {@code !~}
 *     and a pattern that is, or is not, that of the whole value
 */
record Series(String metric, List<Label> labels) {
  private static final Pattern LABEL =
      Pattern.compile("(\\w+)(=~|!~|!=|=)\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** Which Prometheus adds to all that it scrapes. */
  private static final Set<String> OF_THE_TARGET = Set.of("namespace", "job", "instance");

  record Label(String name, String operator, String value) {

    private boolean holds(Map<String, String> labels) {
      String actual = labels.getOrDefault(name, "");
      return switch (operator) {
        case "=" -> actual.equals(value);
        case "!=" -> !actual.equals(value);
        case "=~" -> actual.matches(value);
        default -> !actual.matches(value);
      };
    }
  }

  /** All that a query reads, whatever Grafana's variables and the target's labels are. */
  static Stream<Series> readBy(String query) {
    return MetricNames.readBy(query).stream()
        .flatMap(
            metric ->
                Pattern.compile("\\b" + metric + "\\b(?:\\{([^}]*)})?")
                    .matcher(query)
                    .results()
                    .map(found -> new Series(metric, asked(found.group(1)))));
  }

  private static List<Label> asked(String labels) {
    return labels(labels)
        .filter(label -> !OF_THE_TARGET.contains(label.name) && !label.value.startsWith("$"))
        .toList();
  }

  private static Stream<Label> labels(String text) {
    return text == null ? Stream.of() : LABEL.matcher(text).results().map(Series::label);
  }

  private static Label label(MatchResult found) {
    return new Label(found.group(1), found.group(2), found.group(3));
  }

  /** Whether a line of Prometheus' text format is a sample of one of these. */
  boolean has(String sample) {
    if (!sample.startsWith(metric + "{") && !sample.startsWith(metric + " ")) {
      return false;
    }
    Map<String, String> values = new LinkedHashMap<>();
    labels(sample).forEach(label -> values.put(label.name, label.value));
    return labels.stream().allMatch(label -> label.holds(values));
  }
}
