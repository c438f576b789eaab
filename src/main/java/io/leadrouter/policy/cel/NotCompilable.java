package io.leadrouter.policy.cel;

/** A condition has a part that the compiler does not know. */
final class NotCompilable extends Exception {

  private static final long serialVersionUID = 1L;

  private final String part;

  /**
   * @param part as an author would call it
   */
  NotCompilable(String part) {
    super("the compiler does not know " + part, null, false, false);
    this.part = part;
  }

  String part() {
    return part;
  }
}
