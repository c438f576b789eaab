package io.leadrouter.domain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * For whom a lead has come from another group, where its route names reps.
 *
 * @param repId who is asked for it next; empty: whomever the route names
 * @param asked who was asked in groups before, and is not again at this route
 */
public record Referral(String repId, List<String> asked) {

  public static final Referral NONE = new Referral("", List.of());

  public Referral {
    asked = List.copyOf(asked);
  }

  /** This, if the lead has come for one of these or in the place of one; else nothing. */
  public Referral of(List<String> repIds) {
    boolean so = repIds.stream().anyMatch(each -> each.equals(repId) || asked.contains(each));
    return so ? this : NONE;
  }

  /** These, the one first for whom the lead has come, without those who have been asked. */
  public List<String> among(List<String> repIds) {
    if (repId.isEmpty()) {
      return repIds;
    }
    Set<String> left = new LinkedHashSet<>();
    left.add(repId);
    left.addAll(repIds);
    return without(left);
  }

  /** Those who have not been asked before. */
  public List<String> without(Iterable<String> repIds) {
    List<String> left = new ArrayList<>();
    for (String each : repIds) {
      if (!asked.contains(each)) {
        left.add(each);
      }
    }
    return left;
  }

  /** On to that rep, after these have been asked, too. */
  public Referral to(String next, List<String> alsoAsked) {
    List<String> all = new ArrayList<>(asked);
    all.addAll(alsoAsked);
    return new Referral(next, all);
  }
}
