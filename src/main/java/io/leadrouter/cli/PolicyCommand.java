package io.leadrouter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code policy …}: the life of a policy. */
@Command(
    name = "policy",
    description =
        "Checks, compares and publishes policies; lists, shows and rolls back what was published.",
    subcommands = {
      PolicyExampleCommand.class,
      PolicySchemaCommand.class,
      PolicyCheckCommand.class,
      PolicyDiffCommand.class,
      PolicyPublishCommand.class,
      PolicyHistoryCommand.class,
      PolicyShowCommand.class,
      PolicyRollbackCommand.class
    })
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "policy: say one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
