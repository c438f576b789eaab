package io.leadrouter.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rep has let pass without a word, and what comes of it.
 *
 * @param inARow leads that were taken back from it for its silence since it last said something, or
 *     since it was last paused for that
 * @param pausedUntil until when it gets no leads; empty: it does, as far as this goes
 * @param countedUntil until when leads that were taken back so count as if it held them, one moment
 *     for each, the first first
 */
public record Silence(int inARow, Optional<Instant> pausedUntil, List<Instant> countedUntil) {

  public static final Silence NONE = new Silence(0, Optional.empty(), List.of());

  public Silence {
    countedUntil = countedUntil.stream().sorted().toList();
  }
}
