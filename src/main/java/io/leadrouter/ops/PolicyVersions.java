package io.leadrouter.ops;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which versions of the policy are in force in how many tasks of this instance. Thread-safe. */
final class PolicyVersions {

  private final ConcurrentSkipListMap<Integer, Integer> tasks = new ConcurrentSkipListMap<>();

  void inOneMore(int version) {
    tasks.merge(version, 1, Integer::sum);
  }

  void inOneLess(int version) {
    tasks.computeIfPresent(version, (same, count) -> count > 1 ? count - 1 : null);
  }

  /** 0: none is. */
  int highest() {
    return Optional.ofNullable(tasks.lastEntry()).map(Map.Entry::getKey).orElse(0);
  }
}
