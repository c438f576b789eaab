package io.leadrouter.policy;

/** From when the time counts that a rep has to do something with a lead. */
public enum ClockStart {
  /** From the delivery in groups whose connector reports deliveries, and else as ASSIGNMENT. */
  DELIVERY_IF_REPORTED,
  /** From the delivery; until it is reported, no time passes. */
  DELIVERY,
  /** From the assignment, and again from the delivery. */
  ASSIGNMENT
}
