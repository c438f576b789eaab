package io.leadrouter.cli;

import io.leadrouter.domain.PublishedModel;
import io.leadrouter.kafka.Topic;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.TrackRecord;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code model history}. */
@Command(
    name = "history",
    description = {
      "Lists the models that are there, newest first: the last that were trained, and those that were"
          + " imported.",
      "",
      "In force is the pinned one; without a pin, the newest that was trained. Beside the log loss of"
          + " each stands what would have been lost by knowing the rate of conversions alone."
    })
final class ModelHistoryCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of(
          "VERSION",
          "CREATED (UTC)",
          "ORIGIN",
          "OUTCOMES",
          "CONVERSIONS",
          "LOG LOSS",
          "OF RATE",
          "MESSAGE",
          "STATE");
  private static final int LONGEST_MESSAGE = 60;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    PrintWriter out = spec.commandLine().getOut();
    try (ModelShelf shelf = ModelShelf.on(config)) {
      ModelHistory history = shelf.history();
      if (history.newestFirst().isEmpty()) {
        out.printf(
            "no model was published to %s yet: the scorecard decides%n",
            Topic.SCORING_MODELS.named(config.topicPrefix()));
      } else {
        Table.lines(rows(history)).forEach(out::println);
      }
    }
    return Main.DONE;
  }

  private static List<List<String>> rows(ModelHistory history) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    for (ModelHistory.Entry entry : history.newestFirst()) {
      PublishedModel published = entry.published();
      TrackRecord recent = entry.model().map(Model::trackRecord).orElse(null);
      rows.add(
          List.of(
              OneLine.of(published.version()),
              UtcTime.of(published.createdAt()),
              ModelShowCommand.origin(published.origin())
                  + (published.author().isEmpty() ? "" : " by " + OneLine.of(published.author())),
              Long.toString(published.examples()),
              Long.toString(published.conversions()),
              recent == null ? "" : figure(recent.logLoss()),
              recent == null ? "" : figure(recent.logLossOfRate()),
              OneLine.of(published.message(), LONGEST_MESSAGE),
              state(entry, history)));
    }
    return rows;
  }

  private static String state(ModelHistory.Entry entry, ModelHistory history) {
    if (entry.model().isEmpty()) {
      return "passed over: its record is no model";
    }
    if (!history.isInForce(entry)) {
      return "";
    }
    boolean isEnough = entry.model().get().experience().isEnough();
    return ModelShowCommand.inForce(history)
        + (isEnough ? "" : "; cold start: the scorecard decides");
  }

  private static String figure(double figure) {
    return String.format(Locale.ROOT, "%.4f", figure);
  }
}
