package io.leadrouter.routing;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everybody who waits, by line, by the time their wait ends, by how long they have waited and by
 * the policy they were matched with. All agree after each call. Not thread-safe.
 */
final class Lines {

  private final Map<String, Waiting> byLead = new HashMap<>();
  private final Map<String, NavigableSet<Waiting>> byLine = new HashMap<>();

  /** The lines that wait for a rep, alone or as one of several owners. */
  private final Map<String, Set<String>> byRep = new HashMap<>();

  private final NavigableSet<Waiting> byDue = new TreeSet<>(Waiting.DUE_FIRST);
  private final NavigableSet<Waiting> byAge = new TreeSet<>(Waiting.LONGEST_FIRST);
  private final NavigableSet<Waiting> byPolicy =
      new TreeSet<>(
          Comparator.comparingInt(Waiting::policyVersion).thenComparing(Waiting.LONGEST_FIRST));

  void enter(Waiting waiting) {
    leave(waiting.leadId());
    byLead.put(waiting.leadId(), waiting);
    byLine.computeIfAbsent(waiting.line(), this::newLine).add(waiting);
    byAge.add(waiting);
    byPolicy.add(waiting);
    if (waiting.until().isPresent()) {
      byDue.add(waiting);
    }
  }

  void leave(String leadId) {
    Waiting waiting = byLead.remove(leadId);
    if (waiting != null) {
      NavigableSet<Waiting> line = byLine.get(waiting.line());
      line.remove(waiting);
      if (line.isEmpty()) {
        endLine(waiting.line());
      }
      byAge.remove(waiting);
      byPolicy.remove(waiting);
      byDue.remove(waiting);
    }
  }

  private NavigableSet<Waiting> newLine(String name) {
    for (String repId : Target.repsOf(name)) {
      byRep.computeIfAbsent(repId, rep -> new TreeSet<>()).add(name);
    }
    return new TreeSet<>(Waiting.BEST_FIRST);
  }

  private void endLine(String name) {
    byLine.remove(name);
    for (String repId : Target.repsOf(name)) {
      byRep.computeIfPresent(
          repId, (rep, names) -> names.remove(name) && names.isEmpty() ? null : names);
    }
  }

  /** The lines of those whom this rep may take beside no pool. */
  Set<String> waitingFor(String repId) {
    return byRep.getOrDefault(repId, Set.of());
  }

  /** Best first; empty when nobody waits there. */
  NavigableSet<Waiting> line(String name) {
    return byLine.getOrDefault(name, Collections.emptyNavigableSet());
  }

  Set<String> names() {
    return Set.copyOf(byLine.keySet());
  }

  /** A lead whose wait ends at {@code now} or did before; the first one first. */
  Optional<Waiting> due(Instant now) {
    return byDue.isEmpty() || byDue.first().until().orElseThrow().isAfter(now)
        ? Optional.empty()
        : Optional.of(byDue.first());
  }

  /** The longest waiting of those matched with an older policy than this. */
  Optional<Waiting> matchedBefore(int policyVersion) {
    return byPolicy.isEmpty() || byPolicy.first().policyVersion() >= policyVersion
        ? Optional.empty()
        : Optional.of(byPolicy.first());
  }

  Optional<Instant> oldestSince() {
    return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first().since());
  }

  int size() {
    return byLead.size();
  }
}
