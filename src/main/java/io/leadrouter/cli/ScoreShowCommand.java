package io.leadrouter.cli;

import io.leadrouter.scoring.InvalidModelException;
import io.leadrouter.scoring.Learnt;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import io.leadrouter.scoring.TrackRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
    Model model = read();
    TrackRecord recent = model.trackRecord();
    PrintWriter out = spec.commandLine().getOut();
    out.println(model.experience().text());
    out.printf(
        Locale.ROOT,
        "lately: log loss %.4f (%.4f by the rate alone), predicted %.2f %%, converted %.2f %%%n%n",
        recent.logLoss(),
        recent.logLossOfRate(),
        100 * recent.predicted(),
        100 * recent.converted());
    for (Learnt learnt : model.strongest()) {
      out.printf(
          Locale.ROOT, "%+7.2f  %s (%,d leads)%n", learnt.logOdds(), learnt.text(), learnt.leads());
    }
    return Main.DONE;
  }

  private Model read() {
    try {
      return ModelText.read(Files.readString(file));
    } catch (InvalidModelException e) {
      throw new Refusal(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Refusal(file + " can't be read: " + e, e);
    }
  }
}
