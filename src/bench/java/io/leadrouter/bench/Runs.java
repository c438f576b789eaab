package io.leadrouter.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of a class. */
final class Runs {

  private static final int ROUNDS = 3;

  private Runs() {}

  /**
   * The score of each benchmark, by the name of its method and the values of its parameters, such
   * as {@code match 1000}.
   */
  static Map<String, Double> of(Class<?> benchmarks) throws RunnerException {
    return of(benchmarks, VerboseMode.NORMAL, Result::getScore);
  }

  /**
   * The median of each benchmark's iterations, likewise: a mean would tell of the few that another
   * process has interrupted. All benchmarks run three times over, and the middle one of the three
   * medians counts: a machine may be slow for minutes, and how the JVM compiles differs from one
   * process to the next. Says nothing meanwhile, for the iterations may be many.
   */
  static Map<String, Double> medians(Class<?> benchmarks) throws RunnerException {
    Map<String, List<Double>> rounds = new TreeMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      of(benchmarks, VerboseMode.SILENT, result -> result.getStatistics().getPercentile(50))
          .forEach(
              (name, median) -> rounds.computeIfAbsent(name, any -> new ArrayList<>()).add(median));
    }
    Map<String, Double> medians = new TreeMap<>();
    rounds.forEach(
        (name, each) -> medians.put(name, each.stream().sorted().toList().get(ROUNDS / 2)));
    return medians;
  }

  private static Map<String, Double> of(
      Class<?> benchmarks, VerboseMode verbose, ToDoubleFunction<Result<?>> figure)
      throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include("^" + benchmarks.getName().replace("$", "\\.") + "\\.")
            .shouldFailOnError(true)
            .verbosity(verbose)
            .build();
    Collection<RunResult> results = new Runner(options).run();
    Map<String, Double> scores = new TreeMap<>();
    for (RunResult result : results) {
      StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
      result
          .getParams()
          .getParamsKeys()
          .forEach(key -> name.append(' ').append(result.getParams().getParam(key)));
      scores.put(name.toString(), figure.applyAsDouble(result.getPrimaryResult()));
    }
    return scores;
  }
}
