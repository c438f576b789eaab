/**
 * The business's own rules: one YAML file, checked completely before it takes effect, with
 * conditions in CEL that are checked against the real types of leads, accounts and reps.
 *
 * <p>{@link io.leadrouter.policy.Policy} is the door. Everything here is immutable and safe to
 * share between threads.
 */
package io.leadrouter.policy;
