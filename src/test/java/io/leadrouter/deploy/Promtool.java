package io.leadrouter.deploy;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.leadrouter.deploy.Program.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Prometheus' own checks, where they are installed, as Debian's package {@code prometheus} has. */
final class Promtool {
  private static final Path NOTHING = Path.of("/dev/null");

  private final Path directory;

  /**
   * @param directory for what it prints
   */
  Promtool(Path directory) {
    this.directory = directory;
  }

  /** The test that asks for it is skipped where it is not installed. */
  Ended asked(String... arguments) throws IOException {
    return asked(NOTHING, arguments);
  }

  /** What it has against metrics in Prometheus' text format. */
  String complaintsAbout(String metrics) throws IOException {
    Path input = Files.writeString(directory.resolve("metrics.txt"), metrics);
    return asked(input, "check", "metrics").output();
  }

  private Ended asked(Path input, String... arguments) throws IOException {
    List<Path> installed =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .map(path -> Path.of(path, "promtool"))
            .filter(Files::isExecutable)
            .toList();
    assumeThat(installed).as("promtool").isNotEmpty();
    Path output = directory.resolve("output.txt");
    ProcessBuilder builder = new ProcessBuilder(installed.get(0).toString());
    builder.command().addAll(List.of(arguments));
    Process process =
        builder
            .redirectInput(input.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      return new Ended(process.waitFor(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
