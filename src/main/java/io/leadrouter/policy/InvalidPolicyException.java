package io.leadrouter.policy;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** A policy that cannot take effect. The message lists everything that was found, a line each. */
public final class InvalidPolicyException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  InvalidPolicyException(List<Finding> findings) {
    super(findings.stream().map(Finding::toString).collect(joining("\n")));
    this.findings = List.copyOf(findings);
  }

  /** The first error in one line, and how many more there are. */
  public String summary() {
    List<Finding> errors =
        findings.stream().filter(finding -> finding.severity() == Severity.ERROR).toList();
    Finding first = errors.get(0);
    // What is wrong with the whole of it is found at its beginning.
    boolean whole = first.line() == 1 && first.column() == 1;
    String place = whole ? "" : first.line() + ":" + first.column() + ": ";
    String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more)";
    return place + first.message() + more;
  }

  /** Errors and warnings in the order of the file; at least one error. */
  public List<Finding> findings() {
    return findings;
  }
}
