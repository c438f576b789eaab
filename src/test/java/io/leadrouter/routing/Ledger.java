package io.leadrouter.routing;

import io.leadrouter.domain.LedgerEntry;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What the entries on a group's record add up to, since the group began. */
final class Ledger {

  /** By rotation, then by rep. */
  final Map<String, Map<String, Long>> tags = new TreeMap<>();

  /** V by rotation. */
  final Map<String, Long> virtualTimes = new TreeMap<>();

  /** Turns owed, by rep. */
  private final Map<String, Integer> credits = new HashMap<>();

  int credit(String repId) {
    return credits.getOrDefault(repId, 0);
  }

  void enter(LedgerEntry entry) {
    credits.put(entry.repId(), entry.credit());
    if (!entry.rotation().isEmpty()) {
      tags.computeIfAbsent(entry.rotation(), name -> new TreeMap<>())
          .put(entry.repId(), entry.after());
      virtualTimes.put(entry.rotation(), entry.virtualTime());
    }
  }

  /** A rotation that no pool has any more is forgotten. */
  void keepOnly(Collection<String> rotations) {
    virtualTimes.keySet().retainAll(rotations);
    tags.keySet().retainAll(rotations);
  }

  /** The rep takes what it is owed to another group. */
  void leave(String repId) {
    credits.remove(repId);
  }
}
