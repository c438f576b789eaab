/**
 * Kafka as the router uses it: its topics, and the bytes of records and of state. The only place
 * that knows the wire format and the schema registry.
 */
package io.leadrouter.kafka;
