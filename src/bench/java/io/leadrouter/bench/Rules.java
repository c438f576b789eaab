package io.leadrouter.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to find a lead's rule, and to read a policy of many rules. */
final class Rules {

  private Rules() {}

  static Map<String, Double> measure() throws RunnerException {
    Map<String, Double> match = Runs.medians(MatchBenchmark.class);
    double reference = Runs.of(ReferenceBenchmark.class).get("hashLead");
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String rules : MatchBenchmark.RULES) {
      figures.put(rules, match.get("match " + rules));
    }
    figures.put("reference", reference);
    figures.put("rules1000ToReference", figures.get("rules1000") / reference);
    figures.put("rules10000ToRules10", figures.get("rules10000") / figures.get("rules10"));
    figures.put("load1000Ms", Runs.of(LoadBenchmark.class).get("load"));
    return figures;
  }
}
