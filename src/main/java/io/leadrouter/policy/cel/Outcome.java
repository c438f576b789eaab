package io.leadrouter.policy.cel;

/** What came of asking a condition. */
enum Outcome {
  TRUE,
  FALSE,

  /** It could not be evaluated, for example because a lead does not have an attribute. */
  ERROR;

  static Outcome of(boolean holds) {
    return holds ? TRUE : FALSE;
  }

  Outcome not() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case ERROR -> ERROR;
    };
  }
}
