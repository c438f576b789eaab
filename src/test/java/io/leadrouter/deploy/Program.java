package io.leadrouter.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the application as a process of its own, with no environment but the one it is given. */
final class Program {
  private final List<String> command;

  private Program(List<String> command) {
    this.command = command;
  }

  /** As the tests see it, which need no packaged one. */
  static Program ofClasses() {
    return of(
        List.of("java", "-cp", System.getProperty("java.class.path"), "io.leadrouter.cli.Main"));
  }

  /**
   * As somebody else starts it.
   *
   * @param command java, which becomes that of the tests, and its options
   */
  static Program of(List<String> command) {
    List<String> here = new ArrayList<>(command);
    here.set(0, Path.of(System.getProperty("java.home"), "bin", command.get(0)).toString());
    return new Program(here);
  }

  /** What a command printed, and its exit code. */
  record Ended(int exitCode, String output) {}

  Ended run(Map<String, String> environment, List<String> arguments) {
    try {
      Path output = Files.createTempFile("program", ".log");
      try {
        Process process = start(environment, arguments, output);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("did not end: " + Files.readString(output));
        }
        return new Ended(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  Process start(Map<String, String> environment, List<String> arguments, Path output)
      throws IOException {
    List<String> all = new ArrayList<>(command);
    all.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }
}
