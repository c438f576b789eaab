package io.leadrouter.policy;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.Lead;
import io.leadrouter.policy.cel.Condition;
import io.leadrouter.policy.cel.LeadScope;
import java.time.Instant;
import java.util.Optional;

/** Points for leads of one condition. Immutable. */
public final class FitRule {

  private final Condition<LeadScope> when;
  private final double points;
  private final String text;

  FitRule(Condition<LeadScope> when, double points, String text) {
    this.when = when;
    this.points = points;
    this.text = text;
  }

  Condition<LeadScope> when() {
    return when;
  }

  /** Negative for what speaks against a lead. */
  public double points() {
    return points;
  }

  /** What was found, in the words of the policy. */
  public String text() {
    return text;
  }

  /**
   * Whether the lead gets the points. Never throws: a condition that cannot be evaluated is not
   * met.
   */
  public boolean appliesTo(Lead lead, Optional<Account> account, DataQuality quality, Instant now) {
    return when.holds(LeadScope.unscored(lead, account, quality, now));
  }
}
