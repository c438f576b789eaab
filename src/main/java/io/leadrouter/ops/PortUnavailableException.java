package io.leadrouter.ops;

/** The HTTP address cannot be taken. The message is one sentence that says what to do. */
public final class PortUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
