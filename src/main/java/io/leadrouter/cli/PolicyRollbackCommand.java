package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy rollback VERSION}. */
@Command(
    name = "rollback",
    description = {
      "Publishes the text of a version again, as the next version.",
      "",
      "It goes over whatever is in force, whoever published that. Where a newer version was refused,"
          + " rolling back to the one in force leaves the refused one behind."
    })
final class PolicyRollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private Signature signature;

  @Parameters(paramLabel = "VERSION", description = "The version whose text is wanted.")
  private int version;

  @Override
  public Integer call() {
    String author = signature.author();
    RouterConfig config = cluster.config();
    PrintWriter out = spec.commandLine().getOut();
    try (PolicyShelf shelf = PolicyShelf.on(config)) {
      PublishedPolicy earlier = shelf.history().version(version);
      if (PolicyFile.check(out, earlier).isEmpty()) {
        return Main.FAILED;
      }
      shelf
          .publish(history -> Optional.of(next(history, earlier, author)))
          .ifPresent(
              published ->
                  out.printf("published %s, the text of version %d%n", published.key(), version));
    }
    return Main.DONE;
  }

  private PublishedPolicy next(PolicyHistory history, PublishedPolicy earlier, String author) {
    history
        .inForceAndNewest()
        .filter(inForce -> inForce.yaml().equals(earlier.yaml()))
        .ifPresent(
            inForce -> {
              throw new Refusal(
                  inForce.version() == version
                      ? "version %d is in force already".formatted(version)
                      : "version %d is in force already, with the text of version %d"
                          .formatted(inForce.version(), version));
            });
    return PublishedPolicy.of(
        earlier.policyId(),
        history.next(),
        earlier.format(),
        earlier.yaml(),
        author,
        signature.message().isEmpty() ? "rollback to " + version : signature.message(),
        Instant.now());
  }
}
