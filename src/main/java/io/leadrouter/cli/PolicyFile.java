package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.Rep;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A policy that somebody has written and not yet published. */
record PolicyFile(Path file, String yaml) {

  /**
   * Reads a file.
   *
   * @throws Refusal when it is no text
   */
  static PolicyFile read(Path file) {
    return new PolicyFile(file, TextFile.read(file, "policy"));
  }

  /** Prints what is found; empty when the policy can't take effect. */
  Optional<Policy> check(PrintWriter out) {
    return check(out, Optional.empty());
  }

  /**
   * The same, held against the reps whom it is for.
   *
   * @param reps empty: not known
   */
  Optional<Policy> check(PrintWriter out, Optional<List<Rep>> reps) {
    String name = file.toString();
    return check(
        out,
        () ->
            reps.isPresent()
                ? Policy.parse(name, yaml, 1, reps.get())
                : Policy.parse(name, yaml, 1));
  }

  /** The same for one that was published before. */
  static Optional<Policy> check(PrintWriter out, PublishedPolicy published) {
    return check(out, () -> Policy.parse(published));
  }

  private static Optional<Policy> check(PrintWriter out, Parsing parsing) {
    try {
      Policy policy = parsing.parse();
      policy.warnings().forEach(out::println);
      return Optional.of(policy);
    } catch (InvalidPolicyException e) {
      e.findings().forEach(out::println);
      return Optional.empty();
    }
  }

  private interface Parsing {
    Policy parse() throws InvalidPolicyException;
  }
}
