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

  /** Errors and warnings in the order of the file; at least one error. */
  public List<Finding> findings() {
    return findings;
  }
}
