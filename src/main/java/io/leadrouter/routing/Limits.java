package io.leadrouter.routing;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Rep;
import io.leadrouter.policy.Pool;
import java.util.OptionalInt;

/**
 * The most that a rep may have.
 *
 * @param maxUnaccepted leads that it holds and has neither accepted nor worked on
 */
record Limits(Caps caps, OptionalInt maxUnaccepted) {

  static final Limits NONE = new Limits(Caps.NONE, OptionalInt.empty());

  static Limits of(Rep rep) {
    return new Limits(rep.caps(), rep.maxUnaccepted());
  }

  static Limits of(Pool pool) {
    return new Limits(pool.caps(), pool.maxUnaccepted());
  }

  /** These, and the others where there are none of these. */
  Limits or(Limits others) {
    Caps theirs = others.caps;
    return new Limits(
        new Caps(
            or(caps.openLeads(), theirs.openLeads()),
            or(caps.perHour(), theirs.perHour()),
            or(caps.perDay(), theirs.perDay()),
            or(caps.perWeek(), theirs.perWeek()),
            or(caps.perMonth(), theirs.perMonth())),
        or(maxUnaccepted, others.maxUnaccepted));
  }

  private static OptionalInt or(OptionalInt one, OptionalInt other) {
    return one.isPresent() ? one : other;
  }
}
