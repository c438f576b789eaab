package io.leadrouter.domain;

/** How a cycle ended; REOPENED takes back what was said before. */
public enum ConversionResult {
  CONVERTED,
  LOST,
  REOPENED
}
