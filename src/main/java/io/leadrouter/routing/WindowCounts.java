package io.leadrouter.routing;

import io.leadrouter.domain.LeadCounts;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How many leads a rep got in the present windows of its clock. A count holds until the window of
 * the last lead ends; if the clock is another by then, where it ends on that. Not thread-safe.
 */
final class WindowCounts {

  private final int[] counts = new int[Window.ALL.size()];

  /** Of the windows that the last lead lies in. */
  private final Instant[] ends = new Instant[Window.ALL.size()];

  private Optional<Instant> last = Optional.empty();
  private ZoneId zone = ZoneOffset.UTC;

  WindowCounts(Optional<Instant> last, LeadCounts stored) {
    add(last, stored);
  }

  /** When it got its last lead. */
  Optional<Instant> last() {
    return last;
  }

  LeadCounts stored() {
    return new LeadCounts(
        counts[Window.HOUR.ordinal()],
        counts[Window.DAY.ordinal()],
        counts[Window.WEEK.ordinal()],
        counts[Window.MONTH.ordinal()]);
  }

  /** From now on, windows end by this clock. */
  void follow(ZoneId zone) {
    if (!zone.equals(this.zone)) {
      this.zone = zone;
      last.ifPresent(this::windowsOf);
    }
  }

  /** Got a lead. */
  void count(Instant now) {
    add(Optional.of(now), new LeadCounts(1, 1, 1, 1));
  }

  /** Got others beside, as another group has counted them. */
  void add(Optional<Instant> otherLast, LeadCounts others) {
    if (otherLast.isEmpty()) {
      return;
    }
    int[] more = {others.hour(), others.day(), others.week(), others.month()};
    Instant other = otherLast.get();
    // Groups' times differ a little.
    boolean later = last.isEmpty() || !last.get().isAfter(other);
    for (Window window : Window.ALL) {
      int i = window.ordinal();
      if (last.isEmpty()) {
        counts[i] = more[i];
      } else if (later) {
        counts[i] = more[i] + used(window, other);
      } else if (last.get().isBefore(window.end(other, zone))) {
        counts[i] += more[i];
      }
    }
    if (later) {
      boolean first = last.isEmpty();
      last = otherLast;
      for (Window window : Window.ALL) {
        int i = window.ordinal();
        if (first || !other.isBefore(ends[i])) {
          ends[i] = window.end(other, zone);
        }
      }
    }
  }

  /**
   * What it got at that time does not count: in the windows that this lead and the last one lie in.
   */
  void uncount(Instant at) {
    for (Window window : Window.ALL) {
      int i = window.ordinal();
      if (counts[i] > 0 && window.end(at, zone).equals(ends[i])) {
        counts[i]--;
      }
    }
  }

  /** What it got is counted elsewhere. */
  void clear() {
    for (Window window : Window.ALL) {
      counts[window.ordinal()] = 0;
    }
  }

  int used(Window window, Instant now) {
    return last.isPresent() && now.isBefore(ends[window.ordinal()]) ? counts[window.ordinal()] : 0;
  }

  /** When the count begins anew, of a window that something was counted in. */
  Instant end(Window window) {
    return ends[window.ordinal()];
  }

  private void windowsOf(Instant at) {
    for (Window window : Window.ALL) {
      ends[window.ordinal()] = window.end(at, zone);
    }
  }
}
