package io.leadrouter.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code topics create} and {@code topics check}. */
@Command(name = "topics", description = "Creates or checks the topics.")
final class TopicsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "topics: say create or check");
  }

  @Command(
      name = "create",
      description = "Creates the topics that are missing, and changes none that is there.")
  int create(
      @Mixin ClusterOptions options,
      @Option(
              names = "--partitions",
              paramLabel = "N",
              description =
                  "Partitions of the topics keyed by leadId; that of the inputs never changes"
                      + " (default: 12, or what they have).")
          Integer partitions,
      @Option(
              names = "--group-partitions",
              paramLabel = "N",
              description =
                  "Partitions of routing-commands, at most one busy routing group for each; never"
                      + " changes (default: 12).")
          Integer groupPartitions,
      @Option(
              names = "--replication-factor",
              paramLabel = "N",
              description = "Copies of each partition (default: the brokers' own).")
          Short replicationFactor) {
    PrintWriter out = spec.commandLine().getOut();
    RouterConfig config = options.config();
    try (Cluster cluster = new Cluster(config)) {
      TopicSetup topics = new TopicSetup(cluster, config.topicPrefix());
      topics
          .create(
              new TopicSetup.Sizes(
                  size("--partitions", partitions),
                  size("--group-partitions", groupPartitions),
                  Optional.ofNullable(replicationFactor)))
          .forEach(name -> out.println("created " + name));
      return report(topics, out);
    }
  }

  @Command(
      name = "check",
      description = "Says every difference between the topics and what the router needs.")
  int check(@Mixin ClusterOptions options) {
    RouterConfig config = options.config();
    try (Cluster cluster = new Cluster(config)) {
      return report(new TopicSetup(cluster, config.topicPrefix()), spec.commandLine().getOut());
    }
  }

  private OptionalInt size(String option, Integer value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " must be at least 1");
    }
    return OptionalInt.of(value);
  }

  private static int report(TopicSetup topics, PrintWriter out) {
    List<String> differences = topics.differences();
    differences.forEach(out::println);
    return differences.isEmpty() ? Main.DONE : Main.FAILED;
  }
}
