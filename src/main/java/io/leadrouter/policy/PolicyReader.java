package io.leadrouter.policy;

import io.leadrouter.policy.cel.Conditions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a whole policy. It goes on after a mistake, with something harmless in its place, so that
 * one check finds everything.
 */
final class PolicyReader {

  private static final Set<String> POLICY =
      Keys.of("id", "description", "groups", "pools", "scorecard", "enrichment", "rules");
  private static final Set<String> ENRICHMENT = Keys.of("freeMailDomains");
  private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");

  private final Findings findings;
  private final ConditionReader conditions;

  private PolicyReader(Findings findings, ConditionReader conditions) {
    this.findings = findings;
    this.conditions = conditions;
  }

  static Policy read(String fileName, String yaml, int version) throws InvalidPolicyException {
    // Editors of one operating system put a byte order mark there; positions count without it.
    String text = yaml.startsWith("\uFEFF") ? yaml.substring(1) : yaml;
    Findings findings = new Findings(fileName);
    Optional<Node> root = compose(text, findings);
    findings.refuseErrors();
    Value whole = new Value(root.orElseThrow(), "a policy", findings);
    ConditionReader conditions = new ConditionReader(text.codePoints().toArray(), new Conditions());
    return new PolicyReader(findings, conditions).read(whole, version);
  }

  private static Optional<Node> compose(String yaml, Findings findings) {
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(yaml);
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
      findings.error(place, "not YAML: " + context + e.getProblem());
    } catch (YamlEngineException e) {
      findings.error(Findings.Place.START, "not YAML: " + e.getMessage());
    }
    return Optional.empty();
  }

  private Policy read(Value whole, int version) throws InvalidPolicyException {
    Section section = whole.section(POLICY);
    Optional<String> id = section.required("id").flatMap(Value::id);
    section.optional("description").ifPresent(Value::text);
    Set<String> groups = section.required("groups").map(PolicyReader::groups).orElse(Set.of());
    Map<String, Pool> pools =
        section.required("pools").map(new PoolReader(conditions, groups)::read).orElse(Map.of());
    Scorecard scorecard =
        section
            .optional("scorecard")
            .map(new ScorecardReader(conditions)::read)
            .orElse(ScorecardReader.NONE);
    Set<String> freeMailDomains =
        section.optional("enrichment").map(PolicyReader::freeMailDomains).orElse(Set.of());
    RuleReader ruleReader = new RuleReader(conditions, pools.keySet());
    List<MatchingRule> rules = section.required("rules").map(ruleReader::read).orElse(List.of());
    findings.refuseErrors();

    warnOfIdlePools(section.values().get("pools"), ruleReader.poolsInUse());
    warnOfIdleGroups(section.values().get("groups"), pools);
    return new Policy(
        version,
        id.orElseThrow(),
        groups,
        pools,
        scorecard,
        freeMailDomains,
        rules,
        findings.all());
  }

  private static Set<String> groups(Value value) {
    return Value.distinct(value.items("group"), Value::id);
  }

  private static Set<String> freeMailDomains(Value value) {
    Set<String> domains = new TreeSet<>();
    for (Value item :
        value
            .section(ENRICHMENT)
            .optional("freeMailDomains")
            .map(list -> list.items("a free-mail domain"))
            .orElse(List.of())) {
      Optional<String> domain = item.text();
      if (domain.isPresent() && !DOMAIN.matcher(domain.get()).matches()) {
        item.error("\"" + domain.get() + "\" is not a domain such as example-mail.org");
      }
      domain.ifPresent(name -> domains.add(name.toLowerCase(Locale.ROOT)));
    }
    return domains;
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
}
