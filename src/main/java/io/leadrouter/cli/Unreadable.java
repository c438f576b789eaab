package io.leadrouter.cli;

/**
 * A text that is no value of the field's type. The message says what is allowed and doesn't quote
 * the text.
 */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  Unreadable(String problem) {
    super(problem, null, false, false);
  }
}
