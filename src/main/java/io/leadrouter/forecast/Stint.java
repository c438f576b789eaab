package io.leadrouter.forecast;

import java.time.Instant;
import java.util.Optional;

/**
 * How long a rep had a lead, and what it did with it. Immutable.
 *
 * @param pool empty: of none
 * @param until empty: has it still
 */
public record Stint(
    String repId,
    String pool,
    Instant from,
    Optional<Instant> until,
    Optional<Instant> acceptedAt,
    Optional<Instant> contactedAt,
    Optional<Instant> qualifiedAt) {

  static Stint begun(String repId, String pool, Instant from) {
    return new Stint(
        repId, pool, from, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  Stint until(Instant end) {
    return new Stint(
        repId, pool, from, until.or(() -> Optional.of(end)), acceptedAt, contactedAt, qualifiedAt);
  }

  Stint goesOn() {
    return new Stint(repId, pool, from, Optional.empty(), acceptedAt, contactedAt, qualifiedAt);
  }

  Stint accepted(Instant at) {
    return new Stint(repId, pool, from, until, first(acceptedAt, at), contactedAt, qualifiedAt);
  }

  /** As good as accepted. */
  Stint contacted(Instant at) {
    return new Stint(
        repId, pool, from, until, first(acceptedAt, at), first(contactedAt, at), qualifiedAt);
  }

  Stint qualified(Instant at) {
    Stint contacted = contacted(at);
    return new Stint(
        repId,
        pool,
        from,
        until,
        contacted.acceptedAt,
        contacted.contactedAt,
        first(qualifiedAt, at));
  }

  private static Optional<Instant> first(Optional<Instant> known, Instant at) {
    return Optional.of(known.filter(at::isAfter).orElse(at));
  }
}
