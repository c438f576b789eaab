package io.leadrouter.routing;

import io.leadrouter.domain.Origin;
import java.util.Optional;

/**
 * What a decision answers to.
 *
 * @param origin the record from outside; empty when time did it, or a record about another lead
 * @param eventId the report; empty likewise, unless its lead was merged into the one decided about
 */
record Cause(Optional<Origin> origin, String eventId) {

  static final Cause NONE = new Cause(Optional.empty(), "");
}
