package io.leadrouter.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code enrichment}. */
final class EnrichmentReader {

  static final Set<String> ENRICHMENT = Keys.of("freeMailDomains", "sets");

  private static final Pattern DOMAIN = Pattern.compile("[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+");
  private static final Pattern SET = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,99}");

  private EnrichmentReader() {}

  static Enrichment read(Value value) {
    Section section = value.section(ENRICHMENT);
    return new Enrichment(
        section.optional("freeMailDomains").map(EnrichmentReader::freeMailDomains).orElse(Set.of()),
        section.optional("sets").map(EnrichmentReader::sets).orElse(Map.of()));
  }

  private static Set<String> freeMailDomains(Value value) {
    Set<String> domains = new TreeSet<>();
    for (Value item : value.items("a free-mail domain")) {
      Optional<String> domain = item.text();
      if (domain.isPresent() && !DOMAIN.matcher(domain.get()).matches()) {
        item.error("\"" + domain.get() + "\" is not a domain such as example-mail.org");
      }
      domain.ifPresent(name -> domains.add(name.toLowerCase(Locale.ROOT)));
    }
    return domains;
  }

  private static Map<String, Set<String>> sets(Value value) {
    Map<String, Set<String>> sets = new LinkedHashMap<>();
    value
        .entries()
        .forEach(
            (name, entry) -> {
              if (!SET.matcher(name).matches()) {
                entry
                    .key()
                    .error(
                        "the name of a set must be letters, digits and \"_\", so that a condition"
                            + " can say sets.NAME, not \""
                            + name
                            + "\"");
              }
              List<Value> items = entry.value().as("set " + name).items("entry of set " + name);
              sets.put(name, Value.distinct(items, Value::text));
            });
    return sets;
  }
}
