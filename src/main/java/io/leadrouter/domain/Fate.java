package io.leadrouter.domain;

/** What is known so far of what became of a lead. */
public enum Fate {
  /** Nothing yet. */
  AWAITED,
  CONVERTED,
  LOST,
  /** Nothing was heard of it for so long that it counts as lost. */
  SILENT,
  /** What becomes of its person, another lead tells. */
  DUPLICATE
}
