package io.leadrouter.cli;

import io.leadrouter.domain.PublishedModel;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code model unpin}. */
@Command(
    name = "unpin",
    description = "Lets the newest version that was trained be in force again, from now on.")
final class ModelUnpinCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (ModelShelf shelf = ModelShelf.on(cluster.config())) {
      boolean changed =
          shelf.change(
              history ->
                  history.pinned().isPresent()
                      ? new ModelShelf.Change(Map.of(PublishedModel.PIN, Optional.empty()))
                      : ModelShelf.Change.NONE);
      out.print(changed ? "unpinned; " : "no model is pinned; ");
      out.println(
          shelf
              .history()
              .inForce()
              .map(now -> "version %s is in force".formatted(now.published().version()))
              .orElse("no model is in force: the scorecard decides"));
    }
    return Main.DONE;
  }
}
