package io.leadrouter.policy;

/**
 * A question with the answer yes or no about one thing. Never throws: what cannot be evaluated,
 * such as an attribute that a lead does not have, is a no. Safe to share between threads.
 */
@FunctionalInterface
interface Condition<T> {

  boolean holds(T subject);
}
