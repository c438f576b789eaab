package io.leadrouter.routing;

import io.leadrouter.domain.LedgerEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whose turn it is: start-time fair queueing (Goyal, Vin, Cheng 1996) over members with weights.
 * Between two members who were both candidates for every turn either of them got, turns per weight
 * never differ by more than one turn of each. Tags are fixed-point, so that any order of the same
 * charges gives the same tags. Not thread-safe: a rotation belongs to its group's one writer.
 */
final class Rotation {

  /**
   * What a turn costs at weight 1. Divisible by every weight that people write (1 to 16, 20, 25,
   * 50, 75, 100, 150, 1000, 10000 …), so that their turns are charged exactly; still 1.2 billion
   * turns at weight 1 before a tag overflows.
   */
  static final long TURN = 7_207_200_000L;

  /** A rep who was full for long comes back owed no more turns than this, lest it be flooded. */
  private static final int MOST_TURNS_OWED = 3;

  /** Nobody is given what so many turns are worth: who returns is owed a few at most. */
  private static final BigInteger FURTHEST_BEHIND = BigInteger.valueOf(Long.MIN_VALUE / 2);

  private final String name;
  private final List<Bench> benches = new ArrayList<>();
  private long virtualTime;

  Rotation(String name, long virtualTime) {
    this.name = name;
    this.virtualTime = virtualTime;
  }

  String name() {
    return name;
  }

  long virtualTime() {
    return virtualTime;
  }

  /** The pool whose bench this is takes its turns here. */
  void shareWith(Bench bench) {
    benches.add(bench);
  }

  /** A newcomer starts at V: neither owed what went before, nor in debt. */
  LedgerEntry join(Ticket ticket) {
    return change(ticket, "join", virtualTime);
  }

  /** Who had turns before this rotation knew of it begins as many behind. */
  LedgerEntry bring(Ticket ticket, int turns) {
    return change(ticket, "import", ticket.tag + turns * charge(ticket));
  }

  /** Another weight keeps what the member is owed or owes in proportion, counted in its turns. */
  Optional<LedgerEntry> reweigh(Ticket ticket, int weight) {
    if (weight == ticket.weight) {
      return Optional.empty();
    }
    // A tag far behind V, as of a rep long away, times a weight may not fit a long.
    long ahead =
        BigInteger.valueOf(ticket.tag - virtualTime)
            .multiply(BigInteger.valueOf(ticket.weight))
            .divide(BigInteger.valueOf(weight))
            .max(FURTHEST_BEHIND)
            .longValueExact();
    long before = ticket.tag;
    ticket.weight = weight;
    ticket.tag = virtualTime + ahead;
    moved(ticket);
    return Optional.of(entry("weight", ticket, before));
  }

  /** Back after having been away: what was missed is not made up for. */
  Optional<LedgerEntry> lift(Ticket ticket) {
    return ticket.tag < virtualTime
        ? Optional.of(change(ticket, "lift", virtualTime))
        : Optional.empty();
  }

  /** Back after having been full: what was missed is made up for, up to a bound. */
  Optional<LedgerEntry> boundDebt(Ticket ticket) {
    long least = virtualTime - MOST_TURNS_OWED * charge(ticket);
    return ticket.tag < least ? Optional.of(change(ticket, "lift", least)) : Optional.empty();
  }

  /**
   * The member gets a lead and pays for it.
   *
   * @param sequence greater than that of every turn before
   */
  LedgerEntry turn(Ticket ticket, long sequence) {
    smallestTag().ifPresent(smallest -> virtualTime = Math.max(virtualTime, smallest));
    long before = ticket.tag;
    ticket.tag += charge(ticket);
    ticket.lastTurn = sequence;
    moved(ticket);
    return entry("turn", ticket, before);
  }

  private static long charge(Ticket ticket) {
    return TURN / ticket.weight;
  }

  private OptionalLong smallestTag() {
    OptionalLong smallest = OptionalLong.empty();
    for (Bench bench : benches) {
      OptionalLong there = bench.smallestTag();
      if (smallest.isEmpty() || there.orElse(Long.MAX_VALUE) < smallest.getAsLong()) {
        smallest = there;
      }
    }
    return smallest;
  }

  private LedgerEntry change(Ticket ticket, String entry, long tag) {
    long before = ticket.tag;
    ticket.tag = tag;
    moved(ticket);
    return entry(entry, ticket, before);
  }

  private LedgerEntry entry(String entry, Ticket ticket, long before) {
    return new LedgerEntry(name, ticket.seat.repId(), entry, before, ticket.tag, virtualTime);
  }

  /** Benches keep their members in order. */
  private void moved(Ticket ticket) {
    for (Bench bench : benches) {
      bench.moved(ticket);
    }
  }
}
