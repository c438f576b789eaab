package io.leadrouter.ops;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values one label may take. Every new value is a time series for ever, and some come from
 * outside (a rep's group), so only so many are let through; the rest share one. Thread-safe.
 */
final class LabelValues {

  static final String OTHER = "other";

  /** Prometheus takes an empty label for an absent one. */
  private static final String NONE = "none";

  private final int limit;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  LabelValues(int limit) {
    this.limit = limit;
  }

  String of(String value) {
    if (value.isEmpty()) {
      return NONE;
    }
    if (known.contains(value)) {
      return value;
    }
    // Threads that race past the limit together add a few more: it bounds, it does not count.
    if (known.size() >= limit) {
      return OTHER;
    }
    known.add(value);
    return value;
  }
}
