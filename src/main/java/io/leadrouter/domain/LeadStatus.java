package io.leadrouter.domain;

/**
 * Where a lead stands in its group.
 *
 * <p>WAITING for somebody to have room; ASSIGNED to a rep; OBSERVED: another router's to give, as
 * long as nobody says who has it; NURTURED, REJECTED or UNROUTABLE at the end of its routes; CLOSED
 * as converted or lost; HANDED_OVER to another group; MERGED into another lead of the same person;
 * ERASED, here or where it was handed over to.
 */
public enum LeadStatus {
  WAITING,
  ASSIGNED,
  NURTURED,
  REJECTED,
  UNROUTABLE,
  CLOSED,
  HANDED_OVER,
  OBSERVED,
  MERGED,
  ERASED
}
