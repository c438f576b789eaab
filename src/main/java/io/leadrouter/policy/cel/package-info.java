/**
 * Conditions in CEL over leads, accounts and reps: checked against the real types, and evaluated as
 * CEL says.
 *
 * <p>{@link io.leadrouter.policy.cel.Conditions} is the door. Everything here is immutable and safe
 * to share between threads.
 */
package io.leadrouter.policy.cel;
