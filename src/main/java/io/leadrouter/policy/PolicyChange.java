package io.leadrouter.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One difference in meaning between two policies.
 *
 * @param part such as {@code rule large} or {@code pool emea-enterprise}
 * @param what in one line
 */
public record PolicyChange(Kind kind, String part, String what) {

  /** What became of the part. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** A rule that is asked earlier or later than before. */
    MOVED
  }

  /** All that a policy means otherwise than another, in the order of the later one. */
  public static List<PolicyChange> between(Policy before, Policy after) {
    Map<String, Map<String, String>> old = Outline.of(before).parts();
    Map<String, Map<String, String>> now = Outline.of(after).parts();
    List<PolicyChange> changes = new ArrayList<>();
    old.forEach(
        (part, properties) -> {
          if (!now.containsKey(part)) {
            changes.add(new PolicyChange(Kind.REMOVED, part, summary(properties)));
          }
        });
    Set<String> moved = moved(old, now);
    String previousRule = "";
    for (Map.Entry<String, Map<String, String>> entry : now.entrySet()) {
      String part = entry.getKey();
      if (!old.containsKey(part)) {
        changes.add(new PolicyChange(Kind.ADDED, part, summary(entry.getValue())));
      } else {
        changed(part, old.get(part), entry.getValue(), changes);
      }
      if (moved.contains(part)) {
        String where = previousRule.isEmpty() ? "is asked first" : "is asked after " + previousRule;
        changes.add(new PolicyChange(Kind.MOVED, part, where));
      }
      if (part.startsWith(Outline.RULE)) {
        previousRule = part;
      }
    }
    return changes;
  }

  private static String summary(Map<String, String> properties) {
    List<String> words = new ArrayList<>();
    properties.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            words.add(name + " " + value);
          }
        });
    return String.join("; ", words);
  }

  private static void changed(
      String part,
      Map<String, String> before,
      Map<String, String> after,
      List<PolicyChange> changes) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String old = before.getOrDefault(name, "");
      String now = after.getOrDefault(name, "");
      if (!old.equals(now)) {
        String what = name + ": " + orNone(old) + " -> " + orNone(now);
        changes.add(new PolicyChange(Kind.CHANGED, part, what));
      }
    }
  }

  private static String orNone(String value) {
    return value.isEmpty() ? "none" : value;
  }

  /**
   * The fewest rules that have to move to get from the one order to the other: those outside a
   * longest increasing subsequence of their old places.
   */
  private static Set<String> moved(
      Map<String, Map<String, String>> old, Map<String, Map<String, String>> now) {
    Map<String, Integer> place = new HashMap<>();
    for (String part : old.keySet()) {
      place.put(part, place.size());
    }
    List<String> common =
        now.keySet().stream()
            .filter(part -> part.startsWith(Outline.RULE) && place.containsKey(part))
            .toList();
    // Patience sorting: the tail of the best run of each length, and who comes before whom.
    List<Integer> tails = new ArrayList<>();
    int[] before = new int[common.size()];
    for (int i = 0; i < common.size(); i++) {
      int at = place.get(common.get(i));
      int length = 0;
      int high = tails.size();
      while (length < high) {
        int middle = (length + high) / 2;
        if (place.get(common.get(tails.get(middle))) < at) {
          length = middle + 1;
        } else {
          high = middle;
        }
      }
      before[i] = length == 0 ? -1 : tails.get(length - 1);
      if (length == tails.size()) {
        tails.add(i);
      } else {
        tails.set(length, i);
      }
    }
    Set<String> moved = new LinkedHashSet<>(common);
    for (int i = tails.isEmpty() ? -1 : tails.get(tails.size() - 1); i >= 0; i = before[i]) {
      moved.remove(common.get(i));
    }
    return moved;
  }
}
