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

  /** In each window. */
  private static final int[] ONE = {1, 1, 1, 1};

  private final int[] counts = new int[Window.ALL.size()];

  /** Of the windows that the last lead lies in, in seconds since the epoch. */
  private final long[] ends = new long[Window.ALL.size()];

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
  void count(Instant at) {
    count(at, ONE);
    latest.add(at);
  }

  /** Got others beside, as another group has counted them. */
  void add(Optional<Instant> otherLast, LeadCounts others) {
    if (otherLast.isPresent()) {
      int[] more = {others.hour(), others.day(), others.week(), others.month()};
      count(otherLast.get(), more);
    }
    latest.add(others.latest());
  }

  /**
   * Got others up to then.
   *
   * @param more by window
   */
  private void count(Instant at, int[] more) {
    // Groups' times differ a little.
    boolean later = last.isEmpty() || !last.get().isAfter(at);
    for (Window window : Window.ALL) {
      int i = window.ordinal();
      if (!later) {
        counts[i] += last.get().isBefore(window.end(at, zone)) ? more[i] : 0;
      } else if (isOver(window, at)) {
        counts[i] = more[i];
        ends[i] = end(window, at);
      } else {
        counts[i] += more[i];
      }
    }
    if (later) {
      last = Optional.of(at);
    }
  }

  private boolean isOver(Window window, Instant now) {
    return last.isEmpty() || now.getEpochSecond() >= ends[window.ordinal()];
  }

  private long end(Window window, Instant at) {
    return window.end(at, zone).getEpochSecond();
  }

  /**
   * What it got at that time does not count: in the windows that this lead and the last one lie in.
   */
  void uncount(Instant at) {
    for (Window window : Window.ALL) {
      int i = window.ordinal();
      if (counts[i] > 0 && end(window, at) == ends[i]) {
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
    return isOver(window, now) ? 0 : counts[window.ordinal()];
  }

  /** When it may get more, if it got as many as it may or more; empty: it may now, or never. */
  Optional<Instant> mayGetMore(Pace pace, Instant now) {
    if (pace.cap() == 0 || used(pace, now) < pace.cap()) {
      return Optional.empty();
    }
    return Optional.of(
        pace.rolling()
            ? latest.fewerThan(pace.cap(), pace.window().length())
            : Instant.ofEpochSecond(ends[pace.window().ordinal()]));
  }

  private void windowsOf(Instant at) {
    for (Window window : Window.ALL) {
      ends[window.ordinal()] = end(window, at);
    }
  }
}
