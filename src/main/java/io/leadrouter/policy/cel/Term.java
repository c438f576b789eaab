package io.leadrouter.policy.cel;

/**
 * A part of a condition as Java code. Immutable. Never throws.
 *
 * @param <T> what the condition asks
 */
@FunctionalInterface
interface Term<T> {

  /**
   * The value as dev.cel has it, or a {@link Failure}.
   *
   * @param locals values of the variables of macros, by their slots
   */
  Object value(T subject, Object[] locals);
}
