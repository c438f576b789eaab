package io.leadrouter.cli;

import io.leadrouter.domain.PublishedPolicy;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The versions on the topic, and what routers of this release make of them: the highest that they
 * can load is in force. Not thread-safe.
 */
final class PolicyHistory {
  /** How people name the version that routers take. */
  static final String IN_FORCE = "in-force";

  /**
   * One version.
   *
   * @param policy empty when its record cannot be read, or is another's
   */
  record Entry(int version, Optional<PublishedPolicy> policy) {}

  private final NavigableMap<Integer, Entry> entries = new TreeMap<>();
  private final Map<Integer, Optional<String>> refusals = new HashMap<>();
  private final int highest;

  /**
   * @param highest version that ever was there, as far as the topic tells
   */
  PolicyHistory(Collection<Entry> entries, int highest) {
    // Of two records that have one version, routers take the first.
    entries.forEach(entry -> this.entries.putIfAbsent(entry.version(), entry));
    this.highest = highest;
  }

  List<Entry> newestFirst() {
    return List.copyOf(entries.descendingMap().values());
  }

  /** Whether this is what was published as that version. */
  boolean holds(PublishedPolicy policy) {
    return Optional.ofNullable(entries.get(policy.version()))
        .flatMap(Entry::policy)
        .filter(there -> there.checksum().equals(policy.checksum()))
        .filter(there -> there.author().equals(policy.author()))
        .isPresent();
  }

  /** The highest version, in force or refused; 0 when there is none. */
  int newest() {
    return entries.isEmpty() ? 0 : entries.lastKey();
  }

  /** What the next publication is numbered: nothing that was ever used before. */
  int next() {
    return highest + 1;
  }

  /** What routers take; empty when there is nothing that they can load. */
  Optional<PublishedPolicy> inForce() {
    return entries.descendingMap().values().stream()
        .filter(entry -> refusal(entry).isEmpty())
        .findFirst()
        .flatMap(Entry::policy);
  }

  /** The same, unless a newer version was refused: then there is something to be settled. */
  Optional<PublishedPolicy> inForceAndNewest() {
    return inForce().filter(policy -> policy.version() == newest());
  }

  /** Why routers do not take a version; empty when they can. */
  Optional<String> refusal(Entry entry) {
    return refusals.computeIfAbsent(entry.version(), version -> refusal(entry.policy()));
  }

  /**
   * The policy of this version.
   *
   * @throws Refusal when there is none
   */
  PublishedPolicy version(int version) {
    Entry entry = entries.get(version);
    if (entry == null) {
      throw new Refusal("there is no version %d; %s".formatted(version, known()));
    }
    return entry
        .policy()
        .orElseThrow(
            () -> new Refusal("the record of version %d cannot be used".formatted(version)));
  }

  /** Whether the text names a version, there or not. */
  static boolean isVersion(String name) {
    return name.equals(IN_FORCE) || name.matches("\\d{1,9}");
  }

  /**
   * The policy that is so named.
   *
   * @param name for which {@link #isVersion} holds
   * @throws Refusal when there is none
   */
  PublishedPolicy named(String name) {
    return name.equals(IN_FORCE)
        ? inForce().orElseThrow(() -> new Refusal("no policy is in force"))
        : version(Integer.parseInt(name));
  }

  /** The newest version that this author published; 0 when there is none. */
  int newestBy(String author) {
    return entries.values().stream()
        .flatMap(entry -> entry.policy().stream())
        .filter(policy -> policy.author().equals(author))
        .mapToInt(PublishedPolicy::version)
        .max()
        .orElse(0);
  }

  /** The newest that somebody else published after this version. */
  Optional<PublishedPolicy> newestByOthers(int after, String author) {
    return entries.tailMap(after, false).values().stream()
        .flatMap(entry -> entry.policy().stream())
        .filter(policy -> !policy.author().equals(author))
        .max(Comparator.comparingInt(PublishedPolicy::version));
  }

  private static Optional<String> refusal(Optional<PublishedPolicy> policy) {
    if (policy.isEmpty()) {
      return Optional.of("its record cannot be used");
    }
    try {
      Policy.parse(policy.get());
      return Optional.empty();
    } catch (InvalidPolicyException e) {
      return Optional.of(e.summary());
    }
  }

  private String known() {
    if (entries.isEmpty()) {
      return "none was published yet";
    }
    List<String> runs = new ArrayList<>();
    int first = 0;
    for (int version : entries.keySet()) {
      boolean begins = !entries.containsKey(version - 1);
      boolean ends = !entries.containsKey(version + 1);
      first = begins ? version : first;
      if (ends) {
        runs.add(first == version ? Integer.toString(version) : first + " to " + version);
      }
    }
    return "there is " + String.join(", ", runs);
  }
}
