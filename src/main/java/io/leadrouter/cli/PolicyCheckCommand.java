package io.leadrouter.cli;

import io.leadrouter.domain.Rep;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Option(
      names = "--reps",
      paramLabel = "FILE",
      description =
          "The reps whom it is for, as 'publish reps' reads them: finds reps whom nobody knows, and"
              + " pools that nobody is in.")
  private String reps;

  @Override
  public Integer call() {
    PolicyFile policy = PolicyFile.read(file);
    Optional<List<Rep>> roster = Optional.ofNullable(reps).map(RosterFile::read);
    return policy.check(spec.commandLine().getOut(), roster).isPresent() ? Main.DONE : Main.FAILED;
  }
}
