package io.leadrouter.scoring;

import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.LeadActivity;
import io.leadrouter.policy.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a lead did, in points that lose half of their worth in each half-life of the scorecard,
 * continuously and not in steps. One {@link EngagementPoints} for each kind of activity, worth its
 * points at the time of the latest activity of that kind.
 *
 * <p>Without the cap, the result is the sum of the decayed points (to rounding), in whatever order
 * the activities come. With it, a kind is never worth more than {@code capPerKind} nor than that
 * sum, and never less than any one of its activities alone (or the cap); between these, what the
 * cap took away at one time is gone at the next, so that the order in which activities come can
 * make a difference.
 */
public final class Engagement {

  private static final double NANOS_PER_SECOND = 1e9;

  private Engagement() {}

  /**
   * Adds an activity. One that comes late, after later ones of its kind, is worth what is left of
   * it by their time.
   *
   * @param points one for each kind, as this method returned them
   * @return one for each kind, in the order in which the kinds first came; {@code points} itself
   *     when the scorecard gives the activity nothing
   */
  public static List<EngagementPoints> add(
      List<EngagementPoints> points, LeadActivity activity, Scorecard scorecard) {
    double worth = scorecard.activityPoints().getOrDefault(activity.kind(), 0.0);
    if (worth <= 0) {
      return points;
    }
    EngagementPoints fresh = new EngagementPoints(activity.kind(), worth, activity.occurredAt());
    List<EngagementPoints> sum = new ArrayList<>(points.size() + 1);
    boolean added = false;
    for (EngagementPoints known : points) {
      boolean same = known.kind().equals(fresh.kind());
      sum.add(same ? sum(known, fresh, scorecard) : known);
      added |= same;
    }
    if (!added) {
      sum.add(capped(fresh, scorecard));
    }
    return List.copyOf(sum);
  }

  /** What the points are worth at a time; those of a later time count in full. */
  static double worth(EngagementPoints points, Instant at, Duration halfLife) {
    double age = seconds(Duration.between(points.asOf(), at));
    return age <= 0 ? points.points() : points.points() * Math.pow(0.5, age / seconds(halfLife));
  }

  private static EngagementPoints sum(
      EngagementPoints one, EngagementPoints other, Scorecard scorecard) {
    Instant latest = one.asOf().isAfter(other.asOf()) ? one.asOf() : other.asOf();
    Duration halfLife = scorecard.halfLife();
    double points = worth(one, latest, halfLife) + worth(other, latest, halfLife);
    return capped(new EngagementPoints(one.kind(), points, latest), scorecard);
  }

  private static EngagementPoints capped(EngagementPoints points, Scorecard scorecard) {
    return points.points() <= scorecard.capPerKind()
        ? points
        : new EngagementPoints(points.kind(), scorecard.capPerKind(), points.asOf());
  }

  private static double seconds(Duration duration) {
    return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
  }
}
