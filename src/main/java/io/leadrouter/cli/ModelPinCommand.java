package io.leadrouter.cli;

import io.leadrouter.domain.ModelPin;
import io.leadrouter.domain.PublishedModel;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code model pin VERSION}, also known as {@code model rollback VERSION}. */
@Command(
    name = "pin",
    aliases = "rollback",
    description = {
      "Puts a version in force, and keeps it there until another is pinned, or 'model unpin'.",
      "",
      "Going back to an earlier version is the same: the next that is trained would be in force a"
          + " minute later. The trainer goes on meanwhile from all that it has learnt, whichever"
          + " version is in force, and what it trains is there to be looked at."
    })
final class ModelPinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private Signature signature;

  @Parameters(
      paramLabel = "VERSION",
      description = "The version; " + ModelHistory.IN_FORCE + ": the one that is.")
  private String version;

  @Override
  public Integer call() {
    ModelPin pin = new ModelPin(signature.author(), signature.message(), Instant.now());
    PrintWriter out = spec.commandLine().getOut();
    try (ModelShelf shelf = ModelShelf.on(cluster.config())) {
      PublishedModel model = shelf.history().named(version).published();
      boolean changed =
          shelf.change(
              history ->
                  history.pinned().filter(now -> now.version().equals(model.version())).isPresent()
                      ? ModelShelf.Change.NONE
                      : new ModelShelf.Change(
                          Map.of(PublishedModel.PIN, Optional.of(model.pinned(pin)))));
      String named = OneLine.of(model.version());
      out.printf(changed ? "pinned version %s%n" : "version %s is pinned already%n", named);
    }
    return Main.DONE;
  }
}
