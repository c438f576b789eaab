package io.leadrouter.topology;

import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Origin;
import java.time.Instant;

/** What came on {@code leads}: a usable report, or the wish to be forgotten. */
sealed interface Arrival {

  Origin origin();

  Instant receivedAt();

  record Report(Lead lead, DataQuality quality, Origin origin, Instant receivedAt)
      implements Arrival {}

  record Erasure(Origin origin, Instant receivedAt) implements Arrival {}
}
