package io.leadrouter.domain;

/** What a company is to us. */
public enum Lifecycle {
  UNKNOWN,
  PROSPECT,
  CUSTOMER,
  FORMER,
  PARTNER,
  COMPETITOR
}
