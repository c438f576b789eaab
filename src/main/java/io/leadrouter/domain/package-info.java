/**
 * The words of lead routing as plain immutable types. Nothing here knows Kafka, Avro, a clock or a
 * file.
 *
 * <p>Absent text is the empty string and an unknown number is 0, which is how CEL reads an unset
 * field; what has no natural empty value is an {@link java.util.Optional}. No value is null. All
 * types are safe to share between threads.
 */
package io.leadrouter.domain;
