package io.leadrouter.policy;

import io.leadrouter.domain.WorkingHours;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/** How long somebody works without a break. */
final class Shift {

  private static final int DAY = 24 * 60;
  private static final int WEEK = 7 * DAY;

  private Shift() {}

  /**
   * Whether some shift of an ordinary week is longer than that; one may go on after midnight, and
   * from Sunday to Monday.
   *
   * @param week none means always
   */
  static boolean longerThan(Duration time, List<WorkingHours> week) {
    BitSet minutes = new BitSet(2 * WEEK);
    for (WorkingHours block : week) {
      int day = (block.day().getValue() - 1) * DAY;
      minutes.set(day + block.from(), day + block.to());
      minutes.set(WEEK + day + block.from(), WEEK + day + block.to());
    }
    if (week.isEmpty() || minutes.cardinality() == 2 * WEEK) {
      return true;
    }
    int longest = 0;
    for (int from = minutes.nextSetBit(0); from >= 0; ) {
      int to = minutes.nextClearBit(from);
      longest = Math.max(longest, to - from);
      from = minutes.nextSetBit(to);
    }
    return Duration.ofMinutes(longest).compareTo(time) > 0;
  }
}
