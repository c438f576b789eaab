package io.leadrouter.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Policies to begin with, each for another kind of business. */
public final class ExamplePolicies {

  private static final List<String> NAMES =
      List.of("round-robin", "territories", "segments", "score-bands", "follow-the-sun");

  private ExamplePolicies() {}

  /** The simplest first. */
  public static List<String> names() {
    return NAMES;
  }

  /** The file; empty when there is none of that name. */
  public static Optional<String> yaml(String name) {
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  private static String read(String name) {
    String file = "examples/" + name + ".yaml";
    try (InputStream in = ExamplePolicies.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
