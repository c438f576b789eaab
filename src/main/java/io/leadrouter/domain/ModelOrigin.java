package io.leadrouter.domain;

/** Where a model comes from. UNKNOWN: a newer router said so; this one never does. */
public enum ModelOrigin {
  UNKNOWN,
  /** The router's own, from training examples. */
  TRAINED,
  /** From a file. */
  IMPORTED
}
