package io.leadrouter.domain;

/** What a change of a rep's room says of the rep. */
public enum Sign {
  NONE,
  /** It has said something of a lead that it holds. */
  ANSWERED,
  /** A lead is taken back from it because it has said nothing. */
  SILENT,
  /** It never got the lead: the CRM refused it. */
  REFUSED
}
