/**
 * The contract's generated Avro classes, and how they become the domain's types and back.
 *
 * <p>What is null in Avro is the domain's empty value, and the other way round: "" for text, 0 for
 * a number that cannot be 0, an empty {@code Optional} for the rest, and {@code UNKNOWN} for a
 * person or company nothing is known of. No mapping throws for what a schema permits, with one
 * exception: {@link io.leadrouter.event.Reps#read(io.leadrouter.event.Rep)}, and so whatever holds
 * a rep, needs a rep that {@code Reps.check} calls good. Times are exact to the microsecond, as in
 * the contract. All mappings are pure functions, safe on any thread.
 */
package io.leadrouter.event;
