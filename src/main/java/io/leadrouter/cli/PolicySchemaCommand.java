package io.leadrouter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code policy schema}. */
@Command(
    name = "schema",
    description =
        "Prints the JSON Schema of the policy file, by which an editor completes and checks it.")
final class PolicySchemaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (InputStream schema =
        PolicySchemaCommand.class.getResourceAsStream("/io/leadrouter/policy.schema.json")) {
      out.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
      out.flush();
      return Main.DONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
