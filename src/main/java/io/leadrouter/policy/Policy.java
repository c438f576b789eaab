package io.leadrouter.policy;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One version of the business's own configuration. Immutable; any number of threads may match leads
 * at the same time.
 */
public final class Policy {

  /** Version of the policy language that this router speaks. */
  public static final int FORMAT = 1;

  private final int version;
  private final String id;
  private final Set<String> groups;
  private final Map<String, Pool> pools;
  private final Scorecard scorecard;
  private final Set<String> freeMailDomains;
  private final List<ConditionalRule> rules;
  private final Map<String, Rule> rulesById;
  private final List<Finding> warnings;

  private Policy(
      int version,
      String id,
      Set<String> groups,
      Map<String, Pool> pools,
      Scorecard scorecard,
      Set<String> freeMailDomains,
      List<ConditionalRule> rules,
      Map<String, Rule> rulesById,
      List<Finding> warnings) {
    this.version = version;
    this.id = id;
    this.groups = groups;
    this.pools = pools;
    this.scorecard = scorecard;
    this.freeMailDomains = freeMailDomains;
    this.rules = rules;
    this.rulesById = rulesById;
    this.warnings = warnings;
  }

  /**
   * Reads a policy as it was published.
   *
   * @throws InvalidPolicyException with everything that is wrong with it
   */
  public static Policy parse(PublishedPolicy published) throws InvalidPolicyException {
    return parse(published.policyId(), published.yaml(), published.version());
  }

  /**
   * Reads a policy.
   *
   * @param fileName what findings call the file
   * @param version that the policy has or will have, from 1
   * @throws InvalidPolicyException with everything that is wrong with it
   */
  public static Policy parse(String fileName, String yaml, int version)
      throws InvalidPolicyException {
    throw new UnsupportedOperationException("being written");
  }

  public int version() {
    return version;
  }

  public String id() {
    return id;
  }

  /** Never empty. */
  public Set<String> groups() {
    return groups;
  }

  /** By id, in the order of the file. */
  public Map<String, Pool> pools() {
    return pools;
  }

  public Scorecard scorecard() {
    return scorecard;
  }

  /** Free-mail providers beside the built-in ones, in lower case. */
  public Set<String> freeMailDomains() {
    return freeMailDomains;
  }

  /** What works, but is probably not meant, in the order of the file. */
  public List<Finding> warnings() {
    return warnings;
  }

  /** The first rule whose condition holds for the lead; the catch-all always does. Never throws. */
  public Rule match(ScoredLead lead, Instant now) {
    LeadScope scope = LeadScope.of(lead, now);
    for (ConditionalRule candidate : rules) {
      if (candidate.when().holds(scope)) {
        return candidate.rule();
      }
    }
    throw new IllegalStateException("A policy without a catch-all was not refused");
  }

  /** The rule of that id; empty when this version has none. */
  public Optional<Rule> rule(String id) {
    return Optional.ofNullable(rulesById.get(id));
  }

  private record ConditionalRule(Condition<LeadScope> when, Rule rule) {}
}
