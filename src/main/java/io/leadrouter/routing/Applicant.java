package io.leadrouter.routing;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Requirement;
import io.leadrouter.policy.cel.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A lead that looks for a rep: whom it does not go to, however much room they have. */
final class Applicant {

  private final List<String> previousReps;
  private final List<Asked> asked;
  private final List<Need> needs;
  private final boolean beyondCaps;

  private Applicant(
      List<String> previousReps, List<Asked> asked, List<Need> needs, boolean beyondCaps) {
    this.previousReps = previousReps;
    this.asked = asked;
    this.needs = needs;
    this.beyondCaps = beyondCaps;
  }

  /** One requirement, of one lead. */
  private record Asked(String reason, Predicate<Rep> met) {}

  /**
   * What a rep has for certain whom the lead may go to.
   *
   * @param reason why it does not go to the others
   * @param traits one of them at least; none: nobody suits the lead
   */
  record Need(String reason, Set<Trait> traits) {}

  /**
   * @param previousReps who had it before
   */
  static Applicant of(List<String> previousReps, List<Requirement> requires, ScoredLead lead) {
    if (requires.isEmpty()) {
      return of(previousReps);
    }
    List<Asked> asked = new ArrayList<>(requires.size());
    List<Need> needs = new ArrayList<>(requires.size());
    for (Requirement each : requires) {
      asked.add(new Asked(each.reason(), each.of(lead)));
      for (Set<Trait> traits : each.traits(lead)) {
        needs.add(new Need(each.reason(), traits));
      }
    }
    return new Applicant(previousReps, asked, needs, false);
  }

  /** One that suits everybody who did not have it before. */
  static Applicant of(List<String> previousReps) {
    return new Applicant(previousReps, List.of(), List.of(), false);
  }

  /** The same lead, whom no cap keeps from a rep, or every cap does. */
  Applicant beyondCaps(boolean beyondCaps) {
    return beyondCaps == this.beyondCaps
        ? this
        : new Applicant(previousReps, asked, needs, beyondCaps);
  }

  /** Whether it goes to a rep who has reached a cap, too. */
  boolean beyondCaps() {
    return beyondCaps;
  }

  List<String> previousReps() {
    return previousReps;
  }

  /** Each makes it possible to look at fewer reps. */
  List<Need> needs() {
    return needs;
  }

  /** Whether it asks more of a rep than not to have had it. */
  boolean choosy() {
    return !asked.isEmpty();
  }

  /** The same lead in the place of another that looks for the same. */
  Applicant after(List<String> previousReps) {
    return new Applicant(previousReps, asked, needs, beyondCaps);
  }

  /** Why it does not go to this rep, as a code; empty: it may. */
  Optional<String> refuses(Seat seat) {
    // Most leads have been with nobody: then the rep is not even looked at.
    if (!previousReps.isEmpty() && previousReps.contains(seat.repId())) {
      return Optional.of(Tried.PREVIOUS_ASSIGNEE);
    }
    for (Asked one : asked) {
      if (!one.met().test(seat.rep().orElseThrow())) {
        return Optional.of(one.reason());
      }
    }
    return Optional.empty();
  }
}
