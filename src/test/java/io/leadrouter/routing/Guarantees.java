package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Assignment;
import io.leadrouter.domain.AssignmentStatus;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadChange;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadOutcome;
import io.leadrouter.domain.LeadOwner;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.PoolTally;
import io.leadrouter.domain.Presence;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.policy.Absence;
import io.leadrouter.policy.Conduct;
import io.leadrouter.policy.CountsIn;
import io.leadrouter.policy.Mode;
import io.leadrouter.policy.OpenLeadRule;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Returning;
import io.leadrouter.policy.Route;
import io.leadrouter.policy.SpecialistTurns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What always holds, each as an object that listens to a business. */
final class Guarantees {

  private Guarantees() {}

  /** All of them, fresh. */
  static List<Guarantee> all() {
    return List.of(
        new OnlyThoseWhoMayTakeALeadGetIt(),
        new NobodyIsCalledAtNight(),
        new NobodyInLineIsPassedOver(),
        new TurnsCountWhereTheRouteSays(),
        new WhoComesBackIsOwedWhatThePolicySays(),
        new EveryEntryFollowsItsRule(),
        new CreditIsGivenSparingly(),
        new RefundsAreForWhatWasPaid(),
        new WhatIsGivenByHandIsATurnInTheLastPool(),
        new WhatARepHeldWhoLeftIsPassedOn(),
        new WhatARepHeldElsewhereIsPassedOn(),
        new ACorrectedLeadGoesWhereItBelongs(),
        new SlaGuarantees.NobodySitsOnALead(),
        new SlaGuarantees.WhoIsSilentGetsNothingForAWhile(),
        new SlaGuarantees.WhatIsLetPassCountsForAWhile(),
        new SlaGuarantees.SomebodyIsToldOfWhatManyHad(),
        new WhoGaveALeadUpDoesNotGetItBack(),
        new WhatIsSaidOfAnAttemptThatIsOverChangesNothing(),
        new AnIdleDeskWritesNothing(),
        new RoomIsWhatIsLeftUnderEveryCap(),
        new RoomIsTakenAndGivenBackOnce(),
        new WhatARepGotStaysCounted(),
        new WhatAPoolGaveStaysItsOwn(),
        new EveryLeadIsInOnePlace(),
        new APersonHasOneOpenLead(),
        new EverybodyKnowsWhoHoldsAPerson(),
        new OwnerGuarantees.WhoComesBackGoesToWhoKnowsThem(),
        new NobodyWaitsInVain(),
        new DecisionsCountWithoutAGap(),
        new TimeNeverRunsBackwards(),
        new TagsAreWhatTheLedgerSays(),
        new TheSmallestTagIsNext(),
        new TurnsAreFair(),
        new TheLeastLoadedIsNext(),
        new TheCrmKnowsWhoHoldsALead(),
        new ARouterThatObservesGivesNothing(),
        new WhatAnotherRouterHasIsNotGiven(),
        new WhoHasALeadAlreadyKeepsIt(),
        new WhoShallBeForgottenIs(),
        new WithdrawnConsentIsKept(),
        new WhatIsSavedGoesOnAlike(UnaryOperator.identity()));
  }

  private static Stream<Decision> decisions(Verdict verdict) {
    return verdict.outputs().stream()
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision());
  }

  /**
   * Nobody who is full, off shift, on holiday or on leave, is not in the pool, or lacks what the
   * route asks for; of those whom a route names, the first who can take the lead, or whoever stands
   * in. By the router, that is; what a person gives by hand or reopens is there whatever the cap.
   */
  static final class OnlyThoseWhoMayTakeALeadGetIt implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      assertThat(choosing.candidates())
          .as("who may take %s", choosing.decision().leadId())
          .contains(choosing.chosen());
    }
  }

  /** The router gives nobody a lead while the lead may not be contacted, on its own clock. */
  static final class NobodyIsCalledAtNight implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.decision().reason().equals("escalated")) {
        return; // for somebody to look at
      }
      Instant now = choosing.decision().decidedAt();
      Policy policy = choosing.replay().policy().orElseThrow();
      assertThat(mayBeContacted(choosing.lead(), policy, now))
          .as("contact hours of %s at %s", choosing.decision().leadId(), now)
          .isTrue();
    }
  }

  private static boolean mayBeContacted(ScoredLead lead, Policy policy, Instant now) {
    return policy.conduct().contactHours(lead.lead()).map(hours -> hours.include(now)).orElse(true);
  }

  /** A new lead gets nobody for whom another waits, and the best of a line comes first. */
  static final class NobodyInLineIsPassedOver implements Guarantee {
    private List<Choosing> chosen = new ArrayList<>();

    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn()) {
        chosen.add(choosing);
      }
    }

    @Override
    public void after(Scene scene) {
      List<Choosing> all = chosen;
      chosen = new ArrayList<>();
      if (scene.before().policy.equals(scene.after().policy)) {
        all.forEach(choosing -> look(choosing, scene));
      }
    }

    private static void look(Choosing choosing, Scene scene) {
      OpenLead served = scene.before().leads.get(choosing.decision().leadId());
      String reason = choosing.decision().reason();
      for (OpenLead other : scene.before().leads.values()) {
        if (stillWaits(other, scene.after()) && couldTake(choosing, other)) {
          assertThat(reason).as("why %s was passed over", other.leadId()).isNotEqualTo("submitted");
          if (reason.equals("from-line") && other.step().line().equals(served.step().line())) {
            assertThat(served.step().rank())
                .as("rank of %s, before %s", served.leadId(), other.leadId())
                .isGreaterThanOrEqualTo(other.step().rank());
          }
        }
      }
    }

    private static boolean stillWaits(OpenLead lead, Branch after) {
      OpenLead now = after.leads.get(lead.leadId());
      return lead.status() == LeadStatus.WAITING && lead.equals(now);
    }

    private static boolean couldTake(Choosing choosing, OpenLead other) {
      Policy policy = choosing.replay().policy().orElseThrow();
      if (other.lead().policyVersion() != policy.version()
          || other.previousReps().contains(choosing.chosen())
          || !mayBeContacted(other.lead(), policy, choosing.decision().decidedAt())) {
        return false;
      }
      Route route = route(other, policy);
      if (choosing.route().beyondCaps() && !route.beyondCaps()) {
        return false; // whom nobody else could be given
      }
      return Replay.pool(route, other.lead(), policy)
          .filter(pool -> pool.id().equals(choosing.decision().choice().pool()))
          .filter(pool -> choosing.replay().suits(route, other.lead(), choosing.chosen()))
          .isPresent();
    }
  }

  /** Where a waiting lead is on its way. */
  private static Route route(OpenLead lead, Policy policy) {
    return policy.rule(lead.step().ruleId()).orElseThrow().routes().get(lead.step().route());
  }

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
      seat.rep().ifPresent(rep -> all.moveTo(rep.timeZone()));
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

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** As the policy says; and what it does not pass on stays where it is. */
  static final class WhatARepHeldWhoLeftIsPassedOn implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.RepChanged changed)
          || scene.after().policy.isEmpty()) {
        return;
      }
      RepSeat before = scene.before().seats.get(changed.repId());
      RepSeat after = scene.after().seats.get(changed.repId());
      if (before == null || hasLeft(before) || goesAwayByTheClock(before, scene)) {
        return;
      }
      Conduct conduct = scene.after().policy.get().conduct();
      boolean left = hasLeft(after);
      boolean goesAway = !isAway(before, scene) && isAway(after, scene);
      OpenLeadRule rule = left ? conduct.onRepLeft() : conduct.onRepAway();
      for (OpenLead lead : scene.before().leads.values()) {
        if (lead.status() == LeadStatus.ASSIGNED
            && lead.holding().repId().equals(changed.repId())
            && !ranOut(scene, lead.leadId())) {
          boolean passedOn =
              (left || goesAway)
                  && (rule == OpenLeadRule.ROUTE_ALL
                      || rule == OpenLeadRule.ROUTE_UNACCEPTED && nobodyWorksOn(lead));
          OpenLead now = scene.after().leads.get(lead.leadId());
          assertThat(isStillHeld(lead, now))
              .as("%s, which %s held, by %s", lead.leadId(), changed.repId(), rule)
              .isEqualTo(!passedOn);
          if (passedOn && left) {
            boolean back =
                now.status() == LeadStatus.ASSIGNED
                    && now.holding().repId().equals(changed.repId());
            assertThat(back).as("%s is back with who left", lead.leadId()).isFalse();
          }
        }
      }
    }

    private static boolean isAway(RepSeat seat, Scene scene) {
      Instant now = later(scene.after().state.now(), scene.business().now());
      return isAway(seat, now);
    }

    private static boolean isAway(RepSeat seat, Instant now) {
      return seat.presence() == Presence.HERE
          && seat.rep().isPresent()
          && (seat.rep().get().status() == RepStatus.ON_LEAVE
              || seat.rep().get().status() != RepStatus.INACTIVE
                  && seat.rep().get().timeOff().stream()
                      .anyMatch(off -> !now.isBefore(off.from()) && now.isBefore(off.to())));
    }

    /** Then it is time that passes on what the rep holds, before the rep's data change. */
    private static boolean goesAwayByTheClock(RepSeat seat, Scene scene) {
      Instant now = later(scene.after().state.now(), scene.business().now());
      return seat.rep().isPresent()
          && seat.rep().get().timeOff().stream()
              .anyMatch(
                  off ->
                      off.from().isAfter(scene.before().state.now()) && !off.from().isAfter(now));
    }

    private static boolean hasLeft(RepSeat seat) {
      return seat.rep().isEmpty() || seat.rep().get().status() == RepStatus.INACTIVE;
    }
  }

  /** Also in the groups that the rep has moved on from, as soon as they have heard of it. */
  static final class WhatARepHeldElsewhereIsPassedOn implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.RepChanged changed)
          || scene.after().policy.isEmpty()) {
        return;
      }
      RepSeat before = scene.before().seats.get(changed.repId());
      RepSeat after = scene.after().seats.get(changed.repId());
      boolean leaves =
          before != null
              && before.presence() == Presence.HERE
              && !left(before)
              && after.presence() == Presence.HERE
              && left(after);
      if (leaves) {
        for (Branch branch : scene.business().branches.values()) {
          boolean holds =
              movedOn(branch.seats.get(changed.repId()))
                  && branch.leads.values().stream()
                      .anyMatch(lead -> lead.holding().units() > 0 && isOf(lead, changed.repId()));
          if (holds) {
            assertThat(told(scene, branch.name, changed.repId()))
                .as("whether %s hears that %s has left", branch.name, changed.repId())
                .isTrue();
          }
        }
      }
    }

    /** Where the rep is yet to come, its data are newer. */
    private static boolean movedOn(RepSeat seat) {
      return seat != null && seat.presence() == Presence.MOVED;
    }

    private static boolean isOf(OpenLead lead, String repId) {
      return lead.status() == LeadStatus.ASSIGNED && lead.holding().repId().equals(repId);
    }

    private static boolean left(RepSeat seat) {
      return seat.rep().isEmpty() || seat.rep().get().status() == RepStatus.INACTIVE;
    }

    private static boolean told(Scene scene, String group, String repId) {
      return scene.verdict().outputs().stream()
          .anyMatch(
              output ->
                  output instanceof Output.Forwarded forwarded
                      && forwarded.group().equals(group)
                      && forwarded.command().equals(new Command.HolderLeft(repId)));
    }
  }

  private static boolean nobodyWorksOn(OpenLead lead) {
    return lead.holding().acceptedAt().isEmpty() && lead.holding().firstTouchAt().isEmpty();
  }

  private static final Set<String> RAN_OUT = Set.of("not-accepted", "not-contacted");

  /** Whether the time of the lead's rep was over before the command was looked at. */
  private static boolean ranOut(Scene scene, String leadId) {
    return decisions(scene.verdict())
        .anyMatch(d -> d.leadId().equals(leadId) && RAN_OUT.contains(d.reason()));
  }

  private static boolean isStillHeld(OpenLead before, OpenLead after) {
    return after.status() == LeadStatus.ASSIGNED
        && after.attempt() == before.attempt()
        && after.holding().repId().equals(before.holding().repId());
  }

  /** A lead that is corrected stays with its rep, unless the policy gave it and takes it back. */
  static final class ACorrectedLeadGoesWhereItBelongs implements Guarantee {
    private final Set<String> byHand = new HashSet<>();

    @Override
    public void after(Scene scene) {
      look(scene);
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.ASSIGNED && !decision.choice().strategy().isEmpty()) {
          byHand.remove(decision.leadId());
        } else if (decision.kind() == DecisionKind.ASSIGNED
            || decision.reason().equals("imported")
            || saysWhoHasIt(decision)) {
          byHand.add(decision.leadId());
        }
      }
    }

    private void look(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.LeadSubmitted submitted)
          || scene.after().policy.isEmpty()) {
        return;
      }
      OpenLead before = scene.before().leads.get(submitted.leadId());
      if (before == null
          || before.status() != LeadStatus.ASSIGNED
          || ranOut(scene, submitted.leadId())) {
        return;
      }
      Policy policy = scene.after().policy.get();
      Instant now = later(scene.after().state.now(), scene.business().now());
      boolean takenBack =
          submitted.change() == LeadChange.CORRECTED
              && policy.conduct().onLeadChange() == OpenLeadRule.ROUTE_UNACCEPTED
              && nobodyWorksOn(before)
              && !byHand.contains(submitted.leadId())
              && !policy.match(submitted.lead(), now).id().equals(before.step().ruleId());
      assertThat(isStillHeld(before, scene.after().leads.get(submitted.leadId())))
          .as("whether %s stays with %s", submitted.leadId(), before.holding().repId())
          .isEqualTo(!takenBack);
    }
  }

  /**
   * By the router, that is, and in the same cycle; and once as many reps gave it up as the policy
   * allows, it goes to nobody but whom the policy names for that.
   */
  static final class WhoGaveALeadUpDoesNotGetItBack implements Guarantee {

    private static final class Journey {
      int cycle;
      String holder = "";
      final Set<String> gaveUp = new HashSet<>();
      boolean owesALook;
    }

    private static final Set<String> FOR_MANY =
        Set.of("UNROUTABLE too-many-attempts", "ASSIGNED escalated", "OBSERVED escalated");

    private final Map<String, Journey> journeys = new HashMap<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.POLICY_ACTIVATED) {
          policy = scene.after().policy;
        }
        if (decision.kind() == DecisionKind.ERASED) {
          journeys.remove(decision.leadId());
        } else if (decision.cycle() > 0) {
          follow(decision, policy);
        }
      }
    }

    private void follow(Decision decision, Optional<Policy> policy) {
      String leadId = decision.leadId();
      Journey journey = journeys.computeIfAbsent(leadId, id -> new Journey());
      if (journey.cycle != decision.cycle()) {
        journey = new Journey();
        journey.cycle = decision.cycle();
        journeys.put(leadId, journey);
      }
      boolean forMany = FOR_MANY.contains(decision.kind() + " " + decision.reason());
      assertThat(forMany)
          .as("after %s, %s is for somebody to look at", journey.gaveUp, leadId)
          .isEqualTo(journey.owesALook);
      journey.owesALook = false;
      switch (decision.kind()) {
        case ASSIGNED -> {
          String repId = decision.choice().repId();
          if (!decision.choice().strategy().isEmpty()) {
            assertThat(journey.gaveUp).as("who gave %s up", leadId).doesNotContain(repId);
          } else {
            // Whoever in the CRM moved the lead has the last word.
            leaves(journey);
            journey.gaveUp.remove(repId);
          }
          journey.holder = repId;
        }
        case OBSERVED -> {
          String repId = decision.choice().repId();
          assertThat(journey.gaveUp).as("who gave %s up", leadId).doesNotContain(repId);
          journey.holder = decision.reason().equals("imported") ? repId : "";
        }
        case OUTCOME_RECORDED -> {
          if (saysWhoHasIt(decision)) {
            leaves(journey);
            journey.gaveUp.remove(decision.choice().repId());
            journey.holder = decision.choice().repId();
          }
        }
        case REVOKED -> {
          boolean nobodysDoing = Replay.NOBODYS_DOING.contains(decision.reason());
          if (!nobodysDoing) {
            leaves(journey);
            journey.owesALook = policy.filter(p -> journeyIsLong(p, decision.leadId())).isPresent();
          }
          journey.holder = "";
        }
        case HANDED_OVER -> {
          leaves(journey);
          journey.holder = "";
        }
        case REOPENED -> journey.holder = decision.choice().repId();
        case CLOSED, SUPPRESSED -> journey.holder = "";
        default -> {}
      }
    }

    private boolean journeyIsLong(Policy policy, String leadId) {
      return journeys.get(leadId).gaveUp.size() >= policy.conduct().maxAttempts();
    }

    private static void leaves(Journey journey) {
      if (!journey.holder.isEmpty()) {
        journey.gaveUp.add(journey.holder);
      }
    }
  }

  /** Nor what is said of a lead that nobody holds, but that it was said. */
  static final class WhatIsSaidOfAnAttemptThatIsOverChangesNothing implements Guarantee {
    private static final Set<Disposition> OF_A_HOLDER =
        EnumSet.of(
            Disposition.DELIVERED,
            Disposition.ACCEPTED,
            Disposition.CONTACTED,
            Disposition.QUALIFIED);

    @Override
    public void after(Scene scene) {
      List<Decision> decisions = decisions(scene.verdict()).toList();
      if (decisions.size() != 1
          || scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.OutcomeReported reported)) {
        return;
      }
      LeadOutcome outcome = reported.outcome();
      if (!decisions.get(0).eventId().equals(outcome.outcomeId())) {
        return; // what time had made due
      }
      DecisionKind kind = decisions.get(0).kind();
      OpenLead before = scene.before().leads.get(outcome.leadId());
      if (before == null || before.elsewhere()) {
        return;
      }
      OpenLead after = scene.after().leads.get(outcome.leadId());
      if (kind == DecisionKind.OUTCOME_STALE) {
        // Time alone may have moved it along its routes, and past a warning.
        assertThat(unwarned(after))
            .as("%s after %s, which is stale", outcome.leadId(), outcome)
            .isEqualTo(unwarned(before.withStep(after.step()).withLead(after.lead())));
      } else {
        boolean over =
            outcome.attempt().isPresent() && outcome.attempt().getAsInt() != before.attempt()
                || OF_A_HOLDER.contains(outcome.disposition())
                    && before.attempt() > 0
                    && before.status() != LeadStatus.ASSIGNED
                    && before.status() != LeadStatus.CLOSED
                || OF_A_HOLDER.contains(outcome.disposition())
                    && outcome.attempt().isEmpty()
                    && before.attempt() > 0
                    && !outcome.repId().isEmpty()
                    && !outcome.repId().equals(before.holding().repId());
        assertThat(over).as("%s is about what is over, but was %s", outcome, kind).isFalse();
      }
    }

    private static OpenLead unwarned(OpenLead lead) {
      Holding holding = lead.holding();
      return lead.withHolding(
          holding
              .withAcceptBy(holding.acceptBy().map(Deadline::warned))
              .withTouchBy(holding.touchBy().map(Deadline::warned)));
    }
  }

  /** Ten times a second, in every group. */
  static final class AnIdleDeskWritesNothing implements Guarantee {
    @Override
    public void idle(Verdict verdict) {
      assertThat(verdict)
          .isEqualTo(new Verdict(List.of(), Map.of(), List.of(), List.of(), Optional.empty()));
    }
  }

  /** Open, unaccepted, and by the hour, day, week and month, the rep's own or the pool's. */
  static final class RoomIsWhatIsLeftUnderEveryCap implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      Replay replay = choosing.replay();
      Decision decision = choosing.decision();
      Optional<Pool> pool =
          Optional.ofNullable(replay.policy().orElseThrow().pools().get(decision.choice().pool()));
      assertThat(decision.choice().candidates())
          .allSatisfy(
              candidate ->
                  assertThat(candidate.room())
                      .as("room of %s", candidate.repId())
                      .isEqualTo(replay.room(candidate.repId(), pool, decision.decidedAt())));
    }
  }

  /** Whatever becomes of a lead, and into whichever group its rep moves, the day's count stays. */
  static final class WhatARepGotStaysCounted implements Guarantee {
    @Override
    public void after(Scene scene) {
      for (RepSeat seat : scene.after().seats.values()) {
        LeadCounts counts = seat.counts();
        assertThat(new LeadCounts(counts.hour(), counts.day(), counts.week(), counts.month()))
            .as("what %s got", seat.repId())
            .isEqualTo(scene.replay().counts(seat.repId()));
        Instant now = scene.after().state.now();
        List<List<Instant>> latest = scene.replay().latest(seat, now);
        assertThat(latest.get(1)).as("when %s got it", seat.repId()).isEqualTo(latest.get(0));
      }
    }
  }

  /**
   * Also what goes by hand from member to member; and it is counted once while a cap asks for it,
   * whatever becomes of the lead.
   */
  static final class WhatAPoolGaveStaysItsOwn implements Guarantee {
    @Override
    public void after(Scene scene) {
      Map<String, LeadCounts> stored = new TreeMap<>();
      scene
          .after()
          .tallies
          .forEach((pool, tally) -> stored.put(pool, withoutTimes(tally.counts())));
      assertThat(stored).as("what pools gave").isEqualTo(scene.replay().poolCounts());
      Instant now = scene.after().state.now();
      for (PoolTally tally : scene.after().tallies.values()) {
        List<List<Instant>> latest = scene.replay().latest(tally, now);
        assertThat(latest.get(1)).as("when %s gave it", tally.pool()).isEqualTo(latest.get(0));
      }
      for (Decision decision : decisions(scene.verdict()).toList()) {
        OpenLead after = scene.after().leads.get(decision.leadId());
        boolean last =
            decision.kind() == DecisionKind.ASSIGNED
                && after.status() == LeadStatus.ASSIGNED
                && after.attempt() == decision.attempt()
                && after.cycle() == decision.cycle();
        if (last) {
          assertThat(after.holding().pool())
              .as("pool of %s", after.leadId())
              .isEqualTo(decision.choice().pool());
        }
      }
      for (OpenLead before : scene.before().leads.values()) {
        OpenLead after = scene.after().leads.get(before.leadId());
        boolean given =
            before.status() == LeadStatus.ASSIGNED
                && after.status() == LeadStatus.ASSIGNED
                && after.holding().byHand()
                && after.attempt() == before.attempt() + 1
                && decisions(scene.verdict()).noneMatch(said -> takesBack(said, before));
        Optional<Pool> pool =
            scene.after().policy.map(policy -> policy.pools().get(before.holding().pool()));
        if (given && pool.filter(any -> any.group().equals(scene.after().name)).isPresent()) {
          boolean member = scene.replay().member(pool.get(), after.holding().repId());
          assertThat(after.holding().pool())
              .as("pool of %s, which %s got by hand", after.leadId(), after.holding().repId())
              .isEqualTo(member ? pool.get().id() : "");
        }
      }
    }

    /** Then it goes by hand from nobody, whose time was over a moment before. */
    private static boolean takesBack(Decision said, OpenLead lead) {
      return said.kind() == DecisionKind.REVOKED && said.leadId().equals(lead.leadId());
    }

    private static LeadCounts withoutTimes(LeadCounts counts) {
      return new LeadCounts(counts.hour(), counts.day(), counts.week(), counts.month());
    }
  }

  /** A rep's load is what it holds, wherever the lead's home is and whatever is on its way. */
  static final class RoomIsTakenAndGivenBackOnce implements Guarantee {
    @Override
    public void after(Scene scene) {
      Map<String, Integer> loads = new HashMap<>();
      Map<String, Integer> unaccepted = new HashMap<>();
      for (Branch branch : scene.business().branches.values()) {
        for (RepSeat seat : branch.seats.values()) {
          loads.merge(seat.repId(), seat.load(), Integer::sum);
          unaccepted.merge(seat.repId(), seat.unaccepted(), Integer::sum);
        }
        for (OpenLead lead : branch.leads.values()) {
          Holding holding = lead.holding();
          assertThat(holding.units()).isBetween(0, lead.status() == LeadStatus.ASSIGNED ? 1 : 0);
          if (holding.units() > 0) {
            loads.merge(holding.repId(), -holding.units(), Integer::sum);
            boolean touched =
                holding.acceptedAt().isPresent() || holding.firstTouchAt().isPresent();
            unaccepted.merge(holding.repId(), touched ? 0 : -1, Integer::sum);
          }
        }
      }
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.RoomChanged room) {
                  loads.merge(room.repId(), room.units(), Integer::sum);
                  unaccepted.merge(room.repId(), room.unaccepted(), Integer::sum);
                } else if (command instanceof Command.RepHandedOver handed) {
                  loads.merge(handed.rep().repId(), handed.load(), Integer::sum);
                  unaccepted.merge(handed.rep().repId(), handed.unaccepted(), Integer::sum);
                }
              });
      assertThat(loads.values())
          .as("load beyond what is held: %s", loads)
          .allMatch(difference -> difference == 0);
      assertThat(unaccepted.values())
          .as("unaccepted beyond what is held so: %s", unaccepted)
          .allMatch(difference -> difference == 0);
      for (RepSeat seat : scene.after().seats.values()) {
        assertThat(seat.load())
            .as("load of %s by the decisions", seat.repId())
            .isEqualTo(scene.replay().load(seat.repId()));
        assertThat(seat.unaccepted())
            .as("unaccepted of %s by the decisions", seat.repId())
            .isEqualTo(scene.replay().unaccepted(seat.repId()));
        if (seat.presence() == Presence.HERE) {
          assertThat(seat.load()).as("load of %s", seat.repId()).isNotNegative();
          if (nothingIsOnItsWayTo(seat.repId(), scene)) {
            assertThat(seat.unaccepted())
                .as("unaccepted of %s", seat.repId())
                .isBetween(0, seat.load());
          }
        } else if (seat.presence() == Presence.MOVED) {
          assertThat(seat.load()).isZero();
          assertThat(seat.unaccepted()).isZero();
        }
      }
    }

    /** What was accepted may come later than that it was given back, by way of another group. */
    private static boolean nothingIsOnItsWayTo(String repId, Scene scene) {
      return scene
          .business()
          .mail
          .onTheWay()
          .noneMatch(
              command -> command instanceof Command.RoomChanged room && room.repId().equals(repId));
    }
  }

  /** One group has it, and from its home the way leads there. */
  static final class EveryLeadIsInOnePlace implements Guarantee {
    private final Set<String> opened = new HashSet<>();

    @Override
    public void after(Scene scene) {
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.ERASED) {
          opened.remove(decision.leadId());
        } else if (decision.cycle() > 0) {
          opened.add(decision.leadId());
        }
      }
      Map<String, Integer> places = new HashMap<>();
      Set<String> moving = new HashSet<>();
      scene
          .business()
          .mail
          .onTheWay()
          .forEach(
              command -> {
                if (command instanceof Command.LeadHandedOver handed) {
                  places.merge(handed.lead().leadId(), 1, Integer::sum);
                  moving.add(handed.lead().leadId());
                } else if (command instanceof Command.LeadWithdrawn gone) {
                  moving.add(gone.leadId());
                }
              });
      Set<String> known = new HashSet<>(places.keySet());
      for (Branch branch : scene.business().branches.values()) {
        for (OpenLead lead : branch.leads.values()) {
          known.add(lead.leadId());
          boolean gone = lead.elsewhere();
          assertThat(gone)
              .isEqualTo(
                  lead.status() == LeadStatus.HANDED_OVER
                      || lead.status() == LeadStatus.ERASED && !lead.handedTo().isEmpty());
          assertThat(gone && !lead.lead().lead().source().isEmpty())
              .as("a pointer knows what lead it points to")
              .isFalse();
          places.merge(lead.leadId(), gone ? 0 : 1, Integer::sum);
        }
      }
      for (String leadId : known) {
        Optional<String> home = scene.business().homeOf(leadId);
        if (home.isPresent()) {
          assertThat(places.get(leadId)).as("places of %s", leadId).isLessThanOrEqualTo(1);
          if (!moving.contains(leadId)) {
            assertThat(reached(scene, leadId, home.get())).as("way to %s", leadId).isTrue();
          }
        }
      }
    }

    private boolean reached(Scene scene, String leadId, String home) {
      String group = home;
      for (int i = 0; i <= scene.business().branches.size(); i++) {
        Branch branch = scene.business().branches.get(group);
        OpenLead lead = branch == null ? null : branch.leads.get(leadId);
        if (lead == null) {
          return !opened.contains(leadId);
        }
        if (!lead.elsewhere()) {
          return true;
        }
        group = lead.handedTo();
      }
      return false;
    }
  }

  /**
   * In a group: neither a report nor another group opens a second one beside it. Who somebody is
   * may be corrected later, and what a person reopens or gives by hand is as that person says.
   */
  static final class APersonHasOneOpenLead implements Guarantee {
    private final Map<String, List<String>> identities = new HashMap<>();

    @Override
    public void after(Scene scene) {
      Optional<OpenLead> arrived = arrived(scene);
      if (arrived.isEmpty()) {
        return;
      }
      String leadId = arrived.get().leadId();
      OpenLead before = scene.before().leads.get(leadId);
      OpenLead after = scene.after().leads.get(leadId);
      boolean opened = isOpen(after) && !isOpen(before) && !reopened(scene, leadId);
      for (OpenLead other : scene.before().leads.values()) {
        if (opened
            && !other.leadId().equals(leadId)
            && isOpen(other)
            && isOpen(scene.after().leads.get(other.leadId()))) {
          List<String> others = identities.getOrDefault(other.leadId(), List.of());
          assertThat(Collections.disjoint(others, identities.getOrDefault(leadId, List.of())))
              .as("%s, open beside %s, is of somebody else", leadId, other.leadId())
              .isTrue();
        }
      }
    }

    /** The lead that the command brings, if it is for this group to say what becomes of it. */
    private Optional<OpenLead> arrived(Scene scene) {
      if (scene.command().isEmpty()) {
        return Optional.empty();
      }
      if (scene.command().get() instanceof Command.LeadSubmitted submitted) {
        OpenLead known = scene.before().leads.get(submitted.leadId());
        if (known != null && known.elsewhere()) {
          return Optional.empty();
        }
        boolean listened = submitted.change() != LeadChange.REPEATED || !isOpen(known);
        if (listened) {
          identities.put(submitted.leadId(), submitted.identities());
        }
        return submitted.holder().isPresent()
            ? Optional.empty()
            : Optional.ofNullable(scene.after().leads.get(submitted.leadId()));
      } else if (scene.command().get() instanceof Command.LeadHandedOver handed
          && handed.lead().status() != LeadStatus.ASSIGNED) {
        identities.put(handed.leadId(), handed.lead().identities());
        return Optional.of(handed.lead()).filter(lead -> !Adoption.due(lead));
      }
      return Optional.empty();
    }

    /** By time, that is, before the command was looked at. */
    private static boolean reopened(Scene scene, String leadId) {
      return decisions(scene.verdict())
          .noneMatch(d -> d.leadId().equals(leadId) && !d.eventId().isEmpty());
    }
  }

  /** And this router's to give. */
  private static boolean isOpen(OpenLead lead) {
    return lead != null
        && lead.observed().isEmpty()
        && (lead.status() == LeadStatus.WAITING || lead.status() == LeadStatus.ASSIGNED);
  }

  /**
   * What a group said last of a person is so: they have a lead open there, with that rep; or it has
   * gone to another group, which says more. Nothing is said of whoever is forgotten.
   */
  static final class EverybodyKnowsWhoHoldsAPerson implements Guarantee {

    private record Said(String by, Optional<LeadOwner> owner) {}

    private final Map<String, Said> said = new HashMap<>();

    @Override
    public void after(Scene scene) {
      String group = scene.after().name;
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Owned owned && owned.key().startsWith("person/")) {
          said.put(owned.key(), new Said(group, owned.owner()));
        }
      }
      for (OpenLead lead : scene.after().leads.values()) {
        boolean open = isOpen(lead);
        for (String identity : open ? lead.identities() : List.<String>of()) {
          Said known = said.get(LeadOwner.person(identity));
          assertThat(known).as("what is said of %s", identity).isNotNull();
          if (known.by().equals(group)) {
            assertThat(known.owner().filter(LeadOwner::open)).as("of %s", identity).isPresent();
          }
        }
      }
      said.values().stream()
          .filter(known -> known.by().equals(group))
          .flatMap(known -> known.owner().stream())
          .filter(owner -> !scene.after().leads.get(owner.leadId()).elsewhere())
          .forEach(owner -> isSo(owner, scene.after().leads.get(owner.leadId())));
    }

    private static void isSo(LeadOwner owner, OpenLead lead) {
      assertThat(lead.status()).as("%s", owner).isNotEqualTo(LeadStatus.ERASED);
      if (owner.open()) {
        String holder = lead.status() == LeadStatus.ASSIGNED ? lead.holding().repId() : "";
        assertThat(owner.repId()).as("%s", owner).isEqualTo(holder);
        assertThat(lead.status()).isIn(LeadStatus.WAITING, LeadStatus.ASSIGNED);
      }
    }
  }

  /** Nobody who could take a waiting lead by its present route is left idle. */
  static final class NobodyWaitsInVain implements Guarantee {
    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.after().policy;
      if (policy.isEmpty() || scene.eventId().equals(Business.UNREADABLE)) {
        return; // nobody is placed by what is wrong
      }
      Instant now = later(scene.after().state.now(), scene.business().now());
      for (OpenLead lead : scene.after().leads.values()) {
        if (lead.status() == LeadStatus.WAITING) {
          assertThat(lead.lead().policyVersion()).isEqualTo(policy.get().version());
          assertThat(lead.step().until().filter(until -> !until.isAfter(now))).isEmpty();
          assertThat(route(lead, policy.get()))
              .isNotInstanceOfAny(Route.Reject.class, Route.Nurture.class);
          if (mayBeContacted(lead.lead(), policy.get(), now)) {
            assertThat(takers(lead, policy.get(), scene, now))
                .as("who could take %s, which waits in %s", lead.leadId(), lead.step().line())
                .isEmpty();
          }
        }
      }
    }

    private static List<String> takers(OpenLead lead, Policy policy, Scene scene, Instant now) {
      assertThat(lead.step().line()).isNotEqualTo(LineName.CONTACT_HOURS);
      Replay replay = scene.replay();
      Route route = route(lead, policy);
      Optional<Pool> pool = Replay.pool(route, lead.lead(), policy);
      if (pool.isPresent()) {
        assertThat(pool.get().group()).isEqualTo(scene.after().name);
        return replay.candidates(pool.get(), route, lead.lead(), lead.previousReps(), now);
      }
      return replay.named(route, lead.lead(), lead.step().referral(), now).stream()
          .filter(rep -> !lead.previousReps().contains(rep))
          .filter(rep -> replay.mayTake(rep, Optional.empty(), route, now))
          .toList();
    }
  }

  static final class DecisionsCountWithoutAGap implements Guarantee {
    @Override
    public void after(Scene scene) {
      long next = scene.before().state.sequence();
      for (Decision decision : decisions(scene.verdict()).toList()) {
        assertThat(decision.group()).isEqualTo(scene.after().name);
        assertThat(decision.sequence()).isEqualTo(++next);
      }
      assertThat(scene.after().state.sequence()).isEqualTo(next);
    }
  }

  static final class TimeNeverRunsBackwards implements Guarantee {
    @Override
    public void after(Scene scene) {
      Instant last = scene.before().state.now();
      for (Decision decision : decisions(scene.verdict()).toList()) {
        assertThat(decision.decidedAt()).isAfterOrEqualTo(last);
        last = decision.decidedAt();
      }
      assertThat(scene.after().state.now()).isAfterOrEqualTo(last);
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

  private static boolean byLoad(Choosing choosing) {
    return pool(choosing).strategy() == io.leadrouter.policy.Strategy.LEAST_LOADED;
  }

  private static Pool pool(Choosing choosing) {
    Policy policy = choosing.replay().policy().orElseThrow();
    return policy.pools().get(choosing.decision().choice().pool());
  }

  /** For what each may hold, of all who could take the lead; then whoever has waited longest. */
  static final class TheLeastLoadedIsNext implements Guarantee {
    @Override
    public void chose(Choosing choosing) {
      if (choosing.inTurn() && byLoad(choosing)) {
        for (String other : choosing.candidates()) {
          int fuller = Double.compare(share(choosing, other), share(choosing, choosing.chosen()));
          assertThat(fuller)
              .as("%s, beside %s, who was chosen", other, choosing.chosen())
              .isNotNegative();
          if (fuller == 0) {
            assertThat(choosing.replay().lastReceipt(choosing.chosen()))
                .as("last lead of %s, who was chosen and not %s", choosing.chosen(), other)
                .isBeforeOrEqualTo(choosing.replay().lastReceipt(other));
          }
        }
      }
    }

    private static double share(Choosing choosing, String repId) {
      Replay replay = choosing.replay();
      int load = replay.load(repId, choosing.decision().decidedAt());
      int capacity = replay.capacity(repId, pool(choosing)).orElse(100);
      return capacity == 0 ? load + 1 : load / (double) capacity;
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

  /**
   * The last that was said of a lead is what is so; no two deliveries have the same key; and of a
   * lead whose end was told of, it is told that it is open again.
   */
  static final class TheCrmKnowsWhoHoldsALead implements Guarantee {
    private final Map<String, Assignment> last = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Set<String> reopened = new HashSet<>();
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided) {
          Decision decision = decided.decision();
          Assignment said = last.get(decision.leadId());
          if (decision.kind() == DecisionKind.REOPENED
              && said != null
              && said.status() == AssignmentStatus.CLOSED
              && said.cycle() == decision.cycle()) {
            reopened.add(decision.leadId());
          }
        } else if (output instanceof Output.Forgotten forgotten) {
          last.remove(forgotten.leadId());
        } else if (output instanceof Output.Assigned assigned) {
          Assignment assignment = assigned.assignment();
          last.put(assignment.leadId(), assignment);
          reopened.remove(assignment.leadId());
          assertThat(keys.add(assignment.idempotencyKey()))
              .as("%s is new", assignment.idempotencyKey())
              .isTrue();
        }
      }
      assertThat(reopened).as("what the CRM takes for closed").isEmpty();
      scene
          .verdict()
          .leads()
          .forEach(
              (leadId, lead) -> {
                if (lead.elsewhere()) {
                  return; // another group says who holds it
                }
                Optional<String> holder =
                    lead.status() == LeadStatus.ASSIGNED && lead.observed().isEmpty()
                        ? Optional.of(lead.holding().repId())
                        : Optional.empty();
                Optional<String> said =
                    Optional.ofNullable(last.get(leadId))
                        .filter(a -> a.status() == AssignmentStatus.ASSIGNED)
                        .map(Assignment::repId);
                assertThat(said).as("who the CRM thinks holds %s", leadId).isEqualTo(holder);
                if (lead.status() == LeadStatus.ERASED) {
                  assertThat(last).as("what is left of %s", leadId).doesNotContainKey(leadId);
                }
              });
    }
  }

  /** Wherever the lead has been; only how many journeys it had stays, and where it went. */
  static final class WhoShallBeForgottenIs implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isPresent()
          && scene.command().get() instanceof Command.LeadWithdrawn withdrawn) {
        OpenLead left = scene.after().leads.get(withdrawn.leadId());
        if (left != null) {
          assertThat(left)
              .as("what is left of %s", withdrawn.leadId())
              .isEqualTo(left.forgotten(withdrawn.leadId()));
        }
      }
    }
  }

  /** Of a lead that another router gives, by the CRM. */
  private static boolean saysWhoHasIt(Decision decision) {
    return decision.kind() == DecisionKind.OUTCOME_RECORDED
        && BY_HAND.contains(decision.disposition().orElse(Disposition.UNKNOWN))
        && !decision.reason().equals("echo");
  }

  private static final Set<Disposition> BY_HAND =
      EnumSet.of(Disposition.ASSIGNED_BY_HAND, Disposition.REASSIGNED);

  /** While the policy observes, assignments has nothing new but of leads that it had before. */
  static final class ARouterThatObservesGivesNothing implements Guarantee {
    private final Set<String> announced = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided) {
          if (decided.decision().kind() == DecisionKind.POLICY_ACTIVATED) {
            policy = scene.after().policy;
          }
          look(decided.decision(), observes(policy));
        } else if (output instanceof Output.Forgotten forgotten) {
          announced.remove(forgotten.leadId());
        } else if (output instanceof Output.Assigned assigned) {
          String leadId = assigned.assignment().leadId();
          if (observes(policy)) {
            assertThat(announced).as("what is on assignments").contains(leadId);
          }
          announced.add(leadId);
        }
      }
    }

    private static void look(Decision decision, boolean observes) {
      boolean byStrategy = !decision.choice().strategy().isEmpty();
      if (byStrategy && decision.kind() == DecisionKind.ASSIGNED) {
        assertThat(observes).as("%s is given while the policy observes", decision).isFalse();
      } else if (byStrategy && decision.kind() == DecisionKind.OBSERVED) {
        assertThat(observes).as("%s is observed while the policy assigns", decision).isTrue();
      }
    }
  }

  private static boolean observes(Optional<Policy> policy) {
    return policy.filter(known -> known.conduct().mode() == Mode.OBSERVE).isPresent();
  }

  /**
   * What came while the policy observed is another router's, also when the policy assigns, until
   * the CRM has said who has it, or that nobody has.
   */
  static final class WhatAnotherRouterHasIsNotGiven implements Guarantee {
    private final Set<String> anothers = new HashSet<>();

    @Override
    public void after(Scene scene) {
      Optional<Policy> policy = scene.before().policy;
      for (Decision decision : decisions(scene.verdict()).toList()) {
        if (decision.kind() == DecisionKind.POLICY_ACTIVATED) {
          policy = scene.after().policy;
        }
        follow(decision, observes(policy));
      }
    }

    private void follow(Decision decision, boolean observes) {
      String leadId = decision.leadId();
      switch (decision.kind()) {
        case OBSERVED -> anothers.add(leadId);
        case WAITING, HANDED_OVER -> {
          if (observes) {
            anothers.add(leadId);
          }
        }
        case ASSIGNED -> {
          if (!decision.choice().strategy().isEmpty()) {
            assertThat(anothers).as("what another router has").doesNotContain(leadId);
          }
          anothers.remove(leadId);
        }
        case OUTCOME_RECORDED -> {
          if (saysWhoHasIt(decision) || decision.reason().equals("reopened")) {
            anothers.remove(leadId);
          }
        }
        case REVOKED,
            CLOSED,
            REOPENED,
            ERASED,
            SUPPRESSED,
            MERGED,
            NURTURED,
            REJECTED,
            UNROUTABLE ->
            anothers.remove(leadId);
        default -> {}
      }
    }
  }

  /** And pays no turn for it; a lead that the group knows it knows better. */
  static final class WhoHasALeadAlreadyKeepsIt implements Guarantee {
    @Override
    public void after(Scene scene) {
      if (scene.command().isEmpty()
          || !(scene.command().get() instanceof Command.LeadSubmitted submitted)
          || submitted.holder().isEmpty()
          || scene.after().policy.isEmpty()
          || scene.before().leads.containsKey(submitted.leadId())) {
        return;
      }
      OpenLead now = scene.after().leads.get(submitted.leadId());
      if (now.status() != LeadStatus.HANDED_OVER) {
        assertThat(now.status()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(now.holding().repId()).isEqualTo(submitted.holder().get().repId());
        assertThat(now.holding().acceptBy()).isEmpty();
      }
      assertThat(decisions(scene.verdict()).filter(d -> d.leadId().equals(submitted.leadId())))
          .flatMap(Decision::ledger)
          .as("what somebody pays for what it had already")
          .noneMatch(entry -> entry.entry().equals("turn"));
    }
  }

  /** Until the person asks again. */
  static final class WithdrawnConsentIsKept implements Guarantee {
    private final Set<String> withdrawn = new HashSet<>();

    @Override
    public void after(Scene scene) {
      if (scene.command().isPresent()) {
        if (scene.command().get() instanceof Command.LeadSubmitted submitted) {
          withdrawn.remove(submitted.lead().lead().leadId());
        }
      }
      for (Output output : scene.verdict().outputs()) {
        if (output instanceof Output.Decided decided
            && (decided.decision().kind() == DecisionKind.SUPPRESSED
                || decided.decision().kind() == DecisionKind.ERASED)) {
          withdrawn.add(decided.decision().leadId());
        } else if (output instanceof Output.Assigned assigned
            && assigned.assignment().status() == AssignmentStatus.ASSIGNED) {
          assertThat(withdrawn).doesNotContain(assigned.assignment().leadId());
        }
      }
    }
  }

  /** A desk opened on what is stored goes on as the one that stored it would have. */
  static final class WhatIsSavedGoesOnAlike implements Guarantee {

    private record Twin(Branch branch, Desk desk) {}

    private final Map<String, Twin> twins = new HashMap<>();
    private final UnaryOperator<RepSeat> forged;

    WhatIsSavedGoesOnAlike(UnaryOperator<RepSeat> forged) {
      this.forged = forged;
    }

    @Override
    public void saved(Business business, Branch branch) {
      Branch saved = branch.copy();
      twins.put(
          saved.name, new Twin(saved, saved.open(business.directory(), saved.policy, forged)));
    }

    @Override
    public void after(Scene scene) {
      Twin twin = twins.get(scene.after().name);
      if (twin != null) {
        Verdict same =
            scene.business().ask(twin.desk(), twin.branch(), scene.command(), scene.eventId());
        assertThat(same).isEqualTo(scene.verdict());
        twin.branch().write(same);
      }
    }
  }
}
