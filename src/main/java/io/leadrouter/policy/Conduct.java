package io.leadrouter.policy;

import io.leadrouter.domain.Lead;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says beside who gets which lead. Immutable.
 *
 * @param mode whether leads are given to reps, or only observed
 * @param onLeadChange what becomes of an assigned lead that is corrected and now matches another
 *     rule
 * @param onRepLeft what becomes of the open leads of a rep who is removed or inactive
 * @param onRepAway what becomes of those of a rep who is on leave or has time off
 * @param onReturn what becomes of the turns that a rep missed
 * @param refunds which returned leads count as never given
 * @param ownership for how long whoever comes back goes to who held them
 * @param contactHours when a lead may be contacted, on its own clock; empty: always
 * @param onFirstTouchMissed what becomes of a lead whose rep has not contacted the person in time
 * @param patience with reps who say nothing
 * @param clockStarts from when the time to accept and to contact counts
 * @param maxAttempts to how many reps a lead is given, one after the other, who do not keep it
 * @param escalateTo to whom it goes then, the first of the lead's group who can take it; empty:
 *     nobody
 */
public record Conduct(
    Mode mode,
    OpenLeadRule onLeadChange,
    OpenLeadRule onRepLeft,
    OpenLeadRule onRepAway,
    Returning onReturn,
    Refunds refunds,
    OwnershipWindows ownership,
    Optional<Calendar> contactHours,
    MissedTouch onFirstTouchMissed,
    Patience patience,
    ClockStart clockStarts,
    int maxAttempts,
    List<Route> escalateTo) {

  public Conduct {
    escalateTo = List.copyOf(escalateTo);
  }

  static final int DEFAULT_ATTEMPTS = 5;
  static final int MOST_ATTEMPTS = 100;

  /** A lead that somebody works on is never taken from its rep because one of them changed. */
  static final List<OpenLeadRule> UNLESS_WORKED_ON =
      List.of(OpenLeadRule.KEEP, OpenLeadRule.ROUTE_UNACCEPTED);

  /**
   * When this lead may be contacted: on its own clock, or on the calendar's where it has none of
   * its own; holidays are the calendar's and those of the lead's country. Empty: always.
   */
  public Optional<Hours> contactHours(Lead lead) {
    return contactHours.flatMap(
        calendar ->
            timeZone(lead).or(calendar::timeZone).map(zone -> calendar.on(zone, lead.country())));
  }

  private static Optional<ZoneId> timeZone(Lead lead) {
    try {
      return Optional.of(lead.timeZone()).filter(name -> !name.isEmpty()).map(ZoneId::of);
    } catch (DateTimeException unknownHere) {
      // Intake knew it; a JDK with older rules may not.
      return Optional.empty();
    }
  }
}
