/**
 * The flow of leads through Kafka Streams.
 *
 * <p>{@link io.leadrouter.topology.LeadRoutingTopology} shows it whole. The processors have no
 * opinion: they read state, ask a pure room, forward what it says, and write state last, because an
 * exception between the two must lose neither.
 */
package io.leadrouter.topology;
