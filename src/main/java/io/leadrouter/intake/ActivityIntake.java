package io.leadrouter.intake;

import io.leadrouter.domain.LeadActivity;
import io.leadrouter.domain.Problem;
import java.util.ArrayList;
import java.util.List;

/** Whether a lead activity can be used. Thread-safe, never throws for what a record can hold. */
public final class ActivityIntake {

  private ActivityIntake() {}

  /**
   * Every reason why the activity cannot be used; none: it can.
   *
   * @param key of the record; null when it has none
   */
  public static List<Problem> problems(String key, LeadActivity activity) {
    List<Problem> problems = new ArrayList<>(0);
    Identity.checkLead(key, activity.leadId(), problems);
    Identity.checkId("eventId", activity.eventId(), problems);
    if (activity.kind().isBlank()) {
      problems.add(new Problem("kind", "missing", "kind is blank; say what the lead did"));
    }
    Identity.checkTime("occurredAt", activity.occurredAt(), problems);
    return List.copyOf(problems);
  }
}
