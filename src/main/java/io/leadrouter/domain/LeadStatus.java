package io.leadrouter.domain;

/**
 * Where a lead stands in its group.
 *
 * <p>WAITING for somebody to have room; ASSIGNED to a rep; OBSERVED: another router's to give, as
 * long as nobody says who has it; NURTURED, REJECTED or UNROUTABLE at the end of its routes; CLOSED
 * as converted, lost or withdrawn; HANDED_OVER to another group.
 */
public enum LeadStatus {
  WAITING,
  ASSIGNED,
  NURTURED,
  REJECTED,
  UNROUTABLE,
  CLOSED,
  HANDED_OVER,
  OBSERVED
}
