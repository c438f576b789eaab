package io.leadrouter.policy.cel;

import dev.cel.runtime.CelVariableResolver;
import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What conditions on one lead can read. Made once for a lead, and asked by every rule.
 *
 * <p>Whole numbers are longs here and in {@link ReadableType}: CEL does not compare an Integer.
 */
public final class LeadScope implements CelVariableResolver {

  /** What the scorecard can read. */
  static final ReadableType<LeadScope> UNSCORED = facts("what the scorecard reads").build();

  /** What rules can read. */
  static final ReadableType<LeadScope> SCORED =
      facts("what rules read")
          .figure("score", scope -> scope.score.total())
          .text("grade", scope -> scope.score.grade())
          .number("band", scope -> scope.score.band())
          .figure("engagement", scope -> scope.score.engagement())
          .build();

  private static final Score NO_SCORE = new Score(0, 0, 0, "", 0, List.of());

  private final Lead lead;
  private final Account account;
  private final DataQuality quality;
  private final Score score;
  private final Instant now;

  private LeadScope(
      Lead lead, Optional<Account> account, DataQuality quality, Score score, Instant now) {
    this.lead = lead;
    this.account = account.orElse(Readables.NO_ACCOUNT);
    this.quality = quality;
    this.score = score;
    this.now = now;
  }

  private static ReadableType.Builder<LeadScope> facts(String name) {
    return ReadableType.<LeadScope>named(name)
        .object("lead", Readables.LEAD, scope -> scope.lead)
        .object("account", Readables.ACCOUNT, scope -> scope.account)
        .figure("quality", scope -> scope.quality.figure())
        .time("now", scope -> scope.now);
  }

  /** For rules. */
  public static LeadScope of(ScoredLead scored, Instant now) {
    return new LeadScope(scored.lead(), scored.account(), scored.quality(), scored.score(), now);
  }

  /** For the scorecard, whose conditions cannot read the score that they make. */
  public static LeadScope unscored(
      Lead lead, Optional<Account> account, DataQuality quality, Instant now) {
    return new LeadScope(lead, account, quality, NO_SCORE, now);
  }

  Lead lead() {
    return lead;
  }

  /** {@link Readables#NO_ACCOUNT} for a lead without one. */
  Account account() {
    return account;
  }

  Score score() {
    return score;
  }

  @Override
  public Optional<Object> find(String name) {
    return SCORED.find(name).map(variable -> variable.value().apply(this));
  }
}
