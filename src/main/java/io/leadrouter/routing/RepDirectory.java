package io.leadrouter.routing;

import java.util.Optional;

/** Which group holds a rep, as far as is known here: another group's reps may just be moving. */
@FunctionalInterface
public interface RepDirectory {

  Optional<String> groupOf(String repId);
}
