package io.leadrouter.routing;

import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.ScoredLead;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Everybody who waits, by line, by the time their wait ends, by how long they have waited and by
 * the policy they were matched with. All agree after each call. Not thread-safe.
 */
final class Lines {

  private final Map<String, Line> byName = new HashMap<>();

  /** The lines that wait for a rep, alone or as one of several owners, or for some of a pool. */
  private final Map<String, Set<String>> byTarget = new HashMap<>();

  private final NavigableSet<Waiting> byDue = new TreeSet<>(Waiting.DUE_FIRST);

  /** By the version that they were matched with: a policy's, or two while it changes. */
  private final NavigableMap<Integer, NavigableSet<Waiting>> byPolicy = new TreeMap<>();

  private int size;

  /** As it is with the lead now. */
  void keep(OpenLead lead, Indexed of) {
    of.waiting.ifPresent(this::leave);
    of.waiting = lead.status() == LeadStatus.WAITING ? Optional.of(enter(lead)) : Optional.empty();
  }

  private Waiting enter(OpenLead lead) {
    Line line = byName.computeIfAbsent(lead.step().line(), name -> newLine(name, lead.lead()));
    Waiting waiting = Waiting.of(lead, line.name());
    line.add(waiting);
    size++;
    byPolicy
        .computeIfAbsent(waiting.policyVersion(), any -> new TreeSet<>(Waiting.LONGEST_FIRST))
        .add(waiting);
    if (waiting.until().isPresent()) {
      byDue.add(waiting);
    }
    return waiting;
  }

  private void leave(Waiting waiting) {
    Line line = byName.get(waiting.line());
    line.remove(waiting);
    if (line.isEmpty()) {
      endLine(waiting.line());
    }
    size--;
    byPolicy.computeIfPresent(
        waiting.policyVersion(),
        (any, matched) -> matched.remove(waiting) && matched.isEmpty() ? null : matched);
    byDue.remove(waiting);
  }

  private Line newLine(String name, ScoredLead lead) {
    for (String target : targets(name)) {
      byTarget.computeIfAbsent(target, any -> new TreeSet<>()).add(name);
    }
    return new Line(name, lead);
  }

  private void endLine(String name) {
    byName.remove(name);
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

  /**
   * The lines of those whom members of this pool may take.
   *
   * @param wholePool the line of the pool as a whole
   */
  Set<String> waitingForPool(String wholePool) {
    return byTarget.getOrDefault(wholePool, Set.of());
  }

  /** Empty when nobody waits there. */
  Optional<Line> line(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> names() {
    return Set.copyOf(byName.keySet());
  }

  /** A lead whose wait ends at {@code now} or did before; the first one first. */
  Optional<Waiting> due(Instant now) {
    return byDue.isEmpty() || byDue.first().until().orElseThrow().isAfter(now)
        ? Optional.empty()
        : Optional.of(byDue.first());
  }

  /** The longest waiting of those matched with an older policy than this. */
  Optional<Waiting> matchedBefore(int policyVersion) {
    return byPolicy.isEmpty() || byPolicy.firstKey() >= policyVersion
        ? Optional.empty()
        : Optional.of(byPolicy.firstEntry().getValue().first());
  }

  Optional<Instant> oldestSince() {
    return byPolicy.values().stream()
        .map(matched -> matched.first().since())
        .min(Comparator.naturalOrder());
  }

  int size() {
    return size;
  }
}
