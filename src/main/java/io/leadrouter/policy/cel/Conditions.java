package io.leadrouter.policy.cel;

import java.util.Map;
import java.util.Set;

/** The conditions of one policy: what each kind of them can read. Safe to share between threads. */
public final class Conditions {

  private final ConditionCompiler<LeadScope> rules;
  private final ConditionCompiler<LeadScope> scorecard;
  private final ConditionCompiler<RepScope> members;
  private final ConditionCompiler<PairScope> requirements;

  /**
   * @param sets texts by the names that conditions call them, as in {@code lead.country in
   *     sets.dach}
   */
  public Conditions(Map<String, Set<String>> sets) {
    NamedSets named = new NamedSets(sets);
    this.rules = new ConditionCompiler<>(LeadScope.SCORED, named);
    this.scorecard = new ConditionCompiler<>(LeadScope.UNSCORED, named);
    this.members = new ConditionCompiler<>(RepScope.VARIABLES, named);
    this.requirements = new ConditionCompiler<>(PairScope.VARIABLES, named);
  }

  /** For rules: the lead, its account and its score. */
  public ConditionCompiler<LeadScope> rules() {
    return rules;
  }

  /** For the scorecard, which cannot read the score that it makes. */
  public ConditionCompiler<LeadScope> scorecard() {
    return scorecard;
  }

  /** For the members of pools. */
  public ConditionCompiler<RepScope> members() {
    return members;
  }

  /** For what a route asks of a lead and a rep together. */
  public ConditionCompiler<PairScope> requirements() {
    return requirements;
  }
}
