package io.leadrouter.domain;

/** What the CRM reports of an assigned lead. */
public enum Disposition {
  UNKNOWN,
  DELIVERED,
  REFUSED,
  ACCEPTED,
  DECLINED,
  RETURNED,
  CONTACTED,
  QUALIFIED,
  CONVERTED,
  LOST,
  REASSIGNED,
  ASSIGNED_BY_HAND,
  REOPENED
}
