package io.leadrouter.routing;

import io.leadrouter.domain.Referral;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The reps whom a route names, asked one after the other until one can take the lead; after each
 * who is away come those who stand in for it. Where the next one is in another group, the lead goes
 * there rather than wait for whoever is away. Not thread-safe.
 */
final class NamedReps {

  private final Group group;
  private final List<String> previousReps;
  private final Target.OfReps target;
  private final Referral referral;
  private final List<String> repIds;
  private final Map<String, Integer> excluded = new TreeMap<>();
  private boolean worthWaiting;

  /** Whether somebody is waited for who is not away for long. */
  private boolean soon;

  /**
   * What came of it.
   *
   * @param taker who takes the lead
   * @param next who is asked in another group, and who has been before
   * @param waitedFor those who may take it later; none: nobody does
   * @param excluded why the others do not, and how many
   */
  record Answer(
      Optional<Seat> taker,
      Optional<Next> next,
      List<String> waitedFor,
      Map<String, Integer> excluded) {}

  record Next(String group, Referral referral) {}

  /**
   * @param previousReps who had the lead before; whoever had it does not get it again, however long
   *     it waits
   * @param referral for whom it has come to the group
   */
  NamedReps(Group group, List<String> previousReps, Target.OfReps target, Referral referral) {
    this.group = group;
    this.previousReps = previousReps;
    this.target = target;
    this.referral = referral.of(target.repIds());
    List<String> named = this.referral.among(target.repIds());
    repIds = target.backup() ? this.referral.without(group.roster().withStandIns(named)) : named;
  }

  /**
   * @param goesOn whether the lead may change groups rather than wait
   */
  Answer ask(boolean goesOn) {
    for (String repId : repIds) {
      Optional<Seat> seat = group.roster().seat(repId).filter(Seat::belongs);
      if (previousReps.contains(repId)) {
        exclude(Tried.PREVIOUS_ASSIGNEE);
      } else if (seat.isPresent()) {
        Optional<Obstacle> obstacle = obstacle(seat.get());
        if (obstacle.isEmpty()) {
          return answer(seat, Optional.empty());
        }
        exclude(obstacle.get().code());
        worthWaiting = true;
        soon |= !seat.get().stoodInFor();
      } else if (group.announced(repId)) {
        exclude(Obstacle.NOT_IN_GROUP.code());
        worthWaiting = true;
        soon = true;
      } else {
        Optional<String> elsewhere = group.elsewhere(repId);
        if (elsewhere.isPresent() && !soon && (goesOn || !worthWaiting)) {
          List<String> asked = repIds.subList(0, repIds.indexOf(repId));
          Next next = new Next(elsewhere.get(), referral.to(repId, asked));
          return answer(Optional.empty(), Optional.of(next));
        }
        exclude(elsewhere.isPresent() ? Tried.OTHER_GROUP : Tried.UNKNOWN_REP);
      }
    }
    return answer(Optional.empty(), Optional.empty());
  }

  private Optional<Obstacle> obstacle(Seat seat) {
    return target.anyHour() ? seat.obstacleAtAnyHour() : seat.obstacle(target.beyondCaps());
  }

  private void exclude(String why) {
    excluded.merge(why, 1, Integer::sum);
  }

  private Answer answer(Optional<Seat> taker, Optional<Next> next) {
    return new Answer(taker, next, worthWaiting ? repIds : List.of(), excluded);
  }
}
