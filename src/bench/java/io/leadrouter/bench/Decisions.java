package io.leadrouter.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** What it costs to find a lead its rep, and to serve those who wait; in nanoseconds. */
final class Decisions {

  private Decisions() {}

  static Map<String, Object> measure() throws RunnerException {
    Map<String, Double> decisions = Runs.medians(DecisionBenchmark.class);
    Map<String, Double> waiting = Runs.medians(WaitingBenchmark.class);
    double reference = Runs.of(ReferenceBenchmark.class).get("hashLead");
    Map<String, Object> figures = new LinkedHashMap<>();
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (String strategy : DecisionBenchmark.STRATEGIES) {
      Map<String, Double> bySize = new LinkedHashMap<>();
      for (String reps : DecisionBenchmark.REPS) {
        bySize.put(reps, decisions.get("decide " + reps + " " + strategy));
      }
      figures.put(strategy, bySize);
      ratios.put(strategy + " 1000 to reference", bySize.get("1000") / reference);
      ratios.put(strategy + " 100000 to 1000", bySize.get("100000") / bySize.get("1000"));
    }
    Map<String, Double> byLength = new LinkedHashMap<>();
    for (String length : WaitingBenchmark.WAITING) {
      byLength.put(length, waiting.get("serve " + length));
    }
    figures.put("servedOfWaiting", byLength);
    ratios.put("served 1000000 to 1000", byLength.get("1000000") / byLength.get("1000"));
    figures.put("reference", reference);
    figures.put("ratios", ratios);
    return figures;
  }
}
