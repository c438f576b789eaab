package io.leadrouter.policy.cel;

/**
 * A whole condition as Java code. Immutable; any number of threads may ask it at the same time.
 *
 * @param slots that the variables of its macros need
 */
record CompiledExpression<T>(BooleanTerm<T> term, int slots) {

  Outcome outcome(T subject) {
    return term.outcome(subject, slots == 0 ? Locals.NONE : new Object[slots]);
  }
}
