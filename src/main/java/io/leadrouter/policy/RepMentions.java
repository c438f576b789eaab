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
          if (reps.stream().noneMatch(pool::admits)) {
            inFile
                .entries()
                .get(id)
                .key()
                .warning("no rep is in pool \"" + id + "\" of group \"" + pool.group() + "\"");
          }
        });
  }
}
