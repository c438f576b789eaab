package io.leadrouter.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine at work, until it ends or is closed. */
final class Command implements AutoCloseable {

  private final Process process;
  private final Path output;

  /**
   * Starts it.
   *
   * @param directory in which it runs
   * @param environment beside that of this process
   */
  Command(Path directory, Map<String, String> environment, String... command) throws IOException {
    output = Files.createTempFile(directory, "command", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    process = builder.start();
    process.getOutputStream().close();
  }

  /** The test that needs these programs is skipped where they are not installed. */
  static void needed(String... programs) {
    for (String program : programs) {
      List<Path> installed =
          Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
              .map(path -> Path.of(path, program))
              .filter(Files::isExecutable)
              .toList();
      assumeThat(installed).as(program).isNotEmpty();
    }
  }

  /** What it has printed so far. */
  String printed() throws IOException {
    return Files.readString(output);
  }

  /** Waits for its end, which has to be a good one, and answers what it printed. */
  String done() throws IOException, InterruptedException {
    assertThat(endsWell()).as(this::print).isTrue();
    return printed();
  }

  /** Waits for its end, for two minutes at most. */
  boolean endsWell() throws InterruptedException {
    return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
  }

  private String print() {
    try {
      return printed();
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
