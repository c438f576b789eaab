package io.leadrouter.cli;

import io.leadrouter.domain.ModelOrigin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.kafka.Topic;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model show}. */
@Command(
    name = "show",
    description = {
      "Prints what a model has learnt: how much from, how well it did lately, and what speaks most"
          + " for a conversion and most against it, in log-odds (+0.7 doubles the odds)."
    })
final class ModelShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      paramLabel = "VERSION",
      arity = "0..1",
      defaultValue = ModelHistory.IN_FORCE,
      description = "The version (default: ${DEFAULT-VALUE}).")
  private String version;

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    PrintWriter out = spec.commandLine().getOut();
    try (ModelShelf shelf = ModelShelf.on(config)) {
      ModelHistory history = shelf.history();
      if (history.newestFirst().isEmpty() && version.equals(ModelHistory.IN_FORCE)) {
        out.printf(
            "no model was published to %s yet: the scorecard decides%n",
            Topic.SCORING_MODELS.named(config.topicPrefix()));
        return Main.DONE;
      }
      ModelHistory.Entry entry = history.named(version);
      out.println(title(entry, history));
      ModelReport.print(entry.model().orElseThrow(), out);
      out.printf("%nversions: %s%n", versions(history));
    }
    return Main.DONE;
  }

  private static String title(ModelHistory.Entry entry, ModelHistory history) {
    PublishedModel published = entry.published();
    String by = published.author().isEmpty() ? "" : " by " + OneLine.of(published.author());
    return "version %s, %s%s at %s UTC, %s"
        .formatted(
            OneLine.of(published.version()),
            origin(published.origin()),
            by,
            UtcTime.of(published.createdAt()),
            history.isInForce(entry) ? inForce(history) : "not in force");
  }

  static String origin(ModelOrigin origin) {
    return origin.name().toLowerCase(Locale.ROOT);
  }

  /** How the model that is in force came to be so. */
  static String inForce(ModelHistory history) {
    return history
        .pinned()
        .flatMap(PublishedModel::pin)
        .map(
            pin ->
                "in force, pinned by %s at %s UTC%s"
                    .formatted(
                        OneLine.of(pin.author()),
                        UtcTime.of(pin.pinnedAt()),
                        pin.message().isEmpty() ? "" : " (" + OneLine.of(pin.message()) + ")"))
        .orElse("in force");
  }

  private static String versions(ModelHistory history) {
    return history.newestFirst().stream()
        .map(
            entry ->
                OneLine.of(entry.published().version())
                    + (history.isInForce(entry) ? " (in force)" : ""))
        .collect(Collectors.joining(", "));
  }
}
