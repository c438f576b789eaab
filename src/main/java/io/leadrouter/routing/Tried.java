package io.leadrouter.routing;

import io.leadrouter.domain.RouteTried;
import java.util.Map;

/** The words in which the record says what came of a route. */
final class Tried {

  /** A lead does not go back to whoever had it. */
  static final String PREVIOUS_ASSIGNEE = "previous-assignee";

  static final String UNKNOWN_REP = "unknown-rep";

  static final String OTHER_GROUP = "other-group";

  private Tried() {}

  static RouteTried chosen(Target target) {
    return new RouteTried(target.label(), "chosen", 0, Map.of());
  }

  static RouteTried chosen(Target target, int eligible, Map<String, Integer> excluded) {
    String result = target.beyondCaps() ? "chosen-beyond-caps" : "chosen";
    return new RouteTried(target.label(), result, eligible, excluded);
  }

  static RouteTried waiting(Target target, Map<String, Integer> excluded) {
    return new RouteTried(target.label(), "waiting", 0, excluded);
  }

  /** In no route's line. */
  static RouteTried waiting(String line) {
    return new RouteTried(line, "waiting", 0, Map.of());
  }

  static RouteTried nobodyEligible(Target target, Map<String, Integer> excluded) {
    return new RouteTried(target.label(), "nobody-eligible", 0, excluded);
  }

  static RouteTried otherGroup(Target target) {
    return otherGroup(target, Map.of());
  }

  /**
   * @param excluded who was asked here in vain
   */
  static RouteTried otherGroup(Target target, Map<String, Integer> excluded) {
    return new RouteTried(target.label(), OTHER_GROUP, 0, excluded);
  }

  static RouteTried nowhere(Target target) {
    String why = target instanceof Target.OfNobody nobody ? nobody.why() : UNKNOWN_REP;
    return new RouteTried(target.label(), why, 0, Map.of());
  }
}
