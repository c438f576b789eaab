package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.PolicyChange;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy diff A B}. */
@Command(
    name = "diff",
    description = {
      "Says what two policies mean otherwise: which rules, pools, caps, hours changed.",
      "",
      "Each is a version, "
          + PolicyHistory.IN_FORCE
          + ", or a file. One alone is compared with"
          + " the policy in force. Layout, order of keys and defaults make no difference; the order"
          + " of rules does."
    },
    footer = {
      "",
      "For example:",
      "  lead-router policy diff 3 4",
      "  lead-router policy diff policy.yaml"
    })
final class PolicyDiffCommand implements Callable<Integer> {
  private static final Map<PolicyChange.Kind, String> SIGNS =
      Map.of(
          PolicyChange.Kind.ADDED, "+",
          PolicyChange.Kind.REMOVED, "-",
          PolicyChange.Kind.CHANGED, "~",
          PolicyChange.Kind.MOVED, ">");

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      arity = "1..2",
      paramLabel = "VERSION|FILE",
      description = "What was before, and what comes after it.")
  private List<String> named;

  @Override
  public Integer call() {
    String before = named.size() == 1 ? PolicyHistory.IN_FORCE : named.get(0);
    String after = named.get(named.size() - 1);
    List<PolicyChange> changes = PolicyChange.between(policy(before), policy(after));
    PrintWriter out = spec.commandLine().getOut();
    changes.forEach(
        change ->
            out.printf(
                "%s %s: %s%n", SIGNS.get(change.kind()), change.part(), OneLine.of(change.what())));
    if (changes.isEmpty()) {
      out.println("both mean the same");
    }
    return Main.DONE;
  }

  private Policy policy(String name) {
    try {
      if (PolicyHistory.isVersion(name)) {
        return Policy.parse(published(name));
      }
      PolicyFile file = PolicyFile.read(Path.of(name));
      return Policy.parse(name, file.yaml(), 1);
    } catch (InvalidPolicyException e) {
      throw new Refusal(name + " cannot be compared:\n" + e.getMessage(), e);
    }
  }

  private PublishedPolicy published(String name) {
    try (PolicyShelf shelf = PolicyShelf.on(cluster.config())) {
      return shelf.history().named(name);
    }
  }
}
