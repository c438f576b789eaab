package io.leadrouter.domain;

/**
 * What is new about a report: NEW lead, CORRECTED content, REPEATED content, or only a new score.
 */
public enum LeadChange {
  NEW,
  CORRECTED,
  REPEATED,
  RESCORED
}
