package io.leadrouter.routing;

import io.leadrouter.domain.Command;
import java.util.Optional;

/**
 * A command, or the passing of time, and what came of it.
 *
 * @param before what the group had stored
 * @param replay the verdict, followed by somebody who knows the rules but not the engine
 */
record Scene(
    Business business,
    Branch before,
    Branch after,
    Optional<Command> command,
    String eventId,
    Verdict verdict,
    Replay replay) {}
