package io.leadrouter.routing;

import io.leadrouter.domain.LeadCounts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * How many leads a rep got, or a pool gave, in the present windows. Of its clock, a count holds
 * until the window of the last lead ends; if the clock is another by then, where it ends on that.
 * Not thread-safe.
 */
final class WindowCounts {

  private final int[] counts = new int[Window.ALL.size()];

  /** Of the windows that the last lead lies in. */
  private final Instant[] ends = new Instant[Window.ALL.size()];

  /** For windows that roll. */
  private final LatestLeads latest = new LatestLeads();

  private Optional<Instant> last = Optional.empty();
  private ZoneId zone = ZoneOffset.UTC;

  WindowCounts(Optional<Instant> last, LeadCounts stored) {
    add(last, stored);
  }

  /** When it got its last lead. */
  Optional<Instant> last() {
    return last;
  }

  LeadCounts stored(Instant now) {
    return new LeadCounts(
        counts[Window.HOUR.ordinal()],
        counts[Window.DAY.ordinal()],
        counts[Window.WEEK.ordinal()],
        counts[Window.MONTH.ordinal()],
        latest.stored(now));
  }

  /**
   * From now on, windows of at most this length roll; what is remembered of what went before is not
   * more than it was.
   *
   * @return whether something is forgotten
   */
  boolean lookBack(Optional<Duration> span, Instant now) {
    return latest.lookBack(span, now);
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
    count(Optional.of(now), new LeadCounts(1, 1, 1, 1));
    latest.add(now);
  }

  /** Got others beside, as another group has counted them. */
  void add(Optional<Instant> otherLast, LeadCounts others) {
    count(otherLast, others);
    latest.add(others.latest());
  }

  private void count(Optional<Instant> otherLast, LeadCounts others) {
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
    latest.remove(at);
  }

  /** What it got is counted elsewhere. */
  void clear() {
    for (Window window : Window.ALL) {
      counts[window.ordinal()] = 0;
    }
    latest.clear();
  }

  /** As if it had never got any. */
  void forget() {
    clear();
    last = Optional.empty();
  }

  /** What it got in the present window. */
  int used(Pace pace, Instant now) {
    return pace.rolling() ? latest.used(pace.window().length(), now) : used(pace.window(), now);
  }

  int used(Window window, Instant now) {
    return last.isPresent() && now.isBefore(ends[window.ordinal()]) ? counts[window.ordinal()] : 0;
  }

  /** When it may get more, if it got as many as it may or more; empty: it may now, or never. */
  Optional<Instant> mayGetMore(Pace pace, Instant now) {
    if (pace.cap() == 0 || used(pace, now) < pace.cap()) {
      return Optional.empty();
    }
    return Optional.of(
        pace.rolling()
            ? latest.fewerThan(pace.cap(), pace.window().length())
            : ends[pace.window().ordinal()]);
  }

  private void windowsOf(Instant at) {
    for (Window window : Window.ALL) {
      ends[window.ordinal()] = window.end(at, zone);
    }
  }
}
