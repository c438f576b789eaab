package io.leadrouter.routing;

import io.leadrouter.domain.ScoredLead;
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
    openings.pools().forEach(pool -> stirred.addAll(lines.waitingForPool(pool)));
    openings.reps().forEach(repId -> stirred.addAll(lines.waitingForRep(repId)));
  }

  /** The first of a line whom somebody can take. */
  private Optional<Waiting> servable(String name) {
    Optional<Bench> bench = roster.bench(name);
    if (bench.isPresent()) {
      Optional<Applicant> one = applicant(name);
      return one.isEmpty() || !bench.get().serves(one.get())
          ? Optional.empty()
          : first(name, waiting -> bench.get().serves(one.get().after(waiting.previousReps())));
    }
    List<String> free =
        LineName.repsOf(name).stream()
            .filter(repId -> roster.seat(repId).filter(Seat::free).isPresent())
            .toList();
    return free.isEmpty()
        ? Optional.empty()
        : first(name, waiting -> !waiting.previousReps().containsAll(free));
  }

  /**
   * Anybody of the line, for all look for the same; empty: for something that the policy in force
   * does not ask, so that the line is about to be matched again.
   */
  private Optional<Applicant> applicant(String name) {
    Optional<String> text = LineName.requirements(name);
    if (text.isEmpty()) {
      return Optional.of(Applicant.of(List.of()));
    }
    Optional<ScoredLead> sample = lines.sample(name);
    return roster
        .requirements(text.get())
        .flatMap(requires -> sample.map(lead -> Applicant.of(List.of(), requires, lead)));
  }

  private Optional<Waiting> first(String name, Predicate<Waiting> servable) {
    return lines.line(name).stream().filter(servable).findFirst();
  }
}
