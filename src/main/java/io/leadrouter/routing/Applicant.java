package io.leadrouter.routing;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Requirement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A lead that looks for a rep: whom it does not go to, whatever room they have. */
final class Applicant {

  private final List<String> previousReps;
  private final List<Asked> asked;

  private Applicant(List<String> previousReps, List<Asked> asked) {
    this.previousReps = previousReps;
    this.asked = asked;
  }

  /** One requirement, of one lead. */
  private record Asked(String reason, Predicate<Rep> met) {}

  /**
   * @param previousReps who had it before
   */
  static Applicant of(List<String> previousReps, List<Requirement> requires, ScoredLead lead) {
    return new Applicant(
        previousReps,
        requires.stream().map(each -> new Asked(each.reason(), each.of(lead))).toList());
  }

  /** One that suits everybody who did not have it before. */
  static Applicant of(List<String> previousReps) {
    return new Applicant(previousReps, List.of());
  }

  List<String> previousReps() {
    return previousReps;
  }

  /** Whether it asks more of a rep than not to have had it. */
  boolean choosy() {
    return !asked.isEmpty();
  }

  /** The same lead in the place of another that looks for the same. */
  Applicant after(List<String> previousReps) {
    return new Applicant(previousReps, asked);
  }

  /** Why it does not go to this rep, as a code; empty: it may. */
  Optional<String> refuses(Seat seat) {
    if (previousReps.contains(seat.repId())) {
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
