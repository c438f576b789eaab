package io.leadrouter.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The flags by which somebody signs what is published. */
final class Signature {
  /** What Java calls a user whom the system has no name for, as in many containers. */
  private static final String NOBODY = "?";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who publishes it (default: ${DEFAULT-VALUE}).")
  private String author;

  @Option(names = "--message", paramLabel = "TEXT", defaultValue = "", description = "Why.")
  private String message;

  String author() {
    String name = author.strip();
    if (name.isEmpty() || name.equals(NOBODY)) {
      // Everybody who has no name would be the same author, whose versions nothing protects.
      throw new ParameterException(spec.commandLine(), "say who publishes it with --author NAME");
    }
    return name;
  }

  /** Empty when there is none. */
  String message() {
    return message.strip();
  }
}
