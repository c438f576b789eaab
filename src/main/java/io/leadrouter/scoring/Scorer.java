package io.leadrouter.scoring;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoreReason;
import io.leadrouter.policy.FitRule;
import io.leadrouter.policy.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores leads by a scorecard. */
public final class Scorer {

  private Scorer() {}

  /**
   * The score of a lead at {@code now}. Its reasons, added up in their order, are exactly the
   * total.
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
    for (FitRule rule : scorecard.fit()) {
      if (rule.appliesTo(lead, account, quality, now)) {
        reasons.add(new ScoreReason(rule.text(), rule.points()));
      }
    }
    double fit = sum(reasons);
    for (EngagementPoints points : engagement) {
      double worth = Engagement.worth(points, now, scorecard.halfLife());
      reasons.add(new ScoreReason(points.kind(), worth));
    }
    double total = sum(reasons);
    double engaged = total - fit;
    return new Score(total, fit, engaged, scorecard.grade(fit), scorecard.band(engaged), reasons);
  }

  private static double sum(List<ScoreReason> reasons) {
    double sum = 0;
    for (ScoreReason reason : reasons) {
      sum += reason.points();
    }
    return sum;
  }
}
