package io.leadrouter.policy;

/**
 * Something that a check of a policy found.
 *
 * @param line from 1
 * @param column from 1
 * @param message what is wrong and what to do
 */
public record Finding(String file, int line, int column, Severity severity, String message) {

  /** As compilers write it, such as {@code policy.yaml:14:9: unknown pool "emea-warn"; …}. */
  @Override
  public String toString() {
    String warning = severity == Severity.WARNING ? "warning: " : "";
    return file + ":" + line + ":" + column + ": " + warning + message;
  }
}
