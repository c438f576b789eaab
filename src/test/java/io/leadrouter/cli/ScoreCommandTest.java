package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreCommandTest {
  @TempDir Path directory;

  @Test
  void pastLeadsTellHowWellConversionsCanBeForeseen() throws IOException {
    Path file = deals(3_000);

    var shell = Shell.run("score", "evaluate", file.toString(), "--outcome", "stage=won");

    assertThat(shell.err()).isEmpty();
    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out()).startsWith("3,000 leads, ").contains("the scorecard would decide");
    double[] auc = figures(shell.out(), "AUC of all");
    assertThat(auc[0]).isGreaterThan(0.7);
    assertThat(auc[1]).isBetween(0.4, 0.6);
    double[] logLoss = figures(shell.out(), "log loss");
    assertThat(logLoss[0]).isLessThan(logLoss[1] - 0.05);
  }

  /** The figure of the model, and of the rate alone. */
  private static double[] figures(String out, String name) {
    String line = out.lines().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
    String[] words = line.strip().split("\\s+");
    return new double[] {
      Double.parseDouble(words[words.length - 2]), Double.parseDouble(words[words.length - 1])
    };
  }

  @Test
  void theSameFileGivesTheSameFigures() throws IOException {
    Path file = deals(500);
    String[] command = {"score", "evaluate", file.toString(), "--outcome", "stage=won", "--json"};

    var shell = Shell.run(command);

    assertThat(shell.out()).startsWith("{\"rows\":500,").contains("\"logLoss\":");
    assertThat(Shell.run(command).out()).isEqualTo(shell.out());
  }

  @Test
  void outcomesAreLearntWhenTheyAreKnown() throws IOException {
    Path file = directory.resolve("dated.csv");
    StringBuilder rows = new StringBuilder("submittedAt,channel,stage,closed\n");
    for (int i = 0; i < 1_000; i++) {
      boolean good = i % 2 == 0;
      // Nothing is known before the year is over.
      rows.append("2025-01-01T%02d:%02d:00Z,".formatted(i / 60, i % 60))
          .append(good ? "partner,won,2026-01-01\n" : "web,lost,\n");
    }
    Files.writeString(file, rows);

    var shell =
        Shell.run(
            "score",
            "evaluate",
            file.toString(),
            "--outcome=stage=won",
            "--known-at=closed",
            "--save=" + directory.resolve("m"));

    assertThat(shell.err()).isEmpty();
    assertThat(shell.out()).contains("for the first 1,000 the scorecard would decide");
    assertThat(figures(shell.out(), "AUC of all")[0]).isEqualTo(0.5);
    assertThat(Shell.run("score", "show", directory.resolve("m").toString()).out())
        .startsWith("cold start: 50 of 50 conversions, 0 of 50 others");
  }

  @Test
  void whatWasLearntCanBeSavedAndShown() throws IOException {
    Path model = directory.resolve("deals.model");
    Shell.run(
        "score",
        "evaluate",
        deals(3_000).toString(),
        "--outcome=stage=won",
        "--save=" + model.toString());

    var shell = Shell.run("score", "show", model.toString());

    assertThat(shell.err()).isEmpty();
    assertThat(shell.out())
        .startsWith("3000 outcomes, ")
        .containsSubsequence("  attributes.channel = partner (", "  attributes.channel = web (");
  }

  @Test
  void whatIsWrongIsSaidWithWhatToDo() throws IOException {
    String file = deals(200).toString();

    assertThat(Shell.run("score", "evaluate", file, "--outcome=won").err())
        .contains("--outcome needs COLUMN=VALUE, as in y=yes, not 'won'");
    assertThat(Shell.run("score", "evaluate", file, "--outcome=stag=won").err())
        .contains("there is no column 'stag'; did you mean 'stage'?");
    assertThat(Shell.run("score", "evaluate", file, "--outcome=stage=Won").err())
        .contains("none of the 200 leads that could be read converted (stage=Won)");
    assertThat(
            Shell.run("score", "evaluate", file, "--outcome=stage=won", "--known-at=channel").err())
        .contains("submittedAt");
    assertThat(Shell.run("score", "show", file).err())
        .contains("line 1: not a model of this router");
  }

  private Path deals(int rows) throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("channel,seats,stage\n");
    for (int i = 0; i < rows; i++) {
      boolean partner = random.nextInt(3) == 0;
      int seats = 1 + random.nextInt(100);
      boolean won = random.nextDouble() < (partner ? 0.5 : 0.1) + seats / 500.0;
      text.append(partner ? "partner," : "web,").append(seats).append(won ? ",won\n" : ",lost\n");
    }
    return Files.writeString(directory.resolve("deals.csv"), text);
  }
}
