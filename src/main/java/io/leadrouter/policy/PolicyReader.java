package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import io.leadrouter.policy.cel.Conditions;
import io.leadrouter.policy.cel.RuleReview;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads a whole policy. It goes on after a mistake, with something harmless in its place, so that
 * one check finds everything.
 */
final class PolicyReader {

  static final Set<String> POLICY =
      Keys.of(
          "id",
          "description",
          "groups",
          "holidays",
          "calendars",
          "enrichment",
          "pools",
          "scorecard",
          "mode",
          "onLeadChange",
          "onRepLeft",
          "onRepAway",
          "onReturn",
          "refunds",
          "ownership",
          "contactHours",
          "onFirstTouchMissed",
          "pauseAfterExpired",
          "pauseFor",
          "expiredCountsFor",
          "clockStarts",
          "maxAttempts",
          "escalateTo",
          "rules");

  /** YAML 1.2 with its core schema, as editors read it. */
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setSchema(new CoreSchema()).build();

  /** What YAML says of {@code when: "DE" == lead.country}, where it takes "DE" for all of it. */
  private static final String AFTER_QUOTES = "but found '<scalar>'";

  private static final String QUOTE_ALL =
      "a condition that begins with quotes must be in other quotes as a whole";

  private final Findings findings;
  private final int[] file;
  private final Optional<Collection<Rep>> reps;
  private final RepMentions mentions = new RepMentions();

  private PolicyReader(Findings findings, int[] file, Optional<Collection<Rep>> reps) {
    this.findings = findings;
    this.file = file;
    this.reps = reps;
  }

  /**
   * @param reps those whom the policy is for; empty: not known
   */
  static Policy read(String fileName, String yaml, int version, Optional<Collection<Rep>> reps)
      throws InvalidPolicyException {
    // Editors of one operating system put a byte order mark there; positions count without it.
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    Findings findings = new Findings(fileName);
    Optional<Node> root = compose(text, findings);
    findings.refuseErrors();
    Value whole = new Value(root.orElseThrow(), "a policy", findings);
    return new PolicyReader(findings, text.codePoints().toArray(), reps).read(whole, version);
  }

  static Optional<Node> compose(String yaml, Findings findings) {
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(yaml);
      if (root.isEmpty()) {
        findings.error(Findings.Place.START, "the file is empty");
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      Findings.Place place =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(Findings.Place::of)
              .orElse(Findings.Place.START);
      String context =
          e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + ": ";
      String hint = e.getProblem().contains(AFTER_QUOTES) ? "; " + QUOTE_ALL : "";
      findings.error(place, "not YAML: " + context + e.getProblem() + hint);
    } catch (YamlEngineException e) {
      findings.error(Findings.Place.START, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Policy read(Value whole, int version) throws InvalidPolicyException {
    Section section = whole.section(POLICY);
    Optional<String> id = section.required("id").flatMap(Value::id);
    String description = section.optional("description").flatMap(Value::text).orElse("");
    Set<String> groups = section.required("groups").map(PolicyReader::groups).orElse(Set.of());
    Map<String, Holidays> holidays =
        section.optional("holidays").map(CalendarReader::holidays).orElse(Map.of());
    Map<String, Calendar> calendars =
        section
            .optional("calendars")
            .map(value -> CalendarReader.calendars(value, holidays))
            .orElse(Map.of());
    Enrichment enrichment =
        section.optional("enrichment").map(EnrichmentReader::read).orElse(Enrichment.NONE);
    ConditionReader conditions = new ConditionReader(file, new Conditions(enrichment.sets()));
    Map<String, Pool> pools =
        section
            .required("pools")
            .map(new PoolReader(conditions, groups, calendars, mentions)::read)
            .orElse(Map.of());
    Scorecard scorecard =
        section
            .optional("scorecard")
            .map(new ScorecardReader(conditions)::read)
            .orElse(ScorecardReader.NONE);
    RouteReader routes = new RouteReader(conditions, pools, calendars, mentions);
    Conduct conduct = conduct(section, calendars, routes);
    List<MatchingRule> rules =
        section.required("rules").map(new RuleReader(conditions, routes)::read).orElse(List.of());
    reps.ifPresent(known -> mentions.review(known, pools, section.values().get("pools")));
    findings.refuseErrors();

    warnOfIdlePools(section.values().get("pools"), routes.poolsInUse());
    warnOfIdleGroups(section.values().get("groups"), pools);
    warnOfIdleRules(section.values().get("rules"), rules);
    return new Policy(
        version,
        id.orElseThrow(),
        description,
        groups,
        holidays,
        calendars,
        enrichment,
        pools,
        scorecard,
        conduct,
        rules,
        findings.all());
  }

  private static Conduct conduct(
      Section policy, Map<String, Calendar> calendars, RouteReader routes) {
    return new Conduct(
        policy
            .optional("mode")
            .flatMap(value -> value.choice("mode", List.of(Mode.values())))
            .orElse(Mode.ASSIGN),
        policy
            .optional("onLeadChange")
            .flatMap(value -> value.choice("answer", Conduct.UNLESS_WORKED_ON))
            .orElse(OpenLeadRule.KEEP),
        policy
            .optional("onRepLeft")
            .flatMap(value -> value.choice("answer", List.of(OpenLeadRule.values())))
            .orElse(OpenLeadRule.KEEP),
        policy
            .optional("onRepAway")
            .flatMap(value -> value.choice("answer", Conduct.UNLESS_WORKED_ON))
            .orElse(OpenLeadRule.KEEP),
        policy.optional("onReturn").map(ReturningReader::read).orElse(Returning.DEFAULT),
        policy.optional("refunds").map(RefundsReader::read).orElse(Refunds.DEFAULT),
        policy.optional("ownership").map(OwnershipWindows::read).orElse(OwnershipWindows.NONE),
        policy
            .optional("contactHours")
            .flatMap(name -> name.definedIn("calendar", calendars.keySet()))
            .map(calendars::get),
        policy
            .optional("onFirstTouchMissed")
            .flatMap(value -> value.choice("answer", List.of(MissedTouch.values())))
            .orElse(MissedTouch.RECORD),
        Patience.read(policy),
        policy
            .optional("clockStarts")
            .flatMap(value -> value.choice("start", List.of(ClockStart.values())))
            .orElse(ClockStart.DELIVERY_IF_REPORTED),
        policy
            .optional("maxAttempts")
            .map(number -> number.integer(1, Conduct.MOST_ATTEMPTS))
            .orElse(OptionalInt.empty())
            .orElse(Conduct.DEFAULT_ATTEMPTS),
        policy.optional("escalateTo").map(routes::escalation).orElse(List.of()));
  }

  private static Set<String> groups(Value value) {
    return Value.distinct(value.items("group"), Value::id);
  }

  private static void warnOfIdlePools(Value pools, Set<String> inUse) {
    pools
        .entries()
        .forEach(
            (id, entry) -> {
              if (!inUse.contains(id)) {
                entry.key().warning("no rule routes to pool \"" + id + "\"");
              }
            });
  }

  private static void warnOfIdleGroups(Value groups, Map<String, Pool> pools) {
    for (Value group : groups.items("group")) {
      String name = group.text().orElse("");
      if (pools.values().stream().noneMatch(pool -> pool.group().equals(name))) {
        group.warning("group \"" + name + "\" has no pool");
      }
    }
  }

  private static void warnOfIdleRules(Value value, List<MatchingRule> rules) {
    List<Value> items = value.items("a rule");
    for (RuleReview.Remark remark :
        RuleReview.of(rules.stream().map(MatchingRule::when).toList())) {
      items.get(remark.rule()).warning(remark.message(rule -> rules.get(rule).rule().id()));
    }
  }
}
