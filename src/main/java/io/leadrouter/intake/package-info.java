/**
 * What comes in from outside: whether a record can be used, and a lead as the rest of the router
 * reads it. Pure: no Kafka, no clock, no state.
 */
package io.leadrouter.intake;
