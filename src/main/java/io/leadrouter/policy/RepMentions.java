package io.leadrouter.policy;

import io.leadrouter.domain.Rep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Where a file names reps, to be held against those there are. For one thread. */
final class RepMentions {

  /** A warning stays one line however many reps there are. */
  private static final int NAMED = 3;

  private final List<Value> mentions = new ArrayList<>();

  /** The value is the id of a rep. */
  void add(Value repId) {
    mentions.add(repId);
  }

  /**
   * Finds what a policy says of reps that is not so.
   *
   * @param pools by id
   * @param inFile where the pools are
   */
  void review(Collection<Rep> reps, Map<String, Pool> pools, Value inFile) {
    Set<String> known = new TreeSet<>();
    reps.forEach(rep -> known.add(rep.repId()));
    for (Value mention : mentions) {
      mention.text().ifPresent(repId -> mention.definedIn("rep", known));
    }
    pools.forEach(
        (id, pool) -> {
          Value key = inFile.entries().get(id).key();
          if (reps.stream().noneMatch(pool::admits)) {
            key.warning("no rep is in pool \"" + id + "\" of group \"" + pool.group() + "\"");
          }
          reviewShifts(reps, pool, key);
        });
  }

  private static void reviewShifts(Collection<Rep> reps, Pool pool, Value key) {
    Stay accept = pool.acceptWithin();
    if (!accept.ofRep() || accept.waitFor().isEmpty()) {
      return;
    }
    List<String> tooShort =
        reps.stream()
            .filter(pool::admits)
            .filter(rep -> !Shift.longerThan(accept.waitFor().get(), rep.workingHours()))
            .map(rep -> '"' + rep.repId() + '"')
            .sorted()
            .toList();
    if (!tooShort.isEmpty()) {
      String others =
          tooShort.size() > NAMED ? " and " + (tooShort.size() - NAMED) + " others" : "";
      key.warning(
          "of pool \"%s\", no shift of %s%s is longer than acceptWithin: they get none of its leads"
              .formatted(
                  pool.id(),
                  String.join(", ", tooShort.subList(0, Math.min(NAMED, tooShort.size()))),
                  others));
    }
  }
}
