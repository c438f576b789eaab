package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Who holds a lead, or held it last.
 *
 * @param repId empty when nobody has yet
 * @param pool empty for a direct route
 * @param units room the lead takes now; 0 for a test lead and when nobody holds it
 * @param policyVersion that assigned it; 0: never assigned
 */
public record Holding(
    String repId,
    String pool,
    int units,
    int policyVersion,
    OptionalDouble score,
    Optional<Instant> assignedAt,
    Optional<Instant> acceptedAt,
    Optional<Instant> firstTouchAt) {

  public static final Holding NOBODY =
      new Holding(
          "",
          "",
          0,
          0,
          OptionalDouble.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
