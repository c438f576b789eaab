package io.leadrouter.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which returned leads count as never given. Immutable.
 *
 * @param reasons for which a turn and a count are given back
 * @param perMonth how many a rep is given back in a month of its own clock; 0: none
 */
public record Refunds(Set<ReturnReason> reasons, int perMonth) {

  static final int MOST_PER_MONTH = 1_000;

  static final Refunds DEFAULT = new Refunds(EnumSet.allOf(ReturnReason.class), 10);

  public Refunds {
    reasons = Collections.unmodifiableSet(EnumSet.copyOf(reasons));
  }

  /** Whether a lead that is returned for that reason counts as never given. */
  public boolean covers(String code) {
    return ReturnReason.of(code).filter(reasons::contains).isPresent();
  }
}
