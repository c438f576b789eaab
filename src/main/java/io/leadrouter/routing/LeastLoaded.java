package io.leadrouter.routing;

import java.time.Instant;

/**
 * Who holds the least of what it can hold: load over the cap on open load, in units. Ties go to
 * whoever has been without a new lead for the longest.
 */
final class LeastLoaded implements Strategy {

  /** Who has no cap is as full as one who may hold so many; among such, the load alone decides. */
  private static final int CAPACITY_WITHOUT_CAP = 100;

  /**
   * Shares of two caps up to 100,000, the highest there is, differ by one in 10^10 or more, and so
   * here; and no load that anybody could work on overflows.
   */
  private static final long WHOLE = 1L << 40;

  @Override
  public Place place(Member member) {
    int capacity = member.capacity().orElse(CAPACITY_WITHOUT_CAP);
    // Who may hold none is full with none, and yet a lead beyond caps may come to it.
    long share =
        capacity == 0
            ? (member.load() + 1) * WHOLE
            : Math.floorDiv(member.load() * WHOLE, (long) capacity);
    return new Place(share, idleSince(member), member.lastTurn(), member.repId());
  }

  private static long idleSince(Member member) {
    return member.lastAssignedAt().map(LeastLoaded::micros).orElse(Long.MIN_VALUE);
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }
}
