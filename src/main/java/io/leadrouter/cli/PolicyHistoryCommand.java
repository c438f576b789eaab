package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.kafka.Topic;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy history}. */
@Command(
    name = "history",
    description = {
      "Lists what was published, newest first.",
      "",
      "In force is the newest version that routers of this release can load; those that they cannot"
          + " are refused, and the column says why."
    })
final class PolicyHistoryCommand implements Callable<Integer> {
  private static final List<String> TITLES =
      List.of("VERSION", "ID", "PUBLISHED (UTC)", "AUTHOR", "MESSAGE", "CHECKSUM", "STATE");
  private static final int LONGEST_MESSAGE = 60;
  private static final int CHECKSUM_SHOWN = 12;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    RouterConfig config = cluster.config();
    PrintWriter out = spec.commandLine().getOut();
    try (PolicyShelf shelf = PolicyShelf.on(config)) {
      PolicyHistory history = shelf.history();
      if (history.newest() == 0) {
        out.printf(
            "no policy was published to %s yet%n",
            Topic.ROUTING_POLICIES.named(config.topicPrefix()));
      } else {
        Table.lines(rows(history)).forEach(out::println);
      }
    }
    return Main.DONE;
  }

  private static List<List<String>> rows(PolicyHistory history) {
    int inForce = history.inForce().map(PublishedPolicy::version).orElse(0);
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    for (PolicyHistory.Entry entry : history.newestFirst()) {
      String taken = entry.version() == inForce ? "in force" : "";
      String state = history.refusal(entry).map(why -> "refused: " + why).orElse(taken);
      rows.add(row(entry.version(), entry.policy(), state));
    }
    return rows;
  }

  private static List<String> row(int version, Optional<PublishedPolicy> policy, String state) {
    String number = Integer.toString(version);
    return policy
        .map(
            p ->
                List.of(
                    number,
                    OneLine.of(p.policyId()),
                    UtcTime.of(p.publishedAt()),
                    OneLine.of(p.author()),
                    OneLine.of(p.message(), LONGEST_MESSAGE),
                    beginning(OneLine.of(p.checksum())),
                    OneLine.of(state)))
        .orElse(List.of(number, "", "", "", "", "", state));
  }

  private static String beginning(String checksum) {
    return checksum.substring(0, Math.min(CHECKSUM_SHOWN, checksum.length()));
  }
}
