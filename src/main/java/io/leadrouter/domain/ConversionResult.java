package io.leadrouter.domain;

/**
 * How a cycle ended; REOPENED takes back what was said before. UNKNOWN: a newer router said so;
 * this one never does.
 */
public enum ConversionResult {
  UNKNOWN,
  CONVERTED,
  LOST,
  REOPENED
}
