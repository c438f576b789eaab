package io.leadrouter.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs a benchmark by its name and writes its figures: {@code mvn -q -Pbench verify -Dbench=rules}
 * leaves {@code target/bench/rules.json}.
 */
public final class Bench {

  private static final Map<String, Measurement> KNOWN =
      new TreeMap<>(
          Map.of(
              "decision", Decisions::measure,
              "forecast", Forecasting::measure,
              "rules", Rules::measure,
              "scoring", Scoring::measure));

  private Bench() {}

  /** What a benchmark does: its figures by name, or tables of them. */
  @FunctionalInterface
  interface Measurement {

    Map<String, ?> figures() throws RunnerException;
  }

  /**
   * @param args the directory for the figures, and the name
   */
  public static void main(String[] args) throws IOException, RunnerException {
    String name = args.length > 1 ? args[1].strip() : "";
    Measurement measurement = KNOWN.get(name);
    if (measurement == null) {
      String known = String.join(", ", KNOWN.keySet());
      System.err.println("unknown bench \"" + name + "\"; say -Dbench=NAME with one of: " + known);
      System.exit(2);
    }
    Map<String, ?> figures;
    try {
      figures = measurement.figures();
    } catch (PublicData.MissingDataException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Path file = Files.createDirectories(Path.of(args[0])).resolve(name + ".json");
    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    System.out.println(Files.readString(file));
    System.out.println(file);
  }
}
