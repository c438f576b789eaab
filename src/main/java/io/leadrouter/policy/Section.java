package io.leadrouter.policy;

import java.util.Map;
import java.util.Optional;

/**
 * A mapping with the keys of the policy language.
 *
 * @param whole the mapping itself
 * @param values by key; only keys of the language
 */
record Section(Value whole, Map<String, Value> values) {

  Optional<Value> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Empty, and a finding, when the key is missing. */
  Optional<Value> required(String key) {
    Optional<Value> value = optional(key);
    // What should be a mapping and is not has been reported already.
    if (value.isEmpty() && whole.isMapping()) {
      whole.error("missing key \"" + key + "\" in " + whole.name());
    }
    return value;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }
}
