package io.leadrouter.policy.cel;

/** The conditions of one policy: what each kind of them can read. Safe to share between threads. */
public final class Conditions {

  private final ConditionCompiler<LeadScope> rules = new ConditionCompiler<>(LeadScope.SCORED);
  private final ConditionCompiler<LeadScope> scorecard =
      new ConditionCompiler<>(LeadScope.UNSCORED);
  private final ConditionCompiler<RepScope> members = new ConditionCompiler<>(RepScope.VARIABLES);
  private final ConditionCompiler<PairScope> requirements =
      new ConditionCompiler<>(PairScope.VARIABLES);

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
