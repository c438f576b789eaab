package io.leadrouter.domain;

import java.util.OptionalInt;

/** The most a rep may have; empty is no limit. */
public record Caps(
    OptionalInt openLeads,
    OptionalInt perHour,
    OptionalInt perDay,
    OptionalInt perWeek,
    OptionalInt perMonth) {

  public static final Caps NONE = openLeads(OptionalInt.empty());

  /** Only a limit on open leads. */
  public static Caps openLeads(OptionalInt openLeads) {
    OptionalInt none = OptionalInt.empty();
    return new Caps(openLeads, none, none, none, none);
  }
}
