package io.leadrouter.deploy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Metrics in Prometheus' text format, as they are scraped. */
record Scrape(String text) {
  private static final Pattern HELP = Pattern.compile("# HELP (\\S+) ?(.*)");
  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

  /** Those by which promtool knows abbreviated units. */
  private static final Set<String> ABBREVIATED =
      Set.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "tb", "pb", "m", "h", "d");

  private static final Pattern NOT_BASE =
      Pattern.compile("minutes|hours|days|weeks|(nano|micro|milli)seconds|(kilo|mega|giga)bytes");

  /**
   * What of promtool's rules can be broken here, so that they are kept also where it isn't
   * installed; a sentence each.
   */
  List<String> complaints() {
    Map<String, String> helps = families(HELP);
    List<String> complaints = new ArrayList<>();
    families(TYPE)
        .forEach(
            (name, type) -> {
              Set<String> words = new HashSet<>(List.of(name.split("_")));
              if (helps.getOrDefault(name, "").isBlank()) {
                complaints.add(name + " has no help text");
              }
              if (name.endsWith("_total") != type.equals("counter")) {
                complaints.add(name + ": counters and nothing else end in _total");
              }
              if (name.matches(".*_(count|sum|bucket)")) {
                complaints.add(name + " looks like a part of a histogram");
              }
              if (!name.matches("[a-z0-9_]+") || words.contains(type)) {
                complaints.add(name + " is not in snake case, or names its type");
              }
              if (words.stream().anyMatch(ABBREVIATED::contains)) {
                complaints.add(name + " has an abbreviated unit");
              }
              if (words.stream().anyMatch(word -> NOT_BASE.matcher(word).matches())) {
                complaints.add(name + " is not in a base unit");
              }
            });
    return complaints;
  }

  /** Which values a label of a metric has. */
  Set<String> values(String metric, String label) {
    Pattern sample = Pattern.compile(metric + "\\{(?:.*,)?" + label + "=\"([^\"]*)\".*");
    return text.lines()
        .map(sample::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .collect(Collectors.toSet());
  }

  private Map<String, String> families(Pattern line) {
    Map<String, String> families = new TreeMap<>();
    text.lines()
        .map(line::matcher)
        .filter(Matcher::matches)
        .forEach(match -> families.put(match.group(1), match.group(2)));
    return families;
  }
}
