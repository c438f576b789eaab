package io.leadrouter.topology;

import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Origin;
import java.time.Instant;
import java.util.Optional;

/** What came on {@code leads}: a usable report, or the wish to be forgotten. */
sealed interface Arrival {

  Origin origin();

  /** The record's own time, by the clock of whoever published it. */
  Instant publishedAt();

  Instant receivedAt();

  /** When it was said, by a clock that is not ahead. */
  default Instant saidAt() {
    return publishedAt().isAfter(receivedAt()) ? receivedAt() : publishedAt();
  }

  /**
   * @param holder who has the lead already, if it is new
   */
  record Report(
      Lead lead,
      DataQuality quality,
      Optional<Holder> holder,
      Origin origin,
      Instant publishedAt,
      Instant receivedAt)
      implements Arrival {}

  record Erasure(Origin origin, Instant publishedAt, Instant receivedAt) implements Arrival {}
}
