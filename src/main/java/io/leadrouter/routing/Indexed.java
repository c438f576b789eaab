package io.leadrouter.routing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the indexes of a {@link LeadBook} have of an open lead, so that each finds again what it put
 * where: each changes its own, and all of it lies together. Not thread-safe.
 */
final class Indexed {

  /** The rep who holds the lead; empty: nobody does. */
  String holder = "";

  List<Deadlines.Due> due = List.of();

  List<String> identities = List.of();

  /** When it was given to somebody, if nobody has said yet that the CRM has it. */
  Optional<Instant> undeliveredSince = Optional.empty();

  Optional<Waiting> waiting = Optional.empty();

  /** Whether no index has anything of the lead any more. */
  boolean isNothing() {
    return holder.isEmpty()
        && due.isEmpty()
        && identities.isEmpty()
        && undeliveredSince.isEmpty()
        && waiting.isEmpty();
  }
}
