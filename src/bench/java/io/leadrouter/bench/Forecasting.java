package io.leadrouter.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What it costs to say anew what comes of a pool's leads, by how many are open; in microseconds.
 */
final class Forecasting {

  private Forecasting() {}

  static Map<String, Object> measure() throws RunnerException {
    Map<String, Double> snapshots = Runs.of(ForecastBenchmark.class);
    Map<String, Double> byOpen = new LinkedHashMap<>();
    for (String open : ForecastBenchmark.OPEN) {
      byOpen.put(open, snapshots.get("snapshot " + open));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("snapshotMicrosOfOpen", byOpen);
    figures.put("reference", Runs.of(ReferenceBenchmark.class).get("hashLead"));
    return figures;
  }
}
