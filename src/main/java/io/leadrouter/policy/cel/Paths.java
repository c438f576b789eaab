package io.leadrouter.policy.cel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Several paths. Each is walked once for a lead, as is what they have in common, and only when it
 * is asked for. Immutable.
 */
final class Paths {

  /** The paths, and behind them those to what they begin at. */
  private final Function<Object, ?>[] steps;

  /** Of each step, the number of that which it goes on from; the lead has the number behind all. */
  private final int[] from;

  @SuppressWarnings("unchecked") // A list costs more on the way of every lead.
  Paths(List<Path> paths) {
    List<Path> all = new ArrayList<>(paths);
    paths.stream().flatMap(Path::before).distinct().forEach(all::add);
    steps = all.stream().map(Path::step).toArray(Function[]::new);
    from =
        all.stream()
            .mapToInt(path -> path.from().map(all::lastIndexOf).orElse(all.size()))
            .toArray();
  }

  /** To be kept for one lead: what was read of it. */
  Object[] start(LeadScope lead) {
    Object[] read = new Object[steps.length + 1];
    read[steps.length] = lead;
    return read;
  }

  /**
   * Where a path leads; null when the lead has nothing there.
   *
   * @param read of the lead until now
   */
  Object value(int path, Object[] read) {
    if (read[path] == null) {
      read[path] = steps[path].apply(value(from[path], read));
    }
    return read[path];
  }
}
