package io.leadrouter.scoring;

/** A text that is no model. */
public final class InvalidModelException extends Exception {

  private static final long serialVersionUID = 1;

  InvalidModelException(int line, String problem) {
    super("line " + line + ": " + problem);
  }
}
