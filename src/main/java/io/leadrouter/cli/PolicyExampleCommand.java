package io.leadrouter.cli;

import io.leadrouter.policy.ExamplePolicies;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy example [NAME]}. */
@Command(
    name = "example",
    description = "Prints a policy to begin with; without a name, says which there are.")
final class PolicyExampleCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The example.")
  private String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = ExamplePolicies.names();
    if (name == null) {
      names.forEach(out::println);
      return Main.DONE;
    }
    out.print(
        ExamplePolicies.yaml(name)
            .orElseThrow(
                () ->
                    new Refusal(
                        "there is no example '%s'%s; there are %s"
                            .formatted(
                                name, Suggestion.of(name, names), String.join(", ", names)))));
    out.flush();
    return Main.DONE;
  }
}
