package io.leadrouter.routing;

import io.leadrouter.domain.Silence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a rep has let pass without a word. Time ends a pause and what counts only when somebody has
 * looked at the clock, so that whoever orders reps by it knows when it changes. Not thread-safe.
 */
final class Quiet {

  private Silence silence;

  Quiet(Silence stored) {
    silence = stored;
  }

  Silence stored() {
    return silence;
  }

  /** What was heard of it elsewhere. */
  void add(Silence others) {
    silence =
        new Silence(
            silence.inARow() + others.inARow(),
            Stream.concat(silence.pausedUntil().stream(), others.pausedUntil().stream())
                .max(Instant::compareTo),
            Stream.concat(silence.countedUntil().stream(), others.countedUntil().stream())
                .toList());
  }

  /** A lead was taken back that it let pass. */
  void letPass(Optional<Instant> countsUntil) {
    add(new Silence(1, Optional.empty(), countsUntil.map(List::of).orElse(List.of())));
  }

  /** It is there. */
  void answered() {
    silence = new Silence(0, Optional.empty(), silence.countedUntil());
  }

  /** Gets no leads until then; what it lets pass is counted anew. */
  void pause(Instant until) {
    add(new Silence(-silence.inARow(), Optional.of(until), List.of()));
  }

  /** It is counted elsewhere. */
  void clear() {
    silence = Silence.NONE;
  }

  void lookAtTheClock(Instant now) {
    if (changes().filter(at -> !at.isAfter(now)).isPresent()) {
      silence =
          new Silence(
              silence.inARow(),
              silence.pausedUntil().filter(now::isBefore),
              silence.countedUntil().stream().filter(now::isBefore).toList());
    }
  }

  int inARow() {
    return silence.inARow();
  }

  boolean paused() {
    return silence.pausedUntil().isPresent();
  }

  /** How many leads count as if it held them. */
  int counted() {
    return silence.countedUntil().size();
  }

  /** When to look at the clock again; empty: never. */
  Optional<Instant> changes() {
    List<Instant> counted = silence.countedUntil();
    return counted.isEmpty()
        ? silence.pausedUntil()
        : OnTheClock.earlier(Optional.of(counted.get(0)), silence.pausedUntil());
  }
}
