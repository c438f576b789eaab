package io.leadrouter.forecast;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * What has still to be said of a dimension. Immutable.
 *
 * @param asOf the latest that was heard of it
 * @param days on which something has changed that was not said yet, in their order
 */
public record Due(Instant asOf, List<Integer> days) {

  /** Of a dimension that was never heard of. */
  public static final Due NOTHING = new Due(Instant.EPOCH, List.of());

  public Due {
    days = List.copyOf(days);
  }

  /** With these days, too. */
  public Due and(Instant latest, Collection<Integer> more) {
    TreeSet<Integer> all = new TreeSet<>(days);
    all.addAll(more);
    return new Due(latest.isAfter(asOf) ? latest : asOf, List.copyOf(all));
  }

  /** All is said. */
  public Due said() {
    return new Due(asOf, List.of());
  }
}
