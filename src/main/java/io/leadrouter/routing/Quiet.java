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

  private int inARow;
  private Optional<Instant> pausedUntil = Optional.empty();
  private List<Instant> countedUntil = List.of();

  Quiet(Silence stored) {
    add(stored);
  }

  Silence stored() {
    return new Silence(inARow, pausedUntil, countedUntil);
  }

  /** What was heard of it elsewhere. */
  void add(Silence others) {
    inARow += others.inARow();
    pausedUntil =
        Stream.concat(pausedUntil.stream(), others.pausedUntil().stream()).max(Instant::compareTo);
    countedUntil =
        Stream.concat(countedUntil.stream(), others.countedUntil().stream()).sorted().toList();
  }

  /** A lead was taken back that it let pass. */
  void letPass(Optional<Instant> countsUntil) {
    add(new Silence(1, Optional.empty(), countsUntil.map(List::of).orElse(List.of())));
  }

  /** It is there. */
  void answered() {
    inARow = 0;
    pausedUntil = Optional.empty();
  }

  /** Gets no leads until then; what it lets pass is counted anew. */
  void pause(Instant until) {
    add(new Silence(-inARow, Optional.of(until), List.of()));
  }

  /** It is counted elsewhere. */
  void clear() {
    answered();
    countedUntil = List.of();
  }

  void lookAtTheClock(Instant now) {
    pausedUntil = pausedUntil.filter(now::isBefore);
    countedUntil = countedUntil.stream().filter(now::isBefore).toList();
  }

  int inARow() {
    return inARow;
  }

  boolean paused() {
    return pausedUntil.isPresent();
  }

  /** How many leads count as if it held them. */
  int counted() {
    return countedUntil.size();
  }

  /** When to look at the clock again; empty: never. */
  Optional<Instant> changes() {
    return countedUntil.isEmpty()
        ? pausedUntil
        : OnTheClock.earlier(Optional.of(countedUntil.get(0)), pausedUntil);
  }
}
