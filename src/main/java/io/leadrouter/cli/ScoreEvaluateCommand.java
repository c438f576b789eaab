package io.leadrouter.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadrouter.scoring.Evaluation;
import io.leadrouter.scoring.Experience;
import io.leadrouter.scoring.ModelText;
import io.leadrouter.scoring.Rehearsal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code score evaluate FILE}. */
@Command(
    name = "evaluate",
    description = {
      "Plays past leads again, in the order of the file: each is predicted by what was known when it came, then learnt"
          + " from. Tells how good the predictions were, beside those of somebody who knows the rate of conversions and"
          + " nothing else.",
      "",
      "Columns become fields of leads as 'publish leads' has them, and else attributes; leave out what is known only"
          + " afterwards (--ignore). No cluster is needed."
    },
    footer = {
      "",
      "For example:",
      "  lead-router score evaluate deals.csv --outcome stage=won --ignore amount,closedBy"
    })
final class ScoreEvaluateCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Spec private CommandSpec spec;
  @Mixin private RowOptions options;

  @Parameters(paramLabel = "FILE", description = "The file; - for standard input.")
  private String file;

  @Option(
      names = "--outcome",
      paramLabel = "COLUMN=VALUE",
      required = true,
      description = "The column that says what became of a lead, and what it says of a conversion.")
  private String outcome;

  @Option(
      names = "--known-at",
      paramLabel = "COLUMN",
      description =
          "When the outcome was known; empty: never. Leads come at submittedAt then, which the file has to have.")
  private String knownAt;

  @Option(
      names = "--late",
      paramLabel = "ROWS",
      description =
          "Without --known-at: outcomes are known so many rows later (default: before the next row).")
  private int late = 0;

  @Option(
      names = "--save",
      paramLabel = "FILE",
      description = "Write there what was learnt of all rows; 'score show' reads it.")
  private Path save;

  @Option(
      names = "--errors",
      paramLabel = "FILE",
      description = "Write every bad row's line and problem there.")
  private Path errors;

  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    PrintWriter err = spec.commandLine().getErr();
    try (PastLeads leads = PastLeads.open(options, file, columns());
        BadRowReport report = new BadRowReport(leads.label(), SHOWN, errors, err)) {
      Rehearsal rehearsal = new Rehearsal();
      boolean good = true;
      while (true) {
        try {
          PastLead lead = leads.next();
          if (lead == null) {
            break;
          }
          rehearsal.add(lead.features(), lead.converted(), lead.came(), lead.known());
        } catch (BadRow e) {
          good = false;
          report.add(e);
        }
      }
      report.end();
      Evaluation evaluation = rehearsal.evaluation();
      check(evaluation);
      if (json) {
        spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(evaluation));
      } else {
        print(evaluation, rehearsal);
      }
      if (save != null) {
        rehearsal.learnAll();
        Files.writeString(save, ModelText.write(rehearsal.model()));
      }
      return good ? Main.DONE : Main.FAILED;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PastLeads.Columns columns() {
    int equals = outcome.indexOf('=');
    if (equals < 1) {
      throw new ParameterException(
          spec.commandLine(), "--outcome needs COLUMN=VALUE, as in y=yes, not '" + outcome + "'");
    }
    if (late < 0 || late > 0 && knownAt != null) {
      throw new ParameterException(
          spec.commandLine(), "--late needs a number of rows, and no --known-at beside it");
    }
    return new PastLeads.Columns(
        outcome.substring(0, equals),
        outcome.substring(equals + 1),
        Optional.ofNullable(knownAt),
        late);
  }

  private void check(Evaluation evaluation) {
    if (evaluation.positives() == 0 || evaluation.positives() == evaluation.rows()) {
      throw new Refusal(
          "%s of the %,d leads that could be read converted (%s): nothing can be learnt from that"
              .formatted(
                  evaluation.positives() == 0 ? "none" : "each", evaluation.rows(), outcome));
    }
  }

  private void print(Evaluation model, Rehearsal rehearsal) {
    PrintWriter out = spec.commandLine().getOut();
    Evaluation rate = rehearsal.byRateAlone();
    out.printf(
        Locale.ROOT,
        "%,d leads, %,d converted (%.2f %%); for the first %,d the scorecard would decide: fewer than"
            + " %d of either outcome were known%n%n",
        model.rows(),
        model.positives(),
        100.0 * model.positives() / model.rows(),
        rehearsal.cold(),
        Experience.ENOUGH);
    out.printf(Locale.ROOT, "%-42s %9s %9s%n", "", "model", "rate only");
    line(out, "log loss (less is better)", model, rate, Evaluation::logLoss);
    line(out, "Brier score (less is better)", model, rate, Evaluation::brier);
    line(out, "calibration error (less is better)", model, rate, Evaluation::calibrationError);
    line(out, "AUC within 1,000 leads (0.5 is chance)", model, rate, Evaluation::windowAuc);
    line(out, "AUC of all", model, rate, Evaluation::auc);
    line(out, "lift of the best tenth (1 is chance)", model, rate, Evaluation::lift);
  }

  private static void line(
      PrintWriter out,
      String what,
      Evaluation model,
      Evaluation rate,
      ToDoubleFunction<Evaluation> figure) {
    out.printf(
        Locale.ROOT,
        "%-42s %9s %9s%n",
        what,
        text(figure.applyAsDouble(model)),
        text(figure.applyAsDouble(rate)));
  }

  /** A figure that can't be told, such as an AUC of too few leads, is a dash. */
  private static String text(double figure) {
    return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.4f", figure);
  }
}
