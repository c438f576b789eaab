package io.leadrouter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code forecast …}: what became of leads, and what will. */
@Command(
    name = "forecast",
    description = "Tells what became of leads, and what is expected of those that are open.",
    subcommands = {ForecastShowCommand.class})
final class ForecastCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "forecast: say " + String.join(", ", spec.subcommands().keySet()));
  }
}
