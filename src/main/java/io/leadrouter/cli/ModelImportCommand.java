package io.leadrouter.cli;

import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.PublishedModel;
import io.leadrouter.scoring.Model;
import io.leadrouter.scoring.ModelText;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model import FILE}. */
@Command(
    name = "import",
    description = {
      "Publishes a model from a file, such as one that was trained elsewhere, and pins it: look at it"
          + " first with 'score show FILE'.",
      "",
      "It stays in force until another is pinned, or 'model unpin'. It is not trained on: the trainer"
          + " goes on from all that it has learnt itself. The last ten that were imported stay."
    })
final class ModelImportCommand implements Callable<Integer> {
  private static final int KEPT = 10;

  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private Signature signature;

  @Parameters(
      paramLabel = "FILE",
      description = "What 'model export' or 'score evaluate --save' wrote.")
  private Path file;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    ModelPin pin = new ModelPin(signature.author(), signature.message(), now);
    Model model = ModelFile.read(file);
    PublishedModel imported =
        PublishedModel.imported(
            text(model),
            model.experience().examples(),
            model.experience().conversions(),
            now,
            signature.author(),
            signature.message());
    PrintWriter out = spec.commandLine().getOut();
    try (ModelShelf shelf = ModelShelf.on(cluster.config())) {
      shelf.change(history -> change(history, imported, pin));
    }
    out.printf("imported and pinned version %s%n", imported.version());
    if (!model.experience().isEnough()) {
      out.println(ModelReport.experience(model));
    }
    return Main.DONE;
  }

  /** As this router writes it, however the file ends its lines. */
  private String text(Model model) {
    String text = ModelText.write(model);
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ModelText.LARGEST) {
      throw new Refusal(
          "%s makes a model of %d bytes, and no record takes more than %d; leave out lines that begin with learnt"
              .formatted(file, bytes, ModelText.LARGEST));
    }
    return text;
  }

  private static ModelShelf.Change change(
      ModelHistory history, PublishedModel imported, ModelPin pin) {
    Map<String, Optional<PublishedModel>> records = new HashMap<>();
    history.imported().stream()
        .filter(known -> !known.version().equals(imported.version()))
        .skip(KEPT - 1)
        .forEach(old -> records.put(old.version(), Optional.empty()));
    records.put(imported.key(), Optional.of(imported));
    records.put(PublishedModel.PIN, Optional.of(imported.pinned(pin)));
    return new ModelShelf.Change(records);
  }
}
