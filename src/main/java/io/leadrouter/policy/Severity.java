package io.leadrouter.policy;

/** What a finding means: a policy with an ERROR is refused, one with a WARNING works. */
public enum Severity {
  ERROR,
  WARNING
}
