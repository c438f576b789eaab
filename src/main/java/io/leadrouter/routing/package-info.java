/**
 * Who gets the lead: the decision itself.
 *
 * <p>{@link io.leadrouter.routing.Desk} is the door: one group's state, changed by one command at a
 * time. Pure: the same state, command and time give the same verdict. It knows no Kafka, no clock
 * and no randomness; what it cannot hold in memory it reads through {@link
 * io.leadrouter.routing.LeadRecords} and {@link io.leadrouter.routing.RepDirectory}.
 */
package io.leadrouter.routing;
