package io.leadrouter.scoring;

import io.leadrouter.domain.Feature;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of the features that attributes become. Leads of one business have the same attributes,
 * so a name is put together once, and its hash is computed once. Anybody can send a form with new
 * names of any length; therefore only the first {@value #KEPT} short ones are kept. Thread-safe.
 */
final class AttributeNames {

  static final int KEPT = 1_024;

  private final Map<String, String> names = new ConcurrentHashMap<>();

  String of(String attribute) {
    String known = names.get(attribute);
    return known == null ? added(attribute) : known;
  }

  private String added(String attribute) {
    String name = "attributes." + attribute;
    // Threads may add one more each.
    if (names.size() < KEPT && attribute.length() <= Feature.LONGEST) {
      names.put(attribute, name);
    }
    return name;
  }
}
