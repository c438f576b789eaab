package io.leadrouter.policy;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keys of one kind of mapping in the policy language. */
final class Keys {

  private Keys() {}

  /** In this order, so that findings list them as the documentation does. */
  static Set<String> of(String... keys) {
    return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(keys)));
  }
}
