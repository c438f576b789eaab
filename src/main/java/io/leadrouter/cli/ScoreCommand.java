package io.leadrouter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code score …}: how well conversions can be foreseen. */
@Command(
    name = "score",
    description = "Foresees conversions: tells how well, and what from.",
    subcommands = {ScoreEvaluateCommand.class, ScoreShowCommand.class})
final class ScoreCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "score: say one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
