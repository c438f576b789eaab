package io.leadrouter.routing;

import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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

  /** The lines that wait for a rep, alone or as one of several owners, or for some of a pool. */
  private final Map<String, Set<String>> byTarget = new HashMap<>();

  /** One lead of each line that wants some of a pool: they all want the same. */
  private final Map<String, ScoredLead> samples = new HashMap<>();

  private final NavigableSet<Waiting> byDue = new TreeSet<>(Waiting.DUE_FIRST);
  private final NavigableSet<Waiting> byAge = new TreeSet<>(Waiting.LONGEST_FIRST);
  private final NavigableSet<Waiting> byPolicy =
      new TreeSet<>(
          Comparator.comparingInt(Waiting::policyVersion).thenComparing(Waiting.LONGEST_FIRST));

  void enter(OpenLead lead) {
    Waiting waiting = Waiting.of(lead);
    leave(waiting.leadId());
    byLead.put(waiting.leadId(), waiting);
    if (LineName.requirements(waiting.line()).isPresent()) {
      samples.putIfAbsent(waiting.line(), lead.lead());
    }
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
    for (String target : targets(name)) {
      byTarget.computeIfAbsent(target, any -> new TreeSet<>()).add(name);
    }
    return new TreeSet<>(Waiting.BEST_FIRST);
  }

  private void endLine(String name) {
    byLine.remove(name);
    samples.remove(name);
    for (String target : targets(name)) {
      byTarget.computeIfPresent(
          target, (any, names) -> names.remove(name) && names.isEmpty() ? null : names);
    }
  }

  private static List<String> targets(String line) {
    List<String> reps = LineName.repsOf(line);
    return reps.isEmpty()
        ? List.of(LineName.ofWholePool(line))
        : reps.stream().map(repId -> LineName.REP + repId).toList();
  }

  /** The lines of those whom this rep may take beside no pool. */
  Set<String> waitingForRep(String repId) {
    return byTarget.getOrDefault(LineName.REP + repId, Set.of());
  }

  /** Whether the lead waits for this rep, alone or as one of several. */
  boolean waitsForRep(String leadId, String repId) {
    Waiting waiting = byLead.get(leadId);
    return waiting != null && LineName.repsOf(waiting.line()).contains(repId);
  }

  /**
   * The lines of those whom members of this pool may take.
   *
   * @param wholePool the line of the pool as a whole
   */
  Set<String> waitingForPool(String wholePool) {
    return byTarget.getOrDefault(wholePool, Set.of());
  }

  /** One of a line in which all look for the same. */
  Optional<ScoredLead> sample(String line) {
    return Optional.ofNullable(samples.get(line));
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
