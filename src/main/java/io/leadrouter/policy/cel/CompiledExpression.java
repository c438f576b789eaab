package io.leadrouter.policy.cel;

/**
 * An expression as Java code. Immutable; any number of threads may ask it at the same time.
 *
 * @param slots that the variables of its macros need
 */
record CompiledExpression<T>(BooleanTerm<T> term, int slots) {

  Outcome outcome(T subject) {
    return term.outcome(subject, locals());
  }

  /** The value as dev.cel has it, or a {@link Failure}. */
  Object value(T subject) {
    return term.value(subject, locals());
  }

  private Object[] locals() {
    return slots == 0 ? Locals.NONE : new Object[slots];
  }
}
