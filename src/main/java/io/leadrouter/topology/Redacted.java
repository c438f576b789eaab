package io.leadrouter.topology;

/** An exception without messages, which may quote a lead's data: only types and places. */
final class Redacted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private Redacted(Throwable original, Redacted cause) {
    super(original.getClass().getName(), cause);
    setStackTrace(original.getStackTrace());
  }

  static Redacted of(Throwable original) {
    Throwable cause = original.getCause();
    return new Redacted(original, cause == null ? null : of(cause));
  }
}
