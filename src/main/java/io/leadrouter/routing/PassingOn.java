package io.leadrouter.routing;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Sign;
import io.leadrouter.policy.Conduct;
import io.leadrouter.policy.OpenLeadRule;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Routes again what reps hold who have left the business or are away, as far as the policy says so,
 * a slice at a time; a rep's seat knows that it is not done. Not thread-safe.
 */
final class PassingOn {

  private final Group group;
  private final Recall recall;

  /** Ordered, so that the same history passes on in the same order. */
  private final NavigableSet<String> unfinished = new TreeSet<>();

  PassingOn(Group group, Recall recall) {
    this.group = group;
    this.recall = recall;
    group.roster().seats().stream()
        .filter(Seat::passesOn)
        .map(Seat::repId)
        .forEach(unfinished::add);
  }

  /** The rep has just left, or gone away. */
  void begin(Seat seat) {
    if (rule(seat) != OpenLeadRule.KEEP && !group.book().heldBy(seat.repId()).isEmpty()) {
      unfinished.add(seat.repId());
      group.roster().passesOn(seat, true);
    }
  }

  boolean pending() {
    return !unfinished.isEmpty();
  }

  /** The next leads to be passed on, {@code most} of them. */
  List<String> slice(int most) {
    if (!pending()) {
      return List.of();
    }
    List<String> slice = new ArrayList<>();
    for (Iterator<String> reps = unfinished.iterator(); reps.hasNext() && slice.size() < most; ) {
      Seat seat = group.roster().seat(reps.next()).orElseThrow();
      OpenLeadRule rule = seat.passesOn() ? rule(seat) : OpenLeadRule.KEEP;
      group.book().heldBy(seat.repId()).stream()
          .filter(leadId -> concerns(rule, group.book().get(leadId)))
          .limit(most - slice.size())
          .forEach(slice::add);
      if (slice.size() < most) {
        reps.remove();
        group.roster().passesOn(seat, false);
      }
    }
    return slice;
  }

  void passOn(OpenLead lead) {
    Choice about = Choice.about(lead.holding().repId());
    if (group.roster().seat(lead.holding().repId()).filter(PassingOn::gone).isPresent()) {
      recall.fromWhoGaveItUp(lead, Note.of("rep-left", about), Sign.NONE);
    } else {
      recall.from(lead, Note.of("rep-away", about));
    }
  }

  private static boolean concerns(OpenLeadRule rule, OpenLead lead) {
    return switch (rule) {
      case KEEP -> false;
      case ROUTE_UNACCEPTED -> !lead.holding().workedOn();
      case ROUTE_ALL -> true;
    };
  }

  /** Of one who has moved on from here, only that is heard. */
  private static boolean gone(Seat seat) {
    return seat.hasLeft() || seat.presence() == Presence.MOVED;
  }

  private OpenLeadRule rule(Seat seat) {
    Optional<Conduct> conduct = group.policy().map(policy -> policy.conduct());
    if (gone(seat)) {
      return conduct.map(Conduct::onRepLeft).orElse(OpenLeadRule.KEEP);
    }
    return conduct.filter(any -> seat.away()).map(Conduct::onRepAway).orElse(OpenLeadRule.KEEP);
  }
}
