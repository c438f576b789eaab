package io.leadrouter.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * When a group was last told something by the CRM's connector.
 *
 * @param delivery that the CRM has a lead; empty: never
 * @param anything empty: never
 * @param again the first after it had said nothing of leads that it should have delivered; empty:
 *     that has not happened
 */
public record Hearing(
    Optional<Instant> delivery, Optional<Instant> anything, Optional<Instant> again) {

  public static final Hearing NOTHING =
      new Hearing(Optional.empty(), Optional.empty(), Optional.empty());
}
