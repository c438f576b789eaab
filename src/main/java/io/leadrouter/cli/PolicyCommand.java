package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.kafka.Topic;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policy check} and {@code policy publish}. */
@Command(name = "policy", description = "Checks or publishes a policy.")
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "policy: say check or publish");
  }

  @Command(
      name = "check",
      description = "Says everything that is wrong with a policy, by line and column.")
  int check(@Parameters(paramLabel = "FILE", description = "The policy.") Path file) {
    return checked(file, read(file)).isPresent() ? Main.DONE : Main.FAILED;
  }

  @Command(
      name = "publish",
      description =
          "Checks a policy and puts it in force; the one already in force is not published again.")
  int publish(
      @Mixin ClusterOptions options,
      @Parameters(paramLabel = "FILE", description = "The policy.") Path file,
      @Option(
              names = "--author",
              paramLabel = "NAME",
              defaultValue = "${sys:user.name}",
              description = "Who publishes it (default: ${DEFAULT-VALUE}).")
          String author,
      @Option(names = "--message", paramLabel = "TEXT", defaultValue = "", description = "Why.")
          String message) {
    RouterConfig config = options.config();
    String yaml = read(file);
    Optional<Policy> policy = checked(file, yaml);
    if (policy.isEmpty()) {
      return Main.FAILED;
    }
    String topic = Topic.ROUTING_POLICIES.named(config.topicPrefix());
    try (Cluster cluster = new Cluster(config)) {
      cluster.requireReachable();
      if (!cluster.describe(List.of(topic)).containsKey(topic)) {
        throw new Refusal(
            "topic %s is missing; create it with 'lead-router topics create'".formatted(topic));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    String id = policy.get().id();
    try (PolicyShelf shelf = new PolicyShelf(config)) {
      Optional<PublishedPolicy> same =
          shelf.inForce().filter(p -> p.policyId().equals(id) && p.yaml().equals(yaml));
      if (same.isPresent()) {
        out.printf("%s/%d is in force already%n", id, same.get().version());
        return Main.DONE;
      }
      PublishedPolicy published =
          shelf.publish(
              inForce ->
                  PublishedPolicy.of(
                      id,
                      inForce.map(PublishedPolicy::version).orElse(0) + 1,
                      Policy.FORMAT,
                      yaml,
                      author,
                      message,
                      Instant.now()));
      out.printf("published %s/%d%n", id, published.version());
      return Main.DONE;
    }
  }

  /** Prints what was found; empty when the policy can't take effect. */
  private Optional<Policy> checked(Path file, String yaml) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Policy policy = Policy.parse(file.toString(), yaml, 1);
      policy.warnings().forEach(out::println);
      return Optional.of(policy);
    } catch (InvalidPolicyException e) {
      e.findings().forEach(out::println);
      return Optional.empty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new Refusal("there is no file " + file, e);
    } catch (MalformedInputException e) {
      throw new Refusal(file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw new Refusal(file + " cannot be read: " + e, e);
    }
  }
}
