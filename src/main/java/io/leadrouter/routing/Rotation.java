package io.leadrouter.routing;

import io.leadrouter.domain.LedgerEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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

  /** Whoever keeps its place comes back owed no more turns than this, lest it be flooded. */
  private static final int MOST_TURNS_OWED = 3;

  /** Nobody is given what so many turns are worth: who returns is owed a few at most. */
  private static final BigInteger FURTHEST_BEHIND = BigInteger.valueOf(Long.MIN_VALUE / 2);

  private final String name;
  private final List<Bench> benches = new ArrayList<>();
  private final Set<Ticket> members = new HashSet<>();

  /** Of all members, whether they can take leads or not. */
  private long weights;

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

  /** Whether pools take turns here together. */
  boolean shared() {
    return benches.size() > 1;
  }

  /** Somebody has a place here, and maybe had it before. */
  void admit(Ticket ticket) {
    if (members.add(ticket)) {
      weights += ticket.weight;
    }
  }

  /** Its place is gone. */
  void dismiss(Ticket ticket) {
    if (members.remove(ticket)) {
      weights -= ticket.weight;
    }
  }

  /** A newcomer starts at V: neither owed what went before, nor in debt. */
  LedgerEntry join(Ticket ticket) {
    admit(ticket);
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
    weights += weight - ticket.weight;
    ticket.weight = weight;
    ticket.tag = virtualTime + ahead;
    moved(ticket);
    return Optional.of(entry("weight", ticket, before));
  }

  /**
   * Whole turns that a member would have had by its weight, had it been there, of those that the
   * others took since V went past it. V says nothing of the hour at which they took them: of one
   * who works by day and was on leave, the turns of the night count too, so that a credit is
   * bounded by the policy and not by this.
   */
  int missed(Ticket ticket) {
    if (ticket.tag >= virtualTime) {
      return 0;
    }
    // V goes on by a turn's worth whenever the others took as many as their weights together; with
    // the member among them it would have taken its part of these, and V less.
    return BigInteger.valueOf(virtualTime - ticket.tag)
        .multiply(BigInteger.valueOf(ticket.weight))
        .multiply(BigInteger.valueOf(weights - ticket.weight))
        .divide(BigInteger.valueOf(weights).multiply(BigInteger.valueOf(TURN)))
        .min(BigInteger.valueOf(Integer.MAX_VALUE))
        .intValueExact();
  }

  /** At V again, with what was missed to be given to it later. */
  LedgerEntry credit(Ticket ticket) {
    return change(ticket, "credit", virtualTime);
  }

  /** Back where the others are: what was missed is not made up for. */
  Optional<LedgerEntry> lift(Ticket ticket) {
    return ticket.tag < virtualTime
        ? Optional.of(change(ticket, "lift", virtualTime))
        : Optional.empty();
  }

  /** Back in its place: what was missed is made up for at once, up to a bound. */
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

  /** The turn that the member has just taken was one that it is owed. */
  LedgerEntry repay(Ticket ticket) {
    return change(ticket, "repay", ticket.tag - charge(ticket));
  }

  /** The lead that the member paid so much for was none. */
  LedgerEntry refund(Ticket ticket, long amount) {
    return change(ticket, "refund", ticket.tag - amount);
  }

  /** Whether turns decide who gets the leads of its pools. */
  boolean decides() {
    return benches.stream().allMatch(Bench::goesByTurns);
  }

  /** As {@link io.leadrouter.domain.Workforce#gaps} has it. Looks at every member. */
  double widestGap() {
    return Evenness.widestGap(members, benches);
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
    Seat seat = ticket.seat;
    return new LedgerEntry(
        name, seat.repId(), entry, before, ticket.tag, virtualTime, seat.turnsOwed());
  }

  /** Benches keep their members in order. */
  private void moved(Ticket ticket) {
    for (Member membership : ticket.seat.memberships) {
      if (membership.ticket() == ticket) {
        membership.bench().moved(membership);
      }
    }
  }
}
