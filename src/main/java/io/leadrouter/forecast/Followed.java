package io.leadrouter.forecast;

import io.leadrouter.domain.Decision;
import java.util.Optional;

/**
 * Where a lead stands after a decision, and what that changes in the counts: what is counted of the
 * journey now, less what was before. So a deal that is reopened or was worth something else is
 * taken back from the day that it was counted on, and of a person who is forgotten the counts stay.
 *
 * @param journey empty: nothing is remembered
 */
public record Followed(Optional<Journey> journey, Changes changes) {

  public static Followed by(Optional<Journey> known, Decision decision) {
    Optional<Journey> next = Journey.after(known, decision);
    Changes changes = new Changes();
    if (next.equals(known)) {
      return new Followed(known, changes);
    }
    boolean begins = known.isPresent() && next.isPresent() && isLater(next.get(), known.get());
    Optional<Journey> counted =
        Journey.forgets(decision) ? known.map(journey -> journey.left(decision.decidedAt())) : next;
    counted.ifPresent(journey -> changes.addAll(Counting.of(journey), 1));
    if (!begins) {
      known.ifPresent(journey -> changes.addAll(Counting.of(journey), -1));
    }
    return new Followed(next, changes);
  }

  /** What was counted of the cycle before stays. */
  private static boolean isLater(Journey next, Journey known) {
    return known.cycle() > 0 && next.cycle() > known.cycle();
  }
}
