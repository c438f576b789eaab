package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.LeadFacts;
import io.leadrouter.policy.cel.LeadScope;
import io.leadrouter.policy.cel.NeededTraits;
import io.leadrouter.policy.cel.PairScope;
import io.leadrouter.policy.cel.RepScope;
import io.leadrouter.policy.cel.Trait;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final NeededTraits traits;
  private final String reason;

  Requirement(Condition<PairScope> condition) {
    this.condition = condition;
    this.facts = LeadFacts.readBy(condition);
    this.traits = NeededTraits.of(condition);
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

  /** The fields of reps that {@link #traits} asks for, such as languages. */
  public Set<String> fields() {
    return traits.fields();
  }

  /**
   * What whoever can take the lead has for certain: of each set, one trait at least. Who has all of
   * that may still not meet the requirement.
   *
   * @return empty: nothing is certain; with an empty set: nobody can take the lead
   */
  public List<Set<Trait>> traits(ScoredLead lead) {
    return traits.of(scope(lead));
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
