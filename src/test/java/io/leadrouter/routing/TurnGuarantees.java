package io.leadrouter.routing;

import static io.leadrouter.routing.Guarantees.byLoad;
import static io.leadrouter.routing.Guarantees.decisions;
import static io.leadrouter.routing.Guarantees.later;
import static io.leadrouter.routing.Guarantees.pool;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.policy.Absence;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Returning;
import io.leadrouter.policy.SpecialistTurns;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns: who is next, what it pays, and what it is owed. */
final class TurnGuarantees {

  private TurnGuarantees() {}

  /** An assignment is one turn or none, in the rotation that the route says. */
  static final class TurnsCountWhereTheRouteSays implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      Replay replay = choosing.replay();
      Policy policy = replay.policy().orElseThrow();
      Optional<String> counts = Optional.empty();
      if (choosing.route().countsIn() instanceof CountsIn.ItsPool) {
        counts = Optional.of(choosing.rotation());
      } else if (choosing.route().countsIn() instanceof CountsIn.OfPool of) {
        Pool pool = policy.pools().get(of.pool());
        counts =
            Optional.of(pool.rotation())
                .filter(rotation -> pool.group().equals(replay.group()))
                .filter(rotation -> replay.member(pool, choosing.chosen()));
      }
      Pool from = policy.pools().get(choosing.decision().choice().pool());
      boolean free =
          choosing.specialist() && from != null && from.specialistTurns() == SpecialistTurns.FREE;
      List<String> expected =
          choosing.decision().test() || free ? List.of() : counts.map(List::of).orElse(List.of());
      assertThat(choosing.decision().ledger())
          .allMatch(entry -> entry.repId().equals(choosing.chosen()))
          .filteredOn(entry -> entry.entry().equals("turn"))
          .extracting(LedgerEntry::rotation)
          .isEqualTo(expected);
    }
  }

  /**
   * Whoever was away starts again at V or after it, never before it; who keeps its place may be
   * three turns behind.
   */
  static final class WhoComesBackIsOwedWhatThePolicySays implements Guarantee {
    private static final Set<Absence> BY_THE_CLOCK = EnumSet.of(Absence.OFF_SHIFT, Absence.LEAVE);

    private final Map<String, Instant> lastSeen = new HashMap<>();

    @Override
    public void after(Scene scene) {
      String group = scene.after().name;
      Instant now = later(scene.after().state.now(), scene.business().now());
      Instant before = lastSeen.put(group, now);
      boolean samePolicy = scene.before().policy.equals(scene.after().policy);
      if (before == null || !samePolicy || scene.after().policy.isEmpty()) {
        return;
      }
      for (Pool pool : scene.after().policy.get().pools().values()) {
        for (RepSeat seat : scene.after().seats.values()) {
          RepSeat known = scene.before().seats.get(seat.repId());
          if (known != null
              && !isRefunded(scene, seat.repId())
              && isBack(scene.replay(), pool, known, seat, before, now)) {
            cameBack(scene, pool, known, seat);
          }
        }
      }
    }

    private static boolean isRefunded(Scene scene, String repId) {
      return decisions(scene.verdict())
          .flatMap(decision -> decision.ledger().stream())
          .anyMatch(entry -> entry.entry().equals("refund") && entry.repId().equals(repId));
    }

    private static boolean isBack(
        Replay replay, Pool pool, RepSeat before, RepSeat after, Instant then, Instant now) {
      if (!replay.member(pool, after.repId()) || !replay.isThere(after.repId(), pool, now)) {
        return false;
      }
      return before.rep().equals(after.rep())
          ? replay.wasAway(after.repId(), pool, then, now)
          : before.rep().filter(rep -> rep.status() != RepStatus.ACTIVE).isPresent();
    }

    private static void cameBack(Scene scene, Pool pool, RepSeat before, RepSeat after) {
      boolean paused =
          before.rep().get().status() == RepStatus.PAUSED
              || before.silence().pausedUntil().isPresent();
      Set<Absence> absences =
          paused
              ? EnumSet.of(Absence.PAUSE)
              : before.rep().equals(after.rep()) ? BY_THE_CLOCK : EnumSet.of(Absence.LEAVE);
      Returning onReturn = scene.after().policy.get().conduct().onReturn();
      boolean keeps =
          absences.stream().anyMatch(any -> onReturn.after(any) == Returning.Answer.KEEP);
      long charge = scene.replay().charge(pool.rotation(), after.repId());
      assertThat(after.tags().get(pool.rotation()))
          .as("tag of %s, who is back in %s", after.repId(), pool.id())
          .isGreaterThanOrEqualTo(
              scene.before().state.virtualTimes().getOrDefault(pool.rotation(), 0L)
                  - (keeps ? 3 * charge : 0));
    }
  }

  /**
   * Anybody can say from the record alone why a tag, V and what is owed are what they are: each
   * kind of entry changes them in its own way, and in no other.
   */
  static final class EveryEntryFollowsItsRule implements Guarantee {

    private record Place(String group, String rotation, String repId) {}

    private final Map<Place, Integer> weights = new HashMap<>();
    private final Map<String, Long> smallest = new HashMap<>();

    @Override
    public void chose(Choosing choosing) {
      smallest.clear();
      for (LedgerEntry entry : choosing.decision().ledger()) {
        choosing
            .replay()
            .smallestTag(entry.rotation())
            .ifPresent(tag -> smallest.put(entry.rotation(), tag));
      }
    }

    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      int owed = replay.credit(entry.repId());
      switch (entry.entry()) {
        case "credit" -> assertThat(entry.credit()).as("%s", entry).isGreaterThanOrEqualTo(owed);
        case "repay" -> assertThat(entry.credit()).as("%s", entry).isEqualTo(owed - 1);
        case "expire" -> {
          assertThat(owed).as("%s", entry).isPositive();
          assertThat(entry.credit()).as("%s", entry).isZero();
        }
        default -> assertThat(entry.credit()).as("%s", entry).isEqualTo(owed);
      }
      if (!entry.rotation().isEmpty()) {
        tag(replay, entry);
      }
    }

    private void tag(Replay replay, LedgerEntry entry) {
      long time = replay.virtualTime(entry.rotation());
      long charge = replay.charge(entry.rotation(), entry.repId());
      int weight = replay.weight(entry.rotation(), entry.repId());
      long change = entry.after() - entry.before();
      Place place = new Place(replay.group(), entry.rotation(), entry.repId());
      Integer before = weights.put(place, weight);
      Long next = smallest.remove(entry.rotation());
      if (!entry.entry().equals("turn")) {
        assertThat(entry.virtualTime()).as("V after %s", entry).isEqualTo(time);
      }
      switch (entry.entry()) {
        case "join", "credit" -> assertThat(entry.after()).as("%s", entry).isEqualTo(time);
        case "lift" ->
            assertThat(entry.after())
                .as("%s", entry)
                .isGreaterThan(entry.before())
                .isIn(time, time - 3 * charge);
        case "weight" ->
            assertThat((entry.after() - time) * weight - (entry.before() - time) * before)
                .as("what a change of weight rounds, in %s", entry)
                .isBetween(-(long) weight, (long) weight);
        case "turn" -> {
          assertThat(change).as("%s", entry).isEqualTo(charge);
          if (next != null) {
            assertThat(entry.virtualTime()).as("V after %s", entry).isEqualTo(Math.max(time, next));
          }
          assertThat(entry.virtualTime()).as("V after %s", entry).isGreaterThanOrEqualTo(time);
        }
        case "import" -> assertThat(change % charge).as("%s", entry).isZero();
        case "repay" -> assertThat(change).as("%s", entry).isEqualTo(-charge);
        case "refund" -> assertThat(change).as("%s", entry).isNegative();
        default -> throw new AssertionError("An entry of an unheard-of kind: " + entry);
      }
    }
  }

  /**
   * A rep who is owed turns gets at most one extra turn in so many, is never owed more than the
   * policy says, and nothing any more when the time for it is over.
   */
  static final class CreditIsGivenSparingly implements Guarantee {
    private final Map<String, Integer> taken = new HashMap<>();

    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      Returning.Credit terms = replay.policy().orElseThrow().conduct().onReturn().credit();
      String repId = entry.repId();
      switch (entry.entry()) {
        case "credit" -> {
          int owed = replay.credit(repId);
          assertThat(entry.credit()).as("%s", entry).isBetween(1, Math.max(owed, terms.atMost()));
          if (owed == 0 && !entry.rotation().isEmpty()) {
            taken.put(repId, 0);
          }
        }
        case "turn" -> taken.merge(repId, 1, Integer::sum);
        case "repay" ->
            assertThat(taken.put(repId, 0))
                .as("turns that %s took since it got an extra one", repId)
                .isGreaterThanOrEqualTo(terms.every());
        default -> {}
      }
    }

    @Override
    public void after(Scene scene) {
      Instant now = scene.after().state.now();
      for (RepSeat seat : scene.after().seats.values()) {
        if (seat.credit().isPresent()) {
          Instant end = seat.credit().get().expires();
          assertThat(end).as("until when %s is owed turns", seat.repId()).isAfter(now);
          credited(scene, seat.repId())
              .ifPresent(
                  terms ->
                      assertThat(end)
                          .as("until when %s is owed what it missed", seat.repId())
                          .isBeforeOrEqualTo(now.plus(terms.expires())));
        }
      }
    }

    private static Optional<Returning.Credit> credited(Scene scene, String repId) {
      return scene
          .after()
          .policy
          .filter(same -> scene.before().policy.equals(scene.after().policy))
          .map(policy -> policy.conduct().onReturn().credit())
          .filter(
              terms ->
                  decisions(scene.verdict())
                      .flatMap(decision -> decision.ledger().stream())
                      .anyMatch(
                          entry ->
                              entry.entry().equals("credit")
                                  && !entry.rotation().isEmpty()
                                  && entry.repId().equals(repId)));
    }
  }

  /**
   * A rep who returns a lead for a fault of the lead's own has back what it paid, once and where it
   * paid it, as often a month as the policy says; and for nothing else.
   */
  static final class RefundsAreForWhatWasPaid implements Guarantee {

    /** By lead, the turn of whoever got it last. */
    private final Map<String, LedgerEntry> turns = new HashMap<>();

    private final Map<String, Receipts> refunds = new HashMap<>();

    @Override
    public void after(Scene scene) {
      for (Decision decision : decisions(scene.verdict()).toList()) {
        List<LedgerEntry> entries =
            decision.ledger().stream().filter(e -> e.entry().equals("refund")).toList();
        if (decision.reason().equals("refunded") || decision.reason().equals("refund-limit")) {
          expected(scene, decision);
        } else if (decision.disposition().equals(Optional.of(Disposition.RETURNED))
            && decision.kind() == DecisionKind.REVOKED) {
          assertThat(mayBeRefunded(scene, decision)).as("%s is refunded", decision).isFalse();
        }
        LedgerEntry turn = turns.get(decision.leadId());
        if (decision.kind() == DecisionKind.REVOKED
            && (decision.reason().equals("refunded") || neverGot(scene, decision))) {
          RepSeat seat = scene.after().seats.get(decision.choice().repId());
          boolean hasPlace = turn != null && seat.tags().containsKey(turn.rotation());
          assertThat(entries).as("refunds in %s", decision).hasSize(hasPlace ? 1 : 0);
          entries.forEach(entry -> isOf(turn, entry));
        } else {
          assertThat(entries).as("refunds in %s", decision).isEmpty();
        }
        follow(decision);
      }
    }

    private static void isOf(LedgerEntry turn, LedgerEntry refund) {
      assertThat(refund.rotation()).as("%s", refund).isEqualTo(turn.rotation());
      assertThat(refund.repId()).as("%s", refund).isEqualTo(turn.repId());
      assertThat(refund.before() - refund.after())
          .as("what is given back of %s", turn)
          .isEqualTo(turn.after() - turn.before());
    }

    private void expected(Scene scene, Decision decision) {
      String repId = decision.choice().repId();
      RepSeat seat = scene.after().seats.get(repId);
      assertThat(mayBeRefunded(scene, decision)).as("%s is refunded", decision).isTrue();
      Receipts all = refunds.computeIfAbsent(repId, any -> new Receipts());
      all.moveTo(seat.rep().map(Rep::timeZone).orElse(ZoneOffset.UTC));
      int most = scene.after().policy.orElseThrow().conduct().refunds().perMonth();
      assertThat(decision.reason())
          .as("what %s got back this month is within %d", repId, most)
          .isEqualTo(all.used(decision.decidedAt()) < most ? "refunded" : "refund-limit");
      if (decision.reason().equals("refunded")) {
        all.add(decision.decidedAt());
      }
    }

    private static boolean mayBeRefunded(Scene scene, Decision decision) {
      if (scene.command().orElseThrow() instanceof Command.RoomChanged room) {
        return room.refunds().isPresent();
      }
      LeadOutcome outcome = ((Command.OutcomeReported) scene.command().orElseThrow()).outcome();
      return countedHere(scene, decision)
          && scene
              .after()
              .policy
              .filter(policy -> policy.conduct().refunds().covers(outcome.reason()))
              .isPresent();
    }

    /** The CRM refused it: its rep has back what it paid, however often that happens. */
    private static boolean neverGot(Scene scene, Decision decision) {
      return decision.disposition().equals(Optional.of(Disposition.REFUSED))
          && countedHere(scene, decision);
    }

    private static boolean countedHere(Scene scene, Decision decision) {
      RepSeat seat = scene.after().seats.get(decision.choice().repId());
      OpenLead before = scene.before().leads.get(decision.leadId());
      // Somebody may call it a test only after it was given.
      boolean counted =
          before == null || before.attempt() != decision.attempt()
              ? !decision.test()
              : before.holding().units() > 0;
      return counted && seat != null && seat.presence() != Presence.MOVED;
    }

    private void follow(Decision decision) {
      switch (decision.kind()) {
        // While the policy observes, what was given by hand is only recorded.
        case ASSIGNED, OUTCOME_RECORDED -> {
          if (decision.kind() == DecisionKind.ASSIGNED) {
            turns.remove(decision.leadId());
          }
          decision.ledger().stream()
              .filter(entry -> entry.entry().equals("turn"))
              .forEach(entry -> turns.put(decision.leadId(), entry));
        }
        case REVOKED, HANDED_OVER, ERASED -> turns.remove(decision.leadId());
        default -> {}
      }
    }
  }

  /** A lead that somebody gives by hand is a turn in its last pool, for a rep who is a member. */
  static final class WhatIsGivenByHandIsATurnInTheLastPool implements Guarantee {

    private record Turned(String group, int cycle, String rotation) {}

    private final Map<String, Turned> last = new HashMap<>();

    @Override
    public void after(Scene scene) {
      boolean samePolicy = scene.before().policy.equals(scene.after().policy);
      if (!samePolicy || scene.after().policy.isEmpty()) {
        last.clear();
        return;
      }
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.ASSIGNED) {
          assigned(scene, decision);
        } else if (decision.kind() == DecisionKind.ERASED
            || decision.kind() == DecisionKind.HANDED_OVER) {
          last.remove(decision.leadId());
        }
      }
    }

    private void assigned(Scene scene, Decision decision) {
      String repId = decision.choice().repId();
      Policy policy = scene.after().policy.orElseThrow();
      List<LedgerEntry> turns =
          decision.ledger().stream().filter(entry -> entry.entry().equals("turn")).toList();
      Turned before = last.get(decision.leadId());
      if (decision.reason().equals("by-hand")
          && before != null
          && before.group().equals(decision.group())
          && before.cycle() == decision.cycle()) {
        boolean member =
            policy.pools().values().stream()
                .filter(pool -> pool.rotation().equals(before.rotation()))
                .anyMatch(pool -> scene.replay().member(pool, repId));
        assertThat(turns)
            .as("turns of %s, who gets %s by hand", repId, decision.leadId())
            .allMatch(turn -> turn.repId().equals(repId))
            .extracting(LedgerEntry::rotation)
            .isEqualTo(member && !decision.test() ? List.of(before.rotation()) : List.of());
      }
      String pool = decision.choice().strategy().isEmpty() ? "" : decision.choice().pool();
      if (!turns.isEmpty() || !pool.isEmpty()) {
        String rotation =
            turns.isEmpty() ? policy.pools().get(pool).rotation() : turns.get(0).rotation();
        last.put(decision.leadId(), new Turned(decision.group(), decision.cycle(), rotation));
      }
    }
  }

  /** Anybody can recompute a rep's tag from what is on the record. */
  static final class TagsAreWhatTheLedgerSays implements Guarantee {
    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      if (!entry.entry().equals("join")) {
        assertThat(entry.before())
            .as("%s", entry)
            .isEqualTo(replay.tag(entry.rotation(), entry.repId()));
      }
    }

    @Override
    public void after(Scene scene) {
      for (RepSeat seat : scene.after().seats.values()) {
        seat.tags()
            .forEach(
                (rotation, tag) ->
                    assertThat(tag)
                        .as("tag of %s in %s", seat.repId(), rotation)
                        .isEqualTo(scene.replay().tag(rotation, seat.repId())));
        assertThat(seat.credit().map(Credit::turns).orElse(0))
            .as("turns owed to %s", seat.repId())
            .isEqualTo(scene.replay().credit(seat.repId()));
      }
      scene
          .after()
          .state
          .virtualTimes()
          .forEach(
              (rotation, time) ->
                  assertThat(time)
                      .as("V of %s", rotation)
                      .isEqualTo(scene.replay().virtualTime(rotation)));
    }
  }

  static final class TheSmallestTagIsNext implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn() && !byLoad(choosing)) {
        Replay replay = choosing.replay();
        String rotation = choosing.rotation();
        long chosen = replay.tag(rotation, choosing.chosen());
        for (String other : choosing.candidates()) {
          assertThat(chosen)
              .as("tag of %s, chosen before %s", choosing.chosen(), other)
              .isLessThanOrEqualTo(replay.tag(rotation, other));
        }
      }
    }
  }

  /**
   * DESIGN §3: over any stretch without other ledger entries on two members, in which every turn
   * given to one of them had both as candidates, their turns per weight keep within one turn.
   */
  static final class TurnsAreFair implements Guarantee {

    private record Pair(String group, String rotation, String first, String second) {}

    private static final class Stretch {
      long began;
      long chargedFirst;
      long chargedSecond;
    }

    private final Map<Pair, Stretch> stretches = new HashMap<>();
    private Choosing choosing;

    @Override
    public void chose(Choosing choosing) {
      this.choosing = choosing;
    }

    @Override
    public void entered(Replay replay, LedgerEntry entry) {
      String group = replay.group();
      String rep = entry.repId();
      boolean inTurn =
          entry.entry().equals("turn")
              && choosing != null
              && choosing.decision().ledger().contains(entry)
              && entry.rotation().equals(choosing.rotation())
              && !byLoad(choosing);
      if (!inTurn) {
        stretches
            .keySet()
            .removeIf(
                pair ->
                    pair.group().equals(group)
                        && pair.rotation().equals(entry.rotation())
                        && (pair.first().equals(rep) || pair.second().equals(rep)));
        return;
      }
      for (String other : replay.tags().getOrDefault(entry.rotation(), Map.of()).keySet()) {
        if (!other.equals(rep)) {
          turn(replay, entry, other);
        }
      }
    }

    private void turn(Replay replay, LedgerEntry entry, String other) {
      String rep = entry.repId();
      boolean inOrder = rep.compareTo(other) < 0;
      String first = inOrder ? rep : other;
      String second = inOrder ? other : rep;
      Pair pair = new Pair(replay.group(), entry.rotation(), first, second);
      if (!choosing.candidates().contains(other)) {
        stretches.remove(pair);
        return;
      }
      Stretch stretch =
          stretches.computeIfAbsent(
              pair,
              fresh -> {
                Stretch begun = new Stretch();
                begun.began =
                    replay.tag(entry.rotation(), first) - replay.tag(entry.rotation(), second);
                return begun;
              });
      long charge = replay.charge(entry.rotation(), rep);
      long otherCharge = replay.charge(entry.rotation(), other);
      if (inOrder) {
        stretch.chargedFirst += charge;
      } else {
        stretch.chargedSecond += charge;
      }
      long difference = stretch.began + stretch.chargedFirst - stretch.chargedSecond;
      long most = Math.max(stretch.began, inOrder ? charge : otherCharge);
      long least = Math.min(stretch.began, -(inOrder ? otherCharge : charge));
      assertThat(difference)
          .as("turns of %s beside %s in %s", first, second, entry.rotation())
          .isBetween(least, most);
    }
  }
}
