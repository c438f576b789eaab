package io.leadrouter.policy.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelVariableResolver;
import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What conditions on one lead can read. Made once for a lead, and asked by every rule.
 *
 * <p>Whole numbers are longs here and in {@link ReadableType}: CEL does not compare an Integer.
 */
public final class LeadScope implements CelVariableResolver {

  /** What the scorecard can read. */
  static final Map<String, CelType> UNSCORED =
      Map.of(
          "lead",
          Readables.LEAD.reference(),
          "account",
          Readables.ACCOUNT.reference(),
          "quality",
          SimpleType.DOUBLE,
          "now",
          SimpleType.TIMESTAMP);

  /** What rules can read. */
  static final Map<String, CelType> SCORED = scored();

  private static final Score NO_SCORE = new Score(0, 0, 0, "", 0, List.of());

  private final Optional<Object> lead;
  private final Optional<Object> account;
  private final DataQuality quality;
  private final Score score;
  private final Instant now;

  private LeadScope(
      Lead lead, Optional<Account> account, DataQuality quality, Score score, Instant now) {
    this.lead = Optional.of(Readables.LEAD.of(lead));
    this.account = Optional.of(Readables.ACCOUNT.of(account.orElse(Readables.NO_ACCOUNT)));
    this.quality = quality;
    this.score = score;
    this.now = now;
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

  private static Map<String, CelType> scored() {
    Map<String, CelType> variables = new HashMap<>(UNSCORED);
    variables.put("score", SimpleType.DOUBLE);
    variables.put("grade", SimpleType.STRING);
    variables.put("band", SimpleType.INT);
    variables.put("engagement", SimpleType.DOUBLE);
    return Map.copyOf(variables);
  }

  @Override
  public Optional<Object> find(String name) {
    return switch (name) {
      case "lead" -> lead;
      case "account" -> account;
      case "score" -> Optional.of(score.total());
      case "grade" -> Optional.of(score.grade());
      case "band" -> Optional.of((long) score.band());
      case "engagement" -> Optional.of(score.engagement());
      case "quality" -> Optional.of(quality.figure());
      case "now" -> Optional.of(now);
      default -> Optional.empty();
    };
  }
}
