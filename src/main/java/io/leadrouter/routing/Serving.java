package io.leadrouter.routing;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

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
    if (!pending()) {
      return Optional.empty();
    }
    Optional<Waiting> best = Optional.empty();
    double bestWorth = Double.NEGATIVE_INFINITY;
    for (Iterator<String> names = stirred.iterator(); names.hasNext(); ) {
      String line = names.next();
      Optional<Waiting> head = lines.line(line).flatMap(this::servable);
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
    roster.takeOpenings().ifPresent(this::stir);
  }

  private void stir(Openings openings) {
    openings.pools().forEach(pool -> stirred.addAll(lines.waitingForPool(pool)));
    openings.reps().forEach(repId -> stirred.addAll(lines.waitingForRep(repId)));
  }

  /** The first of a line whom somebody can take. */
  private Optional<Waiting> servable(Line line) {
    Optional<Bench> bench = line.pool().flatMap(roster::benchOf);
    if (bench.isPresent()) {
      Optional<Applicant> one =
          applicant(line).map(any -> any.beyondCaps(LineName.isBeyondCaps(line.name())));
      return one.isEmpty() || !bench.get().serves(one.get())
          ? Optional.empty()
          : line.first(had -> bench.get().serves(one.get().after(had)));
    }
    boolean beyond = LineName.isBeyondCaps(line.name());
    List<String> free =
        line.reps().stream()
            .filter(
                repId ->
                    roster.seat(repId).filter(seat -> seat.obstacle(beyond).isEmpty()).isPresent())
            .toList();
    return free.isEmpty() ? Optional.empty() : line.first(had -> !had.containsAll(free));
  }

  /**
   * Anybody of the line, for all look for the same; empty: for something that the policy in force
   * does not ask, so that the line is about to be matched again.
   */
  private Optional<Applicant> applicant(Line line) {
    return line.requirements().isEmpty()
        ? Optional.of(Applicant.of(List.of()))
        : roster
            .requirements(line.requirements().get())
            .flatMap(
                requires -> line.sample().map(lead -> Applicant.of(List.of(), requires, lead)));
  }
}
