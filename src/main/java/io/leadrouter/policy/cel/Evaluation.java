package io.leadrouter.policy.cel;

/**
 * How a condition is evaluated. Never throws.
 *
 * @param <T> what it asks
 */
@FunctionalInterface
interface Evaluation<T> {

  Outcome of(T subject);
}
