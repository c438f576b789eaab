package io.leadrouter.sandbox;

/** The sandbox can't do what it was asked to; the message says why and what to do. */
public final class SandboxException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SandboxException(String message) {
    super(message);
  }

  SandboxException(String message, Throwable cause) {
    super(message, cause);
  }
}
