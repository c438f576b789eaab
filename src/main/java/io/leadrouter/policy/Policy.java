package io.leadrouter.policy;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.cel.ConditionIndex;
import io.leadrouter.policy.cel.LeadScope;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One version of the business's own configuration. Immutable; any number of threads may match leads
 * at the same time.
 */
public final class Policy {

  /** Version of the policy language that this router speaks. */
  public static final int FORMAT = 1;

  private final int version;
  private final String id;
  private final String description;
  private final Set<String> groups;
  private final Map<String, Holidays> holidays;
  private final Map<String, Calendar> calendars;
  private final Enrichment enrichment;
  private final Map<String, Pool> pools;
  private final Scorecard scorecard;
  private final Conduct conduct;
  private final List<MatchingRule> rules;
  private final ConditionIndex<Rule> index;
  private final Map<String, Rule> rulesById;
  private final List<Finding> warnings;

  Policy(
      int version,
      String id,
      String description,
      Set<String> groups,
      Map<String, Holidays> holidays,
      Map<String, Calendar> calendars,
      Enrichment enrichment,
      Map<String, Pool> pools,
      Scorecard scorecard,
      Conduct conduct,
      List<MatchingRule> rules,
      List<Finding> warnings) {
    this.version = version;
    this.id = id;
    this.description = description;
    this.groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
    this.holidays = Map.copyOf(holidays);
    this.calendars = Map.copyOf(calendars);
    this.enrichment = enrichment;
    this.pools = Collections.unmodifiableMap(new LinkedHashMap<>(pools));
    this.scorecard = scorecard;
    this.conduct = conduct;
    this.rules = List.copyOf(rules);
    this.index = ConditionIndex.of(rules, MatchingRule::when, MatchingRule::rule);
    this.rulesById =
        rules.stream()
            .map(MatchingRule::rule)
            .collect(toUnmodifiableMap(Rule::id, Function.identity()));
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Reads a policy as it was published.
   *
   * @throws InvalidPolicyException with everything that is wrong with it
   */
  public static Policy parse(PublishedPolicy published) throws InvalidPolicyException {
    String file = published.policyId() + "@" + published.version();
    Findings findings = new Findings(file);
    if (published.format() > FORMAT) {
      findings.error(
          Findings.Place.START,
          "written in format "
              + published.format()
              + " of the policy language; this router reads up to "
              + FORMAT
              + ": run a newer router");
    } else if (!published.intact()) {
      findings.error(
          Findings.Place.START,
          "damaged: its text does not have the checksum it was published with");
    }
    findings.refuseErrors();
    return parse(file, published.yaml(), published.version());
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
    return parse(fileName, yaml, version, Optional.empty());
  }

  /**
   * Reads a policy and holds it against the reps whom it is for: every rep that it names must be
   * one of them.
   *
   * @throws InvalidPolicyException with everything that is wrong with it
   */
  public static Policy parse(String fileName, String yaml, int version, Collection<Rep> reps)
      throws InvalidPolicyException {
    return parse(fileName, yaml, version, Optional.of(reps));
  }

  private static Policy parse(
      String fileName, String yaml, int version, Optional<Collection<Rep>> reps)
      throws InvalidPolicyException {
    try {
      return PolicyReader.read(fileName, yaml, version, reps);
    } catch (StackOverflowError e) {
      // The YAML library reads what is nested by calling itself, however deep it is.
      Findings findings = new Findings(fileName);
      findings.error(Findings.Place.START, "nested too deeply to be read");
      throw new InvalidPolicyException(findings.all());
    }
  }

  public int version() {
    return version;
  }

  public String id() {
    return id;
  }

  /** Empty when there is none. */
  String description() {
    return description;
  }

  /** Never empty. */
  public Set<String> groups() {
    return groups;
  }

  /** Of a region; none when the policy does not know it. */
  public Holidays holidays(String region) {
    return holidays.getOrDefault(region, Holidays.NONE);
  }

  Map<String, Holidays> holidays() {
    return holidays;
  }

  Map<String, Calendar> calendars() {
    return calendars;
  }

  /** The calendar of that id; empty when this version has none. */
  public Optional<Calendar> calendar(String id) {
    return Optional.ofNullable(calendars.get(id));
  }

  Enrichment enrichment() {
    return enrichment;
  }

  /** By id, in the order of the file. */
  public Map<String, Pool> pools() {
    return pools;
  }

  public Scorecard scorecard() {
    return scorecard;
  }

  public Conduct conduct() {
    return conduct;
  }

  /** Free-mail providers beside the built-in ones, in lower case. */
  public Set<String> freeMailDomains() {
    return enrichment.freeMailDomains();
  }

  /** What works, but is probably not meant, in the order of the file. */
  public List<Finding> warnings() {
    return warnings;
  }

  /** The first rule whose condition holds for the lead; the catch-all always does. Never throws. */
  public Rule match(ScoredLead lead, Instant now) {
    return index
        .first(LeadScope.of(lead, now))
        .orElseThrow(
            () -> new IllegalStateException("A policy without a catch-all was not refused"));
  }

  /** The rule of that id; empty when this version has none. */
  public Optional<Rule> rule(String id) {
    return Optional.ofNullable(rulesById.get(id));
  }

  /** In the order of the file; the last is the catch-all. */
  public List<Rule> rules() {
    return rules.stream().map(MatchingRule::rule).toList();
  }

  /** What each rule asks, in the same order. */
  List<MatchingRule> matchingRules() {
    return rules;
  }
}
