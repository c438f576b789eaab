package io.leadrouter.routing;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RefundCount;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Silence;
import io.leadrouter.policy.Holidays;
import io.leadrouter.policy.Hours;
import io.leadrouter.policy.Returning;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A rep at a group's desk, while the group's one writer works with it. Whoever changes it tells the
 * {@link Roster}, which keeps the order of turns and knows what to store. Not thread-safe.
 */
final class Seat {

  private final String repId;
  private Optional<Rep> rep;
  private int moves;
  private long version;
  private Presence presence;
  private String movedTo;
  private final Usage usage;

  /** Replaced and never changed, as it is stored whenever the rep gets a lead. */
  private Map<String, Integer> turnsAhead;

  private final Owed owed;

  /** Leads that count as never given. */
  private final WindowCounts refunds;

  private final Quiet quiet;
  private final Supplier<Instant> now;

  /** Its places in rotations, one in each; the roster's to change. */
  final List<Ticket> tickets = new ArrayList<>();

  /** Of pools, in the order of the policy; the roster's to change. */
  final List<Member> memberships = new ArrayList<>();

  private Availability availability = Availability.ANY_TIME;
  private Optional<Instant> alarm = Optional.empty();
  private Optional<String> standIn = Optional.empty();
  private boolean passesOn;
  private boolean asksAgain;

  /** Likewise. */
  private Set<String> formerGroups;

  private Seat(RepSeat stored, Supplier<Instant> now) {
    repId = stored.repId();
    rep = stored.rep();
    moves = stored.moves();
    version = stored.version();
    presence = stored.presence();
    movedTo = stored.movedTo();
    usage =
        new Usage(
            stored.load(),
            stored.unaccepted(),
            new WindowCounts(stored.lastAssignedAt(), stored.counts()),
            now);
    turnsAhead = stored.turnsAhead();
    passesOn = stored.passesOn();
    asksAgain = stored.asksAgain();
    formerGroups = stored.formerGroups();
    owed = new Owed(stored.credit());
    refunds = new WindowCounts(Optional.empty(), LeadCounts.NONE);
    addRefunds(stored.refunds());
    quiet = new Quiet(stored.silence());
    this.now = now;
    followItsClock();
  }

  /**
   * As it was stored.
   *
   * @param now tells the group's time
   */
  static Seat of(RepSeat stored, Supplier<Instant> now) {
    Seat seat = new Seat(stored, now);
    stored
        .tags()
        .forEach(
            (rotation, tag) -> {
              long lastTurn = stored.lastTurns().getOrDefault(rotation, 0L);
              seat.tickets.add(new Ticket(rotation, seat, Ticket.WEIGHT_NOT_STORED, tag, lastTurn));
            });
    return seat;
  }

  /** Somebody the group has not heard of, and who may be anywhere yet. */
  static Seat unheardOf(String repId, Supplier<Instant> now) {
    return new Seat(
        new RepSeat(
            repId,
            Optional.empty(),
            0,
            0,
            Presence.EXPECTED,
            "",
            0,
            0,
            Optional.empty(),
            LeadCounts.NONE,
            Optional.empty(),
            Optional.empty(),
            Silence.NONE,
            Map.of(),
            Map.of(),
            Map.of(),
            false,
            false,
            Set.of()),
        now);
  }

  String repId() {
    return repId;
  }

  /** The latest data; empty: removed, or not known yet. */
  Optional<Rep> rep() {
    return rep;
  }

  int moves() {
    return moves;
  }

  long version() {
    return version;
  }

  Presence presence() {
    return presence;
  }

  /** The group that has the rep now; empty unless it has MOVED. */
  String movedTo() {
    return movedTo;
  }

  /** What the rep holds, in capacity units; below 0 while what it held is on its way here. */
  int held() {
    return usage.load();
  }

  /** Of that, what it has neither accepted nor worked on. */
  int heldUnaccepted() {
    return usage.unaccepted();
  }

  /** What counts as held: that, and for a while what it has let pass. */
  int load() {
    return usage.load() + quiet.counted();
  }

  Silence silence() {
    return quiet.stored();
  }

  /** Leads that it let pass, one after the other. */
  int inARow() {
    return quiet.inARow();
  }

  Optional<Instant> lastAssignedAt() {
    return usage.counts().last();
  }

  /** What it got, up to then. */
  LeadCounts counts() {
    return usage.stored();
  }

  /** For what it missed, in whichever rotation. */
  int turnsOwed() {
    return owed.turns();
  }

  Optional<Credit> credit() {
    return owed.stored();
  }

  void learn(Optional<Rep> rep, int moves, long version) {
    this.rep = rep;
    this.moves = moves;
    this.version = version;
    followItsClock();
  }

  /** Of a rep who has been removed nothing tells the clock, and so none is followed by memory. */
  private void followItsClock() {
    ZoneId zone = rep.map(Rep::timeZone).orElse(ZoneOffset.UTC);
    usage.counts().follow(zone);
    refunds.follow(zone);
  }

  /** New to the router, and ahead of a newcomer by as many turns, by rotation. */
  void bring(Map<String, Integer> turns) {
    Map<String, Integer> all = new HashMap<>(turnsAhead);
    all.putAll(turns);
    turnsAhead = Map.copyOf(all);
  }

  /** What it brings to a rotation that it joins, once. */
  Optional<Integer> takeTurnsAhead(String rotation) {
    Map<String, Integer> left = new HashMap<>(turnsAhead);
    Optional<Integer> taken = Optional.ofNullable(left.remove(rotation));
    turnsAhead = Map.copyOf(left);
    return taken;
  }

  /** Another group is going to hand it over. */
  void expect() {
    presence = Presence.EXPECTED;
    movedTo = "";
  }

  /** Comes from other groups, which may be homes of leads that it holds. */
  void comeFrom(Set<String> groups) {
    formerGroups =
        Stream.concat(formerGroups.stream(), groups.stream()).collect(toUnmodifiableSet());
  }

  Set<String> formerGroups() {
    return formerGroups;
  }

  /** A member from now on. */
  void arrive() {
    presence = Presence.HERE;
    movedTo = "";
  }

  /** Leaves for another group, with what it holds. */
  void moveTo(String group) {
    presence = Presence.MOVED;
    movedTo = group;
    usage.clear();
    turnsAhead = Map.of();
    formerGroups = Set.of();
    passesOn = false;
    refunds.clear();
    owed.forget();
    quiet.clear();
  }

  void take(int units, int unaccepted) {
    usage.take(units, unaccepted);
  }

  void change(Command.RoomChanged change) {
    take(change.units(), change.unaccepted());
    switch (change.sign()) {
      case ANSWERED -> quiet.answered();
      case SILENT -> quiet.letPass(change.countsUntil().filter(now.get()::isBefore));
      case NONE, REFUSED -> {}
    }
    setAlarm();
  }

  /** Whatever it let pass before, it is there. */
  void answered() {
    quiet.answered();
  }

  void pause(Instant until) {
    quiet.pause(until);
    setAlarm();
  }

  /** It has let others pass in another group. */
  void heard(Silence others) {
    quiet.add(others);
  }

  /** Got a lead now; what is given back stays counted. */
  void count() {
    usage.counts().count(now.get());
    setAlarm();
  }

  /** What it got at that time was no lead: it does not count. */
  void uncount(Instant at) {
    usage.counts().uncount(at);
    setAlarm();
  }

  /** Got one then. */
  void count(Instant at) {
    usage.counts().count(at);
    setAlarm();
  }

  /** It is given something back. */
  void countRefund() {
    refunds.count(now.get());
  }

  /** How many were given back to it this month. */
  int refunded() {
    return refunds.used(Window.MONTH, now.get());
  }

  Optional<RefundCount> refunds() {
    return refunds.last().map(last -> new RefundCount(refunds.stored(now.get()).month(), last));
  }

  /** Was given back others in another group. */
  void addRefunds(Optional<RefundCount> others) {
    others.ifPresent(
        more -> refunds.add(Optional.of(more.last()), new LeadCounts(0, 0, 0, more.count())));
  }

  /** Got others in another group. */
  void count(Optional<Instant> last, LeadCounts others, ZoneId zone) {
    usage.counts().follow(zone);
    usage.counts().add(last, others);
  }

  /** Missed so many turns. */
  void owe(int missed, Returning.Credit terms) {
    owed.add(missed, terms, now.get());
    setAlarm();
  }

  /** Is owed what another group owed it. */
  void owe(Credit credit, Returning.Credit terms) {
    owed.carry(credit, terms);
    setAlarm();
  }

  /** Took a turn, which may be one of those that it is owed. */
  void countTurn(Returning.Credit terms) {
    owed.countTurn(terms);
    setAlarm();
  }

  /** Whether it is owed nothing any more, because the time for it is over. */
  boolean forgetsWhatItIsOwed() {
    boolean over = owed.expires().filter(end -> !end.isAfter(now.get())).isPresent();
    if (over) {
      owed.forget();
    }
    return over;
  }

  /** Its place in a rotation; empty: it has none. */
  Optional<Ticket> ticket(String rotation) {
    return tickets.stream().filter(ticket -> ticket.rotation.equals(rotation)).findFirst();
  }

  /** Its membership of a pool; empty: it has none. */
  Optional<Member> on(Bench bench) {
    // Most reps have one or two: to look at them is faster than any map.
    for (Member membership : memberships) {
      if (membership.bench() == bench) {
        return Optional.of(membership);
      }
    }
    return Optional.empty();
  }

  /** Whether the rep belongs to the group now, eligible or not. */
  boolean member() {
    return presence == Presence.HERE && rep.isPresent();
  }

  /** Whether to wait for the rep here: a member, or one on its way from another group. */
  boolean belongs() {
    return presence != Presence.MOVED && rep.isPresent();
  }

  /**
   * Takes note of the time, and of what the rep's data says about it.
   *
   * @param holidays by region
   * @return whether what is stored of it changed
   */
  boolean lookAtTheClock(Function<String, Holidays> holidays) {
    quiet.lookAtTheClock(now.get());
    availability =
        member()
            ? Availability.of(rep.get(), hours(rep.get(), holidays), benches(), now.get())
            : Availability.ANY_TIME;
    standIn = rep.map(Rep::backupRepId).filter(backup -> !backup.isEmpty() && stoodInFor());
    boolean forgotten = usage.counts().lookBack(availability.span(), now.get());
    setAlarm();
    return forgotten;
  }

  private List<Bench> benches() {
    return memberships.stream().map(Member::bench).toList();
  }

  /**
   * When it works; empty: it has been removed, or nobody knows it yet.
   *
   * @param holidays by region
   */
  Optional<Hours> hours(Function<String, Holidays> holidays) {
    return rep.map(who -> hours(who, holidays));
  }

  private static Hours hours(Rep who, Function<String, Holidays> holidays) {
    return Hours.of(who.timeZone(), who.workingHours(), holidays.apply(who.holidayRegion()));
  }

  /**
   * A rep at a cap gets leads again when the window turns, one who was silent after a while; what
   * is owed is so for a time.
   */
  private void setAlarm() {
    alarm = OnTheClock.earlier(availability.until(), owed.expires());
    alarm = OnTheClock.earlier(alarm, quiet.changes());
    for (Limits limits : availability.paced()) {
      alarm = OnTheClock.earlier(alarm, usage.mayGetMore(limits));
    }
  }

  /** Whether the rep is on leave, or has time off now. */
  boolean away() {
    return availability.away();
  }

  /** Whether the rep is no longer in the business. */
  boolean hasLeft() {
    return rep.filter(who -> who.status() != RepStatus.INACTIVE).isEmpty();
  }

  /** Whether what the rep holds is being passed on. */
  boolean passesOn() {
    return passesOn;
  }

  void passesOn(boolean passesOn) {
    this.passesOn = passesOn;
  }

  /** Whether those who wait for the rep are being placed again. */
  boolean asksAgain() {
    return asksAgain;
  }

  void asksAgain(boolean asksAgain) {
    this.asksAgain = asksAgain;
  }

  /** When to look at the clock again; empty: never. */
  Optional<Instant> alarm() {
    return alarm;
  }

  /** Whether another stands in for it where there is one: it is away, and not for a night only. */
  boolean stoodInFor() {
    return member() && (away() || hasLeft());
  }

  /** The rep who stands in for this one, which is away; empty: nobody, or it is not away. */
  Optional<String> standIn() {
    return standIn;
  }

  /** Why the rep cannot take a lead of this pool now; empty: it can. */
  Optional<Obstacle> obstacle(Bench bench) {
    return obstacle(availability.in(bench));
  }

  /** Why the rep cannot take a lead that is meant for it; empty: it can. */
  Optional<Obstacle> obstacle() {
    return obstacle(availability.own());
  }

  /**
   * Why the rep cannot take a lead that is meant for it; empty: it can.
   *
   * @param beyondCaps whether no cap keeps it from it
   */
  Optional<Obstacle> obstacle(boolean beyondCaps) {
    return beyondCaps ? obstacle().filter(Obstacle::away) : obstacle();
  }

  /** Why the rep cannot take a lead of somebody whom it knows, who may wait until it works. */
  Optional<Obstacle> obstacleAtAnyHour() {
    Availability.Terms own = availability.own();
    return absent(own).filter(obstacle -> !obstacle.passes()).or(() -> full(own));
  }

  private Optional<Obstacle> obstacle(Availability.Terms terms) {
    return absent(terms).or(() -> full(terms));
  }

  private Optional<Obstacle> absent(Availability.Terms terms) {
    if (!member()) {
      return Optional.of(Obstacle.NOT_IN_GROUP);
    }
    RepStatus status = rep.get().status();
    if (status != RepStatus.ACTIVE) {
      return Optional.of(Obstacle.of(status));
    }
    return quiet.paused() ? Optional.of(Obstacle.PAUSED_FOR_SILENCE) : terms.clock().obstacle();
  }

  private Optional<Obstacle> full(Availability.Terms terms) {
    return usage.reached(terms.limits(), quiet.counted());
  }

  /** The most that it may hold of whatever pool to be eligible in this one; empty: no cap. */
  OptionalInt capacity(Bench bench) {
    return availability.in(bench).limits().openLeads();
  }

  /** The most that it may hold by its own cap; empty: it has none. */
  OptionalInt capacity() {
    return availability.own().limits().openLeads();
  }

  /** What is left in a pool under every cap, below 0 when one was lowered; empty: no cap. */
  OptionalInt room(Bench bench) {
    return usage.room(availability.in(bench).limits(), quiet.counted());
  }

  /** What is left for a lead that is meant for it. */
  OptionalInt room() {
    return usage.room(availability.own().limits(), quiet.counted());
  }

  RepSeat stored() {
    return new RepSeat(
        repId,
        rep,
        moves,
        version,
        presence,
        movedTo,
        held(),
        heldUnaccepted(),
        lastAssignedAt(),
        counts(),
        refunds(),
        credit(),
        silence(),
        byRotation(ticket -> ticket.tag),
        byRotation(ticket -> ticket.lastTurn),
        turnsAhead,
        passesOn,
        asksAgain,
        formerGroups);
  }

  private Map<String, Long> byRotation(ToLongFunction<Ticket> figure) {
    // Most reps have one place, and whoever gets a lead is stored.
    if (tickets.size() == 1) {
      Ticket only = tickets.get(0);
      return Map.of(only.rotation, figure.applyAsLong(only));
    }
    Map<String, Long> figures = new HashMap<>();
    tickets.forEach(ticket -> figures.put(ticket.rotation, figure.applyAsLong(ticket)));
    return figures;
  }
}
