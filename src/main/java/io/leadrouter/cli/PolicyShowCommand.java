package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy show VERSION}. */
@Command(
    name = "show",
    description = "Prints the text of a version, byte for byte, and nothing else.",
    footer = {"", "For example:", "  lead-router policy show in-force > policy.yaml"})
final class PolicyShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      paramLabel = "VERSION",
      description = "The version, or " + PolicyHistory.IN_FORCE + ".")
  private String version;

  @Override
  public Integer call() {
    if (!PolicyHistory.isVersion(version)) {
      throw new ParameterException(
          spec.commandLine(),
          "'%s' is no version; give a number, or %s".formatted(version, PolicyHistory.IN_FORCE));
    }
    PublishedPolicy policy;
    try (PolicyShelf shelf = PolicyShelf.on(cluster.config())) {
      policy = shelf.history().named(version);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(policy.yaml());
    out.flush();
    if (!policy.intact()) {
      throw new Refusal(
          "version %d is damaged: this text does not have the checksum it was published with"
              .formatted(policy.version()));
    }
    return Main.DONE;
  }
}
