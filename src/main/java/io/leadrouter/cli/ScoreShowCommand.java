package io.leadrouter.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score show MODEL}. */
@Command(
    name = "show",
    description = {
      "Prints what a model has learnt: how much from, how well it did lately, and what speaks most for a conversion and"
          + " most against it, in log-odds (+0.7 doubles the odds)."
    },
    footer = {
      "",
      "For example:",
      "  lead-router score evaluate deals.csv --outcome stage=won --save deals.model",
      "  lead-router score show deals.model"
    })
final class ScoreShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A file that 'score evaluate --save' wrote.")
  private Path file;

  @Override
  public Integer call() {
    ModelReport.print(ModelFile.read(file), spec.commandLine().getOut());
    return Main.DONE;
  }
}
