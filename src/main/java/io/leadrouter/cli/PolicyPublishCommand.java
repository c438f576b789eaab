package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy publish FILE}. */
@Command(
    name = "publish",
    description = {
      "Checks a policy and puts it in force; the one already in force is not published again.",
      "",
      "What somebody else has published since the version you started from is not published over:"
          + " look at it, take it into your file, and say with --base that you did."
    })
final class PolicyPublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ClusterOptions cluster;
  @Mixin private Signature signature;

  @Parameters(paramLabel = "FILE", description = "The policy.")
  private Path file;

  @Option(
      names = "--base",
      paramLabel = "VERSION",
      description =
          "The version that you started from; 0: none (default: the newest that you published).")
  private Integer base;

  @Option(
      names = "--force",
      description = "Publish over what somebody else has published since then.")
  private boolean force;

  @Override
  public Integer call() {
    if (base != null && base < 0) {
      throw new ParameterException(spec.commandLine(), "--base must be a version, or 0 for none");
    }
    String author = signature.author();
    RouterConfig config = cluster.config();
    PrintWriter out = spec.commandLine().getOut();
    PolicyFile policy = PolicyFile.read(file);
    Optional<Policy> checked = policy.check(out);
    if (checked.isEmpty()) {
      return Main.FAILED;
    }
    try (PolicyShelf shelf = PolicyShelf.on(config)) {
      shelf
          .publish(history -> next(history, checked.get().id(), policy.yaml(), author))
          .ifPresent(published -> out.println("published " + published.key()));
    }
    return Main.DONE;
  }

  /** Empty when the text is in force already. */
  private Optional<PublishedPolicy> next(
      PolicyHistory history, String id, String yaml, String author) {
    Optional<PublishedPolicy> same =
        history
            .inForceAndNewest()
            .filter(inForce -> inForce.policyId().equals(id) && inForce.yaml().equals(yaml));
    if (same.isPresent()) {
      spec.commandLine().getOut().println(same.get().key() + " is in force already");
      return Optional.empty();
    }
    if (!force) {
      requireNothingNewer(history, author);
    }
    return Optional.of(
        PublishedPolicy.of(
            id, history.next(), Policy.FORMAT, yaml, author, signature.message(), Instant.now()));
  }

  private void requireNothingNewer(PolicyHistory history, String author) {
    int from = base == null ? history.newestBy(author) : base;
    if (from > 0) {
      history.version(from);
    }
    history
        .newestByOthers(from, author)
        .ifPresent(
            newer -> {
              throw new Refusal(refusal(newer, from));
            });
  }

  private static String refusal(PublishedPolicy newer, int from) {
    String why = newer.message().isEmpty() ? "" : " (" + OneLine.of(newer.message()) + ")";
    return "version %d was published by %s at %s UTC%s, and you started from %s; look at '%s', then publish again with --base %d, or with --force"
        .formatted(
            newer.version(),
            OneLine.of(newer.author()),
            UtcTime.of(newer.publishedAt()),
            why,
            from == 0 ? "none" : "version " + from,
            from == 0
                ? "policy show " + newer.version()
                : "policy diff " + from + " " + newer.version(),
            newer.version());
  }
}
