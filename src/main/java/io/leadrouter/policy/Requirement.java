package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.LeadFacts;
import io.leadrouter.policy.cel.LeadScope;
import io.leadrouter.policy.cel.PairScope;
import io.leadrouter.policy.cel.RepScope;
import java.time.Instant;
import java.util.Map;
import java.util.function.Predicate;

/** What a route asks of a lead and a rep together. Immutable. */
public final class Requirement {

  /** What the record says of a rep whom a requirement on this field of reps excludes. */
  private static final Map<String, String> REASONS =
      Map.of(
          "rep.languages", "language",
          "rep.skills", "skill",
          "rep.territories", "territory",
          "rep.products", "product");

  private final Condition<PairScope> condition;
  private final LeadFacts facts;
  private final String reason;

  Requirement(Condition<PairScope> condition) {
    this.condition = condition;
    this.facts = LeadFacts.readBy(condition);
    this.reason =
        REASONS.entrySet().stream()
            .filter(entry -> condition.text().contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .sorted()
            .findFirst()
            .orElse("requirement");
  }

  /** What the requirement says, as CEL. */
  public String text() {
    return condition.text();
  }

  /** The code under which the record counts those who do not meet it. */
  public String reason() {
    return reason;
  }

  /** Which reps can take the lead. Never throws. */
  public Predicate<Rep> of(ScoredLead lead) {
    LeadScope scope = scope(lead);
    return rep -> condition.holds(new PairScope(scope, new RepScope(rep)));
  }

  /** What the requirement reads of the lead: leads that have this in common suit the same reps. */
  public String profile(ScoredLead lead) {
    return facts.of(scope(lead));
  }

  /** Requirements cannot read the time, so that who suits a lead does not change by itself. */
  private static LeadScope scope(ScoredLead lead) {
    return LeadScope.of(lead, Instant.EPOCH);
  }
}
