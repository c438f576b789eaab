package io.leadrouter.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * How well conversions are foreseen on public data, each row predicted and then learnt from, by the
 * command that everybody can run on their own ({@code score evaluate}); and how fast.
 */
final class Scoring {

  private static final int LATE = 1_000;

  private Scoring() {}

  static Map<String, Object> measure() throws RunnerException {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("bank-additional", foreseen(PublicData.file("bank-additional-full")));
    figures.put("bank-full", foreseen(PublicData.file("bank-full")));
    Map<String, Double> speed = Runs.medians(ScoringBenchmark.class);
    figures.put("examplesPerSecond", 1e9 / speed.get("learn"));
    figures.put("learnNs", speed.get("learn"));
    figures.put("scoreNs", speed.get("score"));
    figures.put("explainNs", speed.get("explain"));
    figures.put("modelBytes", ScoringBenchmark.modelBytes());
    figures.put("reference", Runs.of(ReferenceBenchmark.class).get("hashLead"));
    return figures;
  }

  private static Map<String, Double> foreseen(Path file) {
    JsonNode atOnce = evaluate(file, 0);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("logLoss", atOnce.get("logLoss").asDouble());
    figures.put("wAuc", atOnce.get("windowAuc").asDouble());
    figures.put("ece", atOnce.get("calibrationError").asDouble());
    figures.put("brier", atOnce.get("brier").asDouble());
    figures.put("lift", atOnce.get("lift").asDouble());
    figures.put("auc", atOnce.get("auc").asDouble());
    JsonNode late = evaluate(file, LATE);
    figures.put("lateAuc", late.get("auc").asDouble());
    figures.put("lateLogLoss", late.get("logLoss").asDouble());
    return figures;
  }

  /** How long the last call took is known only after it, and no lead to be scored has it. */
  private static JsonNode evaluate(Path file, int late) {
    StringWriter out = new StringWriter();
    int exitCode =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(System.err, true),
            "score",
            "evaluate",
            file.toString(),
            "--outcome=y=yes",
            "--ignore=duration",
            "--late=" + late,
            "--json");
    if (exitCode != 0) {
      throw new IllegalStateException("score evaluate ended with " + exitCode + " on " + file);
    }
    try {
      return new ObjectMapper().readTree(out.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
