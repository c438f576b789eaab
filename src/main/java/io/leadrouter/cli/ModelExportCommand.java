package io.leadrouter.cli;

import io.leadrouter.domain.PublishedModel;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model export VERSION FILE}. */
@Command(
    name = "export",
    description =
        "Writes a version into a file that people can read, and 'model import' and 'score show' too.",
    footer = {"", "For example:", "  lead-router model export in-force emea.model"})
final class ModelExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Parameters(
      index = "0",
      paramLabel = "VERSION",
      description = "The version, or " + ModelHistory.IN_FORCE + ".")
  private String version;

  @Parameters(index = "1", paramLabel = "FILE", description = "What is there is written over.")
  private Path file;

  @Override
  public Integer call() {
    PublishedModel model;
    try (ModelShelf shelf = ModelShelf.on(cluster.config())) {
      model = shelf.history().named(version).published();
    }
    TextFile.write(file, model.text());
    spec.commandLine()
        .getOut()
        .printf("wrote version %s to %s%n", OneLine.of(model.version()), file);
    return Main.DONE;
  }
}
