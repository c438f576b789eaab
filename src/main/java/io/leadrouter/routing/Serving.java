package io.leadrouter.routing;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which of those who wait is next, once somebody has become eligible. Looks only at lines that may
 * move, and forgets a line as soon as nobody can take any of it. Not thread-safe.
 */
final class Serving {

  private final Roster roster;
  private final Lines lines;

  /** Ordered, so that the same history serves in the same order. */
  private final NavigableSet<String> stirred = new TreeSet<>();

  Serving(Roster roster, Lines lines) {
    this.roster = roster;
    this.lines = lines;
  }

  /** Any line may move: pools are others than before, or what was going on is not known. */
  void lookAtEveryLine() {
    stirred.addAll(lines.names());
  }

  /** Whether some line may move. */
  boolean pending() {
    collect();
    return !stirred.isEmpty();
  }

  /**
   * The best of the lines that may move, by what its rank is worth; empty when nobody can take any.
   */
  Optional<Waiting> next(Instant now) {
    collect();
    Optional<Waiting> best = Optional.empty();
    double bestWorth = Double.NEGATIVE_INFINITY;
    for (Iterator<String> names = stirred.iterator(); names.hasNext(); ) {
      String line = names.next();
      Optional<Waiting> head = servable(line);
      if (head.isEmpty()) {
        names.remove();
        continue;
      }
      double worth = Rank.worth(head.get().rank(), now, roster.ageingPerHour(line));
      if (worth > bestWorth) {
        best = head;
        bestWorth = worth;
      }
    }
    return best;
  }

  private void collect() {
    Openings openings = roster.takeOpenings();
    stirred.addAll(openings.lines());
    openings.reps().forEach(repId -> stirred.addAll(lines.waitingFor(repId)));
  }

  /** The first of a line whom somebody can take. */
  private Optional<Waiting> servable(String name) {
    Optional<Bench> bench = roster.bench(name);
    if (bench.isPresent()) {
      return bench.get().next().isEmpty()
          ? Optional.empty()
          : first(name, waiting -> bench.get().next(waiting.previousReps()).isPresent());
    }
    List<String> free =
        Target.repsOf(name).stream()
            .filter(repId -> roster.seat(repId).filter(Seat::free).isPresent())
            .toList();
    return free.isEmpty()
        ? Optional.empty()
        : first(name, waiting -> !waiting.previousReps().containsAll(free));
  }

  private Optional<Waiting> first(String name, Predicate<Waiting> servable) {
    return lines.line(name).stream().filter(servable).findFirst();
  }
}
