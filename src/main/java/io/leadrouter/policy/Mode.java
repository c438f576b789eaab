package io.leadrouter.policy;

/** What comes of a decision about who gets a lead. */
public enum Mode {
  /** The rep gets it. */
  ASSIGN,
  /** It is recorded; another router gives the lead to somebody. */
  OBSERVE
}
