package io.leadrouter.scoring;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoreReason;
import io.leadrouter.policy.FitRule;
import io.leadrouter.policy.ScoreBy;
import io.leadrouter.policy.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores leads by a scorecard. */
public final class Scorer {

  private Scorer() {}

  /**
   * Engagement counts in steps of this, in points: sums of such numbers are exact, so that a lead
   * whose points reach a threshold is never below it by a rounding.
   */
  static final double STEP = 1.0 / 1024;

  private static final double PERCENT = 100;

  /**
   * The score of a lead at {@code now}. Its reasons, added up in their order, are exactly the
   * total: first those of fit in the order of the scorecard, then a kind of activity each, unless
   * it has faded away.
   *
   * @param engagement what {@link Engagement} made of the lead's activities
   */
  public static Score score(
      Scorecard scorecard,
      Lead lead,
      Optional<Account> account,
      DataQuality quality,
      List<EngagementPoints> engagement,
      Instant now) {
    List<ScoreReason> reasons = new ArrayList<>();
    double fit = 0;
    for (FitRule rule : scorecard.fit()) {
      if (rule.appliesTo(lead, account, quality, now)) {
        reasons.add(new ScoreReason(rule.text(), rule.points()));
        fit += rule.points();
      }
    }
    double total = fit;
    double engaged = 0;
    for (EngagementPoints points : engagement) {
      double worth = inSteps(Engagement.worth(points, now, scorecard.halfLife()));
      if (worth > 0) {
        reasons.add(new ScoreReason(points.kind(), worth));
        engaged += worth;
        total += worth;
      }
    }
    return new Score(total, fit, engaged, scorecard.grade(fit), scorecard.band(engaged), reasons);
  }

  /**
   * The same score with what a model expects of the lead, which is its total where the policy says
   * so: 0 to 100.
   *
   * @param estimate empty: no model knows enough, and the points stay the total
   */
  public static Score estimated(Score points, Optional<Estimate> estimate, ScoreBy scoreBy) {
    double total =
        scoreBy == ScoreBy.PROBABILITY
            ? estimate.map(any -> PERCENT * any.probability()).orElse(points.total())
            : points.total();
    return new Score(
        total,
        points.fit(),
        points.engagement(),
        points.grade(),
        points.band(),
        points.reasons(),
        estimate);
  }

  private static double inSteps(double points) {
    return Math.rint(points / STEP) * STEP;
  }
}
