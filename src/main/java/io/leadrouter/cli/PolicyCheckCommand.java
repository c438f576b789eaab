package io.leadrouter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check FILE}. */
@Command(
    name = "check",
    description = "Says everything that is wrong with a policy, by line and column.")
final class PolicyCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The policy.")
  private Path file;

  @Override
  public Integer call() {
    PolicyFile policy = PolicyFile.read(file);
    return policy.check(spec.commandLine().getOut()).isPresent() ? Main.DONE : Main.FAILED;
  }
}
