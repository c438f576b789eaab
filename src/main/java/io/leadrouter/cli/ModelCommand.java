package io.leadrouter.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code model …}: the models that routers score leads with. */
@Command(
    name = "model",
    description = "Shows what was learnt of outcomes; pins, exports and imports a model.",
    subcommands = {
      ModelShowCommand.class,
      ModelHistoryCommand.class,
      ModelPinCommand.class,
      ModelUnpinCommand.class,
      ModelExportCommand.class,
      ModelImportCommand.class
    })
final class ModelCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "model: say one of " + String.join(", ", spec.subcommands().keySet()));
  }
}
