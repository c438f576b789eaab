package io.leadrouter.sandbox;

import io.leadrouter.cli.Refusal;
import io.leadrouter.policy.ExamplePolicies;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A policy that somebody wants to see at work in the sandbox. */
final class ChosenPolicy {

  private ChosenPolicy() {}

  /**
   * The text of an example, or of a file.
   *
   * @throws Refusal when it is neither, or no policy for the sample's reps
   */
  static String read(String nameOrFile) {
    Optional<String> example = ExamplePolicies.yaml(nameOrFile);
    String yaml = example.orElseGet(() -> file(nameOrFile));
    try {
      Policy.parse(nameOrFile, yaml, 1, SampleBusiness.load().reps());
      return yaml;
    } catch (InvalidPolicyException e) {
      throw new Refusal("the policy cannot take effect:\n" + e.getMessage(), e);
    }
  }

  private static String file(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new Refusal(
          "there is no file %s and no example policy of that name; examples are %s"
              .formatted(name, String.join(", ", ExamplePolicies.names())),
          e);
    }
  }
}
