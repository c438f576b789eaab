package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Command;
import io.leadrouter.domain.Credit;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.GroupState;
import io.leadrouter.domain.Hearing;
import io.leadrouter.domain.Holder;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadCounts;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.LedgerEntry;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Rep;
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Silence;
import io.leadrouter.domain.Step;
import io.leadrouter.domain.TimeOff;
import io.leadrouter.domain.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Guarantees that cannot fail promise nothing: each finds a router that breaks it, within a few
 * histories.
 */
class BrokenRouterTest {

  /** As if it were always just now. */
  private static final Optional<Instant> ALWAYS =
      Optional.of(Instant.parse("2100-01-01T00:00:00Z"));

  private static final int HISTORIES = 3_000;

  private static final UnaryOperator<RepSeat> TRUE_SEATS = UnaryOperator.identity();
  private static final UnaryOperator<Verdict> TRUE_VERDICTS = UnaryOperator.identity();
  private static final UnaryOperator<String> TRUE_POLICY = UnaryOperator.identity();

  /** By guarantee, what it was seen to catch. */
  private static final Map<String, Set<String>> PROOFS = new TreeMap<>();

  private static int tests;
  private String test;

  @BeforeEach
  void remember(TestInfo info) {
    test = info.getTestMethod().orElseThrow().getName();
    tests++;
  }

  @AfterAll
  static void everyGuaranteeHasCaughtARouter() {
    PROOFS.forEach((guarantee, faults) -> System.out.println(guarantee + ": " + faults));
    boolean all =
        tests
            == Stream.of(BrokenRouterTest.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .count();
    if (all) {
      assertThat(Guarantees.all())
          .extracting(guarantee -> guarantee.getClass().getSimpleName())
          .isSubsetOf(PROOFS.keySet());
    }
  }

  @Test
  void aRouterThatForgetsCapsIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> rep.caps().openLeads().isPresent() ? with(rep, Caps.NONE) : rep));
  }

  @Test
  void aRouterThatForgetsWhatAnHourOrADayMayBringIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, Caps.openLeads(rep.caps().openLeads()))));
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("per(Hour|Day|Week|Month): ", "per$1: 1")));
  }

  @Test
  void aRouterThatLetsRepsHoardIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, OptionalInt.empty())));
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxUnaccepted: [0-9]", "maxUnaccepted: none")));
  }

  @Test
  void aRouterThatDoesNotSeeTheDayTurnIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        new Business.Fault(BrokenRouterTest::aDayLater, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatCountsAnewWhenItIsStartedIsCaught() {
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        new Business.Fault(seat -> withCounts(seat, LeadCounts.NONE), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatTakesARollingWindowForOneOfTheCalendarIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace(", rolling: true", "")));
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("caps: \\{per(Hour|Week)", "caps: {rolling: true, per$1")));
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, ofTheCalendar(rep.caps()))));
  }

  @Test
  void aRouterThatForgetsWhenARepGotItsLeadsIsCaught() {
    UnaryOperator<RepSeat> forgets = seat -> withCounts(seat, withoutTimes(seat.counts()));
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        new Business.Fault(forgets, TRUE_VERDICTS, TRUE_POLICY));
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        forgedVerdicts(verdict -> withSeats(verdict, forgets)));
  }

  private static LeadCounts withoutTimes(LeadCounts counts) {
    return new LeadCounts(counts.hour(), counts.day(), counts.week(), counts.month());
  }

  private static Caps ofTheCalendar(Caps caps) {
    return new Caps(
        caps.openLeads(), caps.perHour(), caps.perDay(), caps.perWeek(), caps.perMonth(), false);
  }

  @Test
  void aRouterThatGoesBeyondCapsWhereNoRouteSaysSoIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replace("{pool: south-all}", "{pool: south-all, beyondCaps: true}")));
  }

  @Test
  void aRouterThatKeepsToCapsWhereTheRouteGoesBeyondThemIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace(", beyondCaps: true", "")));
  }

  @Test
  void aRouterThatForgetsWhatAPoolMayHaveTogetherIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("poolCaps: \\{(.*?)}", "poolCaps: {}")));
    caught(
        Guarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        forgedPolicy(yaml -> yaml.replaceAll("poolCaps: \\{perHour: ", "poolCaps: {perHour: 1")));
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("poolCaps: \\{(.*?)(, )?maxUnaccepted: .}", "poolCaps: {$1}")));
  }

  @Test
  void aRouterThatShutsAPoolBeforeItIsFullIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("poolCaps: \\{openLeads: .", "poolCaps: {openLeads: 1")));
  }

  @Test
  void aRouterThatDoesNotKnowWhichPoolALeadCameFromIsCaught() {
    caught(
        Guarantees.WhatAPoolGaveStaysItsOwn::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::ofNoPool)));
  }

  private static OpenLead ofNoPool(OpenLead lead) {
    return lead.withHolding(lead.holding().withPool(""));
  }

  @Test
  void aRouterThatCountsAPoolAnewWhenItIsStartedIsCaught() {
    caught(
        Guarantees.WhatAPoolGaveStaysItsOwn::new,
        forgedVerdicts(verdict -> withoutTallies(verdict)));
  }

  private static Verdict withoutTallies(Verdict verdict) {
    return new Verdict(
        verdict.outputs(), verdict.leads(), verdict.seats(), List.of(), verdict.group());
  }

  @Test
  void aRouterThatGivesALeadToWhoGoesHomeIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace(", acceptClock: rep", "")));
  }

  @Test
  void aRouterThatGivesNothingToWhoStaysIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(
            yaml ->
                yaml.replace(
                    "acceptWithin: 90m, acceptClock: rep", "acceptWithin: 9h, acceptClock: rep")));
  }

  @Test
  void aRouterThatCountsARepsTimeByTheWallIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(yaml -> yaml.replace(", firstTouchClock: rep", "")));
  }

  @Test
  void aRouterThatCountsAnewWhenARepMovesIsCaught() {
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.RepHandedOver handed
                            ? Optional.of(withoutCounts(forwarded, handed))
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatGivesTheDayBackWithTheLeadIsCaught() {
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        forgedVerdicts(
            verdict ->
                verdict.outputs().stream().anyMatch(BrokenRouterTest::takesBack)
                    ? withSeats(verdict, seat -> withCounts(seat, oneLess(seat.counts())))
                    : verdict));
  }

  private static boolean takesBack(Output output) {
    return output instanceof Output.Decided decided
        && decided.decision().kind() == DecisionKind.REVOKED;
  }

  private static LeadCounts oneLess(LeadCounts counts) {
    return new LeadCounts(
        counts.hour(), counts.day() - 1, counts.week(), counts.month(), counts.latest());
  }

  private static Output withoutCounts(Output.Forwarded forwarded, Command.RepHandedOver handed) {
    return new Output.Forwarded(
        forwarded.group(),
        new Command.RepHandedOver(
            handed.from(),
            handed.rep(),
            handed.moves(),
            handed.version(),
            handed.load(),
            handed.unaccepted(),
            handed.lastAssignedAt(),
            LeadCounts.NONE,
            handed.refunds(),
            handed.credit(),
            handed.formerGroups(),
            handed.silence()),
        forwarded.origin());
  }

  @Test
  void aRouterThatTellsMoreRoomThanThereIsIsCaught() {
    caught(
        Guarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        new Business.Fault(
            seat -> withUnaccepted(seat, seat.unaccepted() - 1), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatForgetsWhatWasAcceptedIsCaught() {
    caught(
        Guarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withUnaccepted(seat, seat.load()))));
    caught(
        Guarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.RoomChanged room
                            ? Optional.of(
                                new Output.Forwarded(
                                    forwarded.group(),
                                    new Command.RoomChanged(
                                        room.repId(),
                                        room.leadId(),
                                        room.units(),
                                        0,
                                        room.refunds(),
                                        room.sign(),
                                        room.countsUntil()),
                                    forwarded.origin()))
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatGivesLeadsToThoseOnLeaveIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, RepStatus.ACTIVE)));
  }

  @Test
  void aRouterThatDoesNotKnowWhenRepsWorkIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new, forgedReps(BrokenRouterTest::alwaysAtWork));
  }

  @Test
  void aRouterThatDoesNotKnowWhoIsOffIsCaught() {
    caught(Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new, forgedReps(BrokenRouterTest::neverOff));
  }

  @Test
  void aRouterThatDoesNotKnowTheHolidaysIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("DE: \\[.*?]", "DE: ['1999-01-01']")));
  }

  @Test
  void aRouterThatOpensPoolsAtAnyHourIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll(", hours: (office|day)", "")));
  }

  @Test
  void aRouterThatForgetsWhatARouteAsksForIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("lead.language in rep.languages", "true || grade == rep.repId")));
  }

  @Test
  void aRouterThatAsksForMoreThanTheRouteIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replaceAll("lead.language in rep.languages", "false")));
  }

  @Test
  void aRouterThatKnowsNoStandInsIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace("{rep: ana, ", "{rep: ana, backup: false, ")));
  }

  @Test
  void aRouterThatLetsOthersStandInForAHeldLeadIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace("hold: executive", "owner: executive")));
  }

  @Test
  void aRouterThatCallsAtNightIsCaught() {
    caught(
        Guarantees.NobodyIsCalledAtNight::new,
        forgedPolicy(yaml -> yaml.replaceAll("contactHours: .*\n", "")));
  }

  @Test
  void aRouterThatServesTheWorstFirstIsCaught() {
    caught(
        Guarantees.NobodyInLineIsPassedOver::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::theOtherWayRound)));
  }

  @Test
  void aRouterThatForgetsWhoWaitsIsCaught() {
    caught(
        Guarantees.NobodyInLineIsPassedOver::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> inLine(lead, "nobody's", 0))));
  }

  @Test
  void aRouterThatLetsLeadsSleepThroughTheDayIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace("mon-sun: 08:00-20:00", "mon-sun: 14:00-20:00")));
  }

  @Test
  void aRouterThatCountsNoTurnForADirectLeadIsCaught() {
    caught(
        Guarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replaceAll("countsIn: north-weighted", "countsIn: nowhere")));
  }

  @Test
  void aRouterThatCountsATurnForADirectLeadIsCaught() {
    caught(
        Guarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replace("{rep: ana, ", "{rep: ana, countsIn: north-all, ")));
  }

  @Test
  void aRouterThatMakesUpForWhatARepMissedInTheNightIsCaught() {
    caught(
        Guarantees.WhoComesBackIsOwedWhatThePolicySays::new,
        forgedVerdicts(BrokenRouterTest::withoutLifts));
  }

  @Test
  void aRouterThatLetsARepPauseForItsGoodIsCaught() {
    caught(
        Guarantees.WhoComesBackIsOwedWhatThePolicySays::new,
        forgedPolicy(yaml -> yaml.replaceAll("pause: (skip|credit)", "pause: keep")));
  }

  @Test
  void aRouterThatFloodsARepWithWhatItMissedIsCaught() {
    caught(
        Guarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replaceAll("creditAtMost: \\d", "creditAtMost: 100")));
    caught(
        Guarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replace("creditEvery: 3", "creditEvery: 2")));
  }

  @Test
  void aRouterThatOwesForEverIsCaught() {
    caught(
        Guarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replaceAll("creditExpires: \\d", "creditExpires: 30")));
  }

  @Test
  void aRouterThatForgetsWhatARepIsOwedIsCaught() {
    caught(
        Guarantees.TagsAreWhatTheLedgerSays::new,
        forgedVerdicts(
            verdict ->
                withSeats(
                    verdict,
                    seat ->
                        seat.credit().isPresent() ? withCredit(seat, Optional.empty()) : seat)));
  }

  @Test
  void anEntryThatItsKindDoesNotExplainIsCaught() {
    for (String kind : List.of("turn", "join", "lift", "weight", "credit", "repay", "expire")) {
      caught(
          Guarantees.EveryEntryFollowsItsRule::new,
          forgedVerdicts(verdict -> withEntries(kind, verdict, BrokenRouterTest::aTurnMore)));
    }
  }

  @Test
  void aRouterThatLetsSpecialistsPayIsCaught() {
    caught(
        Guarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replaceAll("specialistTurns: free, ", "")));
  }

  @Test
  void aRouterThatLetsManagersGiveLeadsBesideTheTurnsIsCaught() {
    caught(
        Guarantees.WhatIsGivenByHandIsATurnInTheLastPool::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        Optional.of(
                            output instanceof Output.Decided decided
                                    && decided.decision().reason().equals("by-hand")
                                ? new Output.Decided(
                                    changed(
                                        decided.decision(), decided.decision().kind(), List.of()))
                                : output))));
  }

  @Test
  void aRouterThatRefundsATurnTwiceIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(
            verdict ->
                withLedgers(
                    verdict,
                    ledger ->
                        ledger.stream()
                            .flatMap(e -> Stream.generate(() -> e).limit(isRefund(e) ? 2 : 1))
                            .toList())));
  }

  @Test
  void aRouterThatRefundsInAnotherRotationIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(verdict -> withEntries("refund", verdict, e -> in("another", e))));
  }

  @Test
  void aRouterThatRefundsMoreThanATurnIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(verdict -> withEntries("refund", verdict, BrokenRouterTest::aTurnMore)));
  }

  @Test
  void aRouterThatForgetsToRefundIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(
            verdict ->
                withLedgers(
                    verdict, ledger -> ledger.stream().filter(e -> !isRefund(e)).toList())));
  }

  @Test
  void aRouterThatRefundsWhateverTheReasonIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedPolicy(yaml -> yaml.replace("reasons: [duplicate], ", "")));
  }

  @Test
  void aRouterThatRefundsWithoutEndIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedPolicy(yaml -> yaml.replace("perMonth: 1}\nrules", "perMonth: 99}\nrules")));
  }

  @Test
  void aRouterThatKeepsTheDaysCountOfARefundedLeadIsCaught() {
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        forgedVerdicts(
            verdict ->
                verdict.outputs().stream().anyMatch(BrokenRouterTest::refunds)
                    ? withSeats(verdict, seat -> withCounts(seat, oneMore(seat.counts())))
                    : verdict));
  }

  private static boolean refunds(Output output) {
    return output instanceof Output.Decided decided
        && decided.decision().reason().equals("refunded");
  }

  private static LeadCounts oneMore(LeadCounts counts) {
    return new LeadCounts(counts.hour(), counts.day() + 1, counts.week(), counts.month());
  }

  private static boolean isRefund(LedgerEntry entry) {
    return entry.entry().equals("refund");
  }

  private static LedgerEntry in(String rotation, LedgerEntry entry) {
    return new LedgerEntry(
        rotation,
        entry.repId(),
        entry.entry(),
        entry.before(),
        entry.after(),
        entry.virtualTime(),
        entry.credit());
  }

  @Test
  void aRouterThatLeavesLeadsWithWhoLeftIsCaught() {
    caught(
        Guarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replaceAll("onRepLeft: route-.*", "onRepLeft: keep")));
  }

  @Test
  void aRouterThatDoesNotTellWhereARepWasThatItHasLeftIsCaught() {
    caught(
        Guarantees.WhatARepHeldElsewhereIsPassedOn::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.HolderLeft
                            ? Optional.empty()
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatLeavesLeadsWithWhoIsAwayIsCaught() {
    caught(
        Guarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replace("onRepAway: route-unaccepted", "onRepAway: keep")));
  }

  @Test
  void aRouterThatTakesLeadsFromWhoIsAwayIsCaught() {
    caught(
        Guarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> "onRepAway: route-unaccepted\n" + yaml));
  }

  @Test
  void aRouterThatTakesAcceptedLeadsFromWhoLeftIsCaught() {
    caught(
        Guarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replace("onRepLeft: route-unaccepted", "onRepLeft: route-all")));
  }

  @Test
  void aRouterThatLeavesACorrectedLeadWithTheWrongTeamIsCaught() {
    caught(
        Guarantees.ACorrectedLeadGoesWhereItBelongs::new,
        forgedPolicy(yaml -> yaml.replace("onLeadChange: route-unaccepted", "onLeadChange: keep")));
  }

  @Test
  void aRouterThatTakesACorrectedLeadFromWhomSomebodyGaveItIsCaught() {
    caught(
        Guarantees.ACorrectedLeadGoesWhereItBelongs::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::asIfByPolicy)));
  }

  private static OpenLead asIfByPolicy(OpenLead lead) {
    Holding held = lead.holding();
    return lead.withHolding(
        new Holding(
            held.repId(),
            held.pool(),
            held.units(),
            held.policyVersion(),
            held.score(),
            held.assignedAt(),
            held.acceptedAt(),
            held.firstTouchAt(),
            held.charge(),
            held.deliveredAt(),
            held.acceptBy(),
            held.touchBy(),
            false));
  }

  @Test
  void aRouterThatTakesACorrectedLeadFromItsTeamIsCaught() {
    caught(
        Guarantees.ACorrectedLeadGoesWhereItBelongs::new,
        forgedPolicy(yaml -> yaml.replace("onLeadChange: keep", "onLeadChange: route-unaccepted")));
  }

  @Test
  void aRouterThatLetsRepsSitOnLeadsIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("acceptWithin: \\w+(, acceptClock: office)?", "description: any")));
  }

  @Test
  void aRouterThatTakesLeadsBackTooEarlyIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll(", warnBefore: [0-9a-z%]+", "")
                    .replaceAll("acceptWithin: \\w+", "acceptWithin: 1s")));
  }

  @Test
  void aRouterThatTakesLeadsBackInTheNightIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(yaml -> yaml.replace(", acceptClock: office", "")));
  }

  @Test
  void aRouterThatGivesLeadsWhileItObservesIsCaught() {
    caught(
        Guarantees.ARouterThatObservesGivesNothing::new,
        forgedPolicy(yaml -> yaml.replace("mode: observe", "mode: assign")));
  }

  @Test
  void aRouterThatPublishesWhatItObservesIsCaught() {
    caught(
        Guarantees.ARouterThatObservesGivesNothing::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withObserved(Optional.empty()))));
  }

  @Test
  void aRouterThatGivesWhatAnotherHasIsCaught() {
    caught(
        Guarantees.WhatAnotherRouterHasIsNotGiven::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withObserved(Optional.empty()))));
  }

  @Test
  void aRouterThatGivesAwayWhatSomebodyHasIsCaught() {
    caught(
        Guarantees.WhoHasALeadAlreadyKeepsIt::new,
        forgedVerdicts(
            verdict ->
                verdict.outputs().stream().anyMatch(BrokenRouterTest::imports)
                    ? withLeads(verdict, BrokenRouterTest::ofSomebody)
                    : verdict));
  }

  private static OpenLead ofSomebody(OpenLead lead) {
    Holding holding = lead.holding();
    Holder other = new Holder("somebody", holding.assignedAt(), holding.acceptedAt());
    return lead.withHolding(Holding.by(other, Instant.EPOCH));
  }

  @Test
  void aRouterThatForgetsWhatWasGivenBeforeItCameIsCaught() {
    caught(
        Guarantees.WhatARepGotStaysCounted::new,
        forgedVerdicts(
            verdict ->
                verdict.outputs().stream().anyMatch(BrokenRouterTest::imports)
                    ? withSeats(verdict, seat -> withCounts(seat, LeadCounts.NONE))
                    : verdict));
  }

  private static boolean imports(Output output) {
    return output instanceof Output.Decided decided
        && decided.decision().reason().equals("imported");
  }

  @Test
  void aRouterThatTakesAcceptedLeadsBackIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedVerdicts(
            verdict ->
                withLeads(
                    verdict,
                    lead ->
                        lead.holding().acceptedAt().isPresent()
                            ? withDeadline(lead, lead.holding().assignedAt())
                            : lead)));
  }

  @Test
  void aRouterThatDoesNotCountFromTheDeliveryIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::asIfNotDelivered)));
  }

  @Test
  void aRouterThatForgetsWhatIsToBeAcceptedIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedVerdicts(
            verdict -> withLeads(verdict, lead -> withDeadline(lead, Optional.empty()))));
    caught(
        () -> new Guarantees.WhatIsSavedGoesOnAlike(TRUE_SEATS),
        forgedVerdicts(
            verdict -> withLeads(verdict, lead -> withDeadline(lead, Optional.empty()))));
  }

  @Test
  void aRouterThatWarnsNobodyIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(yaml -> yaml.replaceAll(", warnBefore: [0-9a-z%]+", "")));
  }

  @Test
  void aRouterThatWarnsTooEarlyIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(yaml -> yaml.replaceAll("warnBefore: [0-9a-z%]+", "warnBefore: 99%")));
  }

  @Test
  void aRouterThatWarnsAgainAndAgainIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::toBeWarnedOf)));
  }

  @Test
  void aRouterThatForgetsWhomToContactIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(
            yaml -> yaml.replaceAll(", firstTouchWithin: \\w+(, firstTouchClock: office)?", "")));
  }

  @Test
  void aRouterThatTakesALeadBackWhereItIsOnlyRecordedIsCaught() {
    for (String answer : List.of("record", "take-back")) {
      caught(
          SlaGuarantees.NobodySitsOnALead::new,
          forgedPolicy(
              yaml ->
                  yaml.replaceAll("onFirstTouchMissed: .*", "") + "onFirstTouchMissed: " + answer));
    }
  }

  @Test
  void aRouterThatGivesLeadsToWhoIsPausedForSilenceIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        new Business.Fault(
            seat ->
                withSilence(seat, new Silence(0, Optional.empty(), seat.silence().countedUntil())),
            TRUE_VERDICTS,
            TRUE_POLICY));
  }

  @Test
  void aRouterThatLetsTimePassBeforeTheDeliveryIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("clockStarts: .*", "")
                    .replace("rules:", "clockStarts: assignment\nrules:")));
  }

  @Test
  void aRouterThatWaitsForADeliveryThatNobodyReportsIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("clockStarts: .*", "")
                    .replace("rules:", "clockStarts: delivery\nrules:")));
  }

  @Test
  void aRouterThatTakesLeadsBackWhileTheConnectorIsDownIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedHearing(heard -> new Hearing(heard.delivery(), ALWAYS, heard.again())));
  }

  @Test
  void aRouterThatDoesNotLetTheConnectorHaveItsSayIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedHearing(heard -> new Hearing(heard.delivery(), heard.anything(), Optional.empty())));
  }

  @Test
  void aRouterThatWaitsForTheConnectorForEverIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedHearing(heard -> new Hearing(heard.delivery(), heard.anything(), ALWAYS)));
  }

  /** Restarted desks believe to have heard something else. */
  private static Business.Fault forgedHearing(UnaryOperator<Hearing> forged) {
    return forgedVerdicts(
        verdict ->
            new Verdict(
                verdict.outputs(),
                verdict.leads(),
                verdict.seats(),
                verdict.tallies(),
                verdict
                    .group()
                    .map(
                        state ->
                            new GroupState(
                                state.now(),
                                state.sequence(),
                                state.virtualTimes(),
                                forged.apply(state.hearing())))));
  }

  @Test
  void aRouterThatChargesForWhatTheCrmRefusedIsCaught() {
    caught(
        Guarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output -> Optional.of(refused(output) ? withoutLedger(output) : output))));
  }

  private static boolean refused(Output output) {
    return output instanceof Output.Decided decided
        && decided.decision().disposition().equals(Optional.of(Disposition.REFUSED));
  }

  private static Output withoutLedger(Output output) {
    Decision decision = ((Output.Decided) output).decision();
    return new Output.Decided(changed(decision, decision.kind(), List.of()));
  }

  @Test
  void aRouterThatTellsNobodyOfWhatManyHadIsCaught() {
    caught(
        SlaGuarantees.SomebodyIsToldOfWhatManyHad::new,
        forgedPolicy(yaml -> yaml.replaceAll("escalateTo: .*", "")));
  }

  @Test
  void aRouterThatTellsSomebodyElseOfWhatManyHadIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("escalateTo: .*", "escalateTo: [{rep: ana}, {rep: ben}]")));
  }

  @Test
  void aRouterThatPausesNobodyIsCaught() {
    caught(
        SlaGuarantees.WhoIsSilentGetsNothingForAWhile::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("pauseAfterExpired: \\d", "pauseAfterExpired: 9")
                    .replaceAll("pauseFor: .*", "")));
  }

  @Test
  void aRouterThatPausesWhoAnswersIsCaught() {
    caught(
        SlaGuarantees.WhoIsSilentGetsNothingForAWhile::new,
        forgedPolicy(yaml -> yaml.replaceAll("pauseAfterExpired: 2", "pauseAfterExpired: 1")));
  }

  @Test
  void aRouterThatForgetsWhoWasSilentWhenARepMovesIsCaught() {
    caught(
        SlaGuarantees.WhatIsLetPassCountsForAWhile::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.RepHandedOver handed
                            ? Optional.of(withoutSilence(forwarded, handed))
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatGivesRoomToWhoIsSilentIsCaught() {
    caught(
        SlaGuarantees.WhatIsLetPassCountsForAWhile::new,
        forgedPolicy(yaml -> yaml.replaceAll("expiredCountsFor: \\w+", "expiredCountsFor: never")));
    caught(
        Guarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        new Business.Fault(seat -> withSilence(seat, Silence.NONE), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatNeverForgetsWhatWasLetPassIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        new Business.Fault(BrokenRouterTest::countingForEver, TRUE_VERDICTS, TRUE_POLICY));
  }

  private static RepSeat countingForEver(RepSeat seat) {
    List<Instant> later =
        seat.silence().countedUntil().stream().map(at -> at.plus(Duration.ofDays(9))).toList();
    return withSilence(seat, new Silence(0, Optional.empty(), later));
  }

  private static Output withoutSilence(Output.Forwarded forwarded, Command.RepHandedOver handed) {
    return new Output.Forwarded(
        forwarded.group(),
        new Command.RepHandedOver(
            handed.from(),
            handed.rep(),
            handed.moves(),
            handed.version(),
            handed.load(),
            handed.unaccepted(),
            handed.lastAssignedAt(),
            handed.counts(),
            handed.refunds(),
            handed.credit(),
            handed.formerGroups(),
            Silence.NONE),
        forwarded.origin());
  }

  @Test
  void aRouterThatGivesALeadBackToWhoGaveItUpIsCaught() {
    caught(
        Guarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withPreviousReps(List.of()))));
  }

  @Test
  void aRouterThatPassesALeadOnForEverIsCaught() {
    caught(
        Guarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxAttempts: \\d", "maxAttempts: 9")));
  }

  @Test
  void aRouterThatGivesUpTooEarlyIsCaught() {
    caught(
        Guarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxAttempts: \\d", "maxAttempts: 1")));
  }

  @Test
  void aRouterThatListensToWhoHadTheLeadBeforeIsCaught() {
    for (String why : List.of("taken-back", "other-attempt")) {
      caught(
          Guarantees.WhatIsSaidOfAnAttemptThatIsOverChangesNothing::new,
          forgedVerdicts(
              verdict ->
                  withOutputs(
                      verdict,
                      output ->
                          Optional.of(
                              output instanceof Output.Decided decided
                                      && decided.decision().reason().equals(why)
                                  ? new Output.Decided(recorded(decided.decision()))
                                  : output))));
    }
  }

  @Test
  void aRouterThatWritesWheneverTimePassesIsCaught() {
    caught(
        Guarantees.AnIdleDeskWritesNothing::new,
        forgedVerdicts(
            verdict ->
                new Verdict(
                    verdict.outputs(),
                    verdict.leads(),
                    verdict.seats(),
                    verdict.tallies(),
                    verdict.group().or(() -> Optional.of(GroupState.NEW)))));
  }

  @Test
  void aRouterThatForgetsToGiveRoomBackIsCaught() {
    caught(
        Guarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.RoomChanged
                            ? Optional.empty()
                            : Optional.of(output))));
    caught(
        Guarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withLoad(seat, seat.load() + 1))));
  }

  @Test
  void aRouterThatLosesALeadOnItsWayIsCaught() {
    caught(
        Guarantees.EveryLeadIsInOnePlace::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.LeadHandedOver
                            ? Optional.empty()
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatKeepsAndHandsOverIsCaught() {
    caught(
        Guarantees.EveryLeadIsInOnePlace::new,
        forgedVerdicts(
            verdict -> {
              Map<String, OpenLead> leads = new LinkedHashMap<>(verdict.leads());
              for (Output output : verdict.outputs()) {
                if (output instanceof Output.Forwarded forwarded
                    && forwarded.command() instanceof Command.LeadHandedOver handed) {
                  leads.put(handed.lead().leadId(), handed.lead());
                }
              }
              return new Verdict(
                  verdict.outputs(), leads, verdict.seats(), verdict.tallies(), verdict.group());
            }));
  }

  @Test
  void aRouterThatDoesNotKnowWhoAsksAgainIsCaught() {
    caught(
        Guarantees.APersonHasOneOpenLead::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withIdentities(List.of()))));
  }

  @Test
  void aRouterThatForgetsWhoHeldAPersonIsCaught() {
    caught(
        OwnerGuarantees.WhoComesBackGoesToWhoKnowsThem::new,
        forgedPolicy(yaml -> yaml.replace("ownership: {person: ", "ownership: {account: 1s} #")));
  }

  @Test
  void aRouterThatLooksFurtherBackThanThePolicyIsCaught() {
    caught(
        Guarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replace("{person: 20h, account: 9h}", "{person: 9d, account: 9d}")));
  }

  @Test
  void aRouterThatDoesNotSayWhoIsGoneIsCaught() {
    caught(
        Guarantees.EverybodyKnowsWhoHoldsAPerson::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Owned owned && owned.owner().isEmpty()
                            ? Optional.empty()
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatLeavesSomebodyIdleIsCaught() {
    caught(
        Guarantees.NobodyWaitsInVain::new,
        forgedReps(rep -> with(rep, Caps.openLeads(OptionalInt.of(0)))));
  }

  @Test
  void aGapInTheDecisionsIsCaught() {
    caught(
        Guarantees.DecisionsCountWithoutAGap::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Decided decided
                                && decided.decision().kind() == DecisionKind.WAITING
                            ? Optional.empty()
                            : Optional.of(output))));
  }

  @Test
  void aClockThatRunsBackwardsIsCaught() {
    caught(
        Guarantees.TimeNeverRunsBackwards::new,
        forgedVerdicts(
            verdict ->
                new Verdict(
                    verdict.outputs(),
                    verdict.leads(),
                    verdict.seats(),
                    verdict.tallies(),
                    verdict
                        .group()
                        .map(
                            state ->
                                new GroupState(
                                    Instant.EPOCH,
                                    state.sequence(),
                                    state.virtualTimes(),
                                    state.hearing())))));
  }

  @Test
  void aTagThatNoEntryExplainsIsCaught() {
    caught(
        Guarantees.TagsAreWhatTheLedgerSays::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withTags(seat, 1))));
  }

  @Test
  void aRouterThatPrefersARepIsCaught() {
    caught(
        Guarantees.TheSmallestTagIsNext::new,
        new Business.Fault(this::favouringAna, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatGivesUnfairTurnsIsCaught() {
    caught(
        Guarantees.TurnsAreFair::new,
        new Business.Fault(this::favouringAna, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatDoesNotSeeWhoIsLoadedIsCaught() {
    caught(
        Guarantees.TheLeastLoadedIsNext::new,
        forgedPolicy(yaml -> yaml.replace("least-loaded", "round-robin")));
    caught(
        Guarantees.TheLeastLoadedIsNext::new,
        new Business.Fault(seat -> withLoad(seat, 0), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatForgetsWhoGotALeadLastIsCaught() {
    caught(
        Guarantees.TheLeastLoadedIsNext::new,
        new Business.Fault(BrokenRouterTest::asIfItHadGotNone, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatDoesNotTellTheCrmIsCaught() {
    caught(
        Guarantees.TheCrmKnowsWhoHoldsALead::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Assigned
                            ? Optional.empty()
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatReopensALeadInSecretIsCaught() {
    caught(
        Guarantees.TheCrmKnowsWhoHoldsALead::new,
        forgedVerdicts(
            verdict -> {
              boolean reopens =
                  verdict.outputs().stream()
                      .anyMatch(
                          output ->
                              output instanceof Output.Decided decided
                                  && decided.decision().kind() == DecisionKind.REOPENED);
              return reopens
                  ? withLeads(
                      withOutputs(
                          verdict,
                          output ->
                              Optional.of(output).filter(any -> !(any instanceof Output.Assigned))),
                      lead -> lead.withObserved(Optional.of("")))
                  : verdict;
            }));
  }

  @Test
  void aRouterThatForgetsThatConsentWasWithdrawnIsCaught() {
    caught(
        Guarantees.WithdrawnConsentIsKept::new, forgedVerdicts(BrokenRouterTest::forgettingNobody));
  }

  @Test
  void aRouterThatRemembersWhoShallBeForgottenIsCaught() {
    caught(
        Guarantees.WhoShallBeForgottenIs::new, forgedVerdicts(BrokenRouterTest::forgettingNobody));
  }

  @Test
  void aRouterThatBeginsOverWithWhoWasForgottenIsCaught() {
    caught(
        Guarantees.TheCrmKnowsWhoHoldsALead::new,
        forgedVerdicts(
            verdict ->
                withLeads(
                    verdict,
                    lead -> lead.status() == LeadStatus.ERASED ? inItsFirstCycle(lead) : lead)));
  }

  private static Verdict forgettingNobody(Verdict verdict) {
    Map<String, OpenLead> leads = new LinkedHashMap<>(verdict.leads());
    leads.values().removeIf(lead -> lead.status() == LeadStatus.ERASED);
    return new Verdict(
        verdict.outputs(), leads, verdict.seats(), verdict.tallies(), verdict.group());
  }

  private static OpenLead inItsFirstCycle(OpenLead lead) {
    return new OpenLead(
        lead.lead(),
        lead.status(),
        0,
        lead.attempt(),
        lead.step(),
        lead.holding(),
        lead.previousReps(),
        lead.receivedAt(),
        lead.conversions(),
        lead.recentOutcomes(),
        lead.handedTo(),
        lead.hops(),
        lead.observed(),
        lead.identities(),
        lead.owners());
  }

  @Test
  void aRouterThatLoadsOtherThanItSavedIsCaught() {
    caught(
        () -> new Guarantees.WhatIsSavedGoesOnAlike(seat -> withLoad(seat, seat.load() + 1)),
        Business.Fault.NONE);
  }

  @Test
  void aRouterThatThrowsDiceIsCaught() {
    Random dice = new Random(5);
    Business.Fault careless =
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withTags(seat, dice.nextInt(2))));
    assertThat(verdicts(3, careless)).isNotEqualTo(verdicts(3, careless));
  }

  private static List<Verdict> verdicts(int seed, Business.Fault fault) {
    Business business = new Business(List.of(), fault);
    History.unfold(new Random(seed), business);
    return business.verdicts;
  }

  /** Within some histories, by this guarantee. */
  private void caught(Supplier<Guarantee> guarantee, Business.Fault fault) {
    Trial trial = new Trial(() -> List.of(guarantee.get()), fault);
    String name = guarantee.get().getClass().getSimpleName();
    // Where the engine itself does not stand what is done to it, another history shows the fault.
    boolean caught =
        IntStream.range(0, HISTORIES)
            .mapToObj(trial::of)
            .anyMatch(failure -> failure.map(Trial.Failure::broken).equals(Optional.of(name)));
    assertThat(caught).as("whether %s has seen it", name).isTrue();
    PROOFS.computeIfAbsent(name, any -> new TreeSet<>()).add(test);
  }

  private static Business.Fault forgedVerdicts(UnaryOperator<Verdict> forged) {
    return new Business.Fault(TRUE_SEATS, forged, TRUE_POLICY);
  }

  /** Restarted desks believe something else of the reps than what is stored. */
  private static Business.Fault forgedReps(UnaryOperator<Rep> forged) {
    return new Business.Fault(
        seat ->
            new RepSeat(
                seat.repId(),
                seat.rep().map(forged),
                seat.moves(),
                seat.version(),
                seat.presence(),
                seat.movedTo(),
                seat.load(),
                seat.unaccepted(),
                seat.lastAssignedAt(),
                seat.counts(),
                seat.refunds(),
                seat.credit(),
                seat.silence(),
                seat.tags(),
                seat.lastTurns(),
                seat.turnsAhead(),
                seat.passesOn(),
                seat.asksAgain(),
                seat.formerGroups()),
        TRUE_VERDICTS,
        TRUE_POLICY);
  }

  /** Desks read something else in the policy than what was published. */
  private static Business.Fault forgedPolicy(UnaryOperator<String> forged) {
    return new Business.Fault(TRUE_SEATS, TRUE_VERDICTS, forged);
  }

  private RepSeat favouringAna(RepSeat seat) {
    return seat.repId().equals("ana") ? withTags(seat, -20 * Rotation.TURN) : seat;
  }

  private static RepSeat withTags(RepSeat seat, long more) {
    Map<String, Long> tags = new HashMap<>();
    seat.tags().forEach((rotation, tag) -> tags.put(rotation, tag + more));
    return withTags(seat, tags);
  }

  private static RepSeat withTags(RepSeat seat, Map<String, Long> tags) {
    return changed(
        seat, seat.load(), seat.unaccepted(), seat.lastAssignedAt(), seat.counts(), tags);
  }

  private static RepSeat withLoad(RepSeat seat, int load) {
    return changed(
        seat, load, seat.unaccepted(), seat.lastAssignedAt(), seat.counts(), seat.tags());
  }

  private static RepSeat withUnaccepted(RepSeat seat, int unaccepted) {
    return changed(
        seat, seat.load(), unaccepted, seat.lastAssignedAt(), seat.counts(), seat.tags());
  }

  private static RepSeat withCounts(RepSeat seat, LeadCounts counts) {
    return changed(
        seat, seat.load(), seat.unaccepted(), seat.lastAssignedAt(), counts, seat.tags());
  }

  private static RepSeat aDayLater(RepSeat seat) {
    Optional<Instant> last = seat.lastAssignedAt().map(at -> at.plus(Duration.ofDays(1)));
    return changed(seat, seat.load(), seat.unaccepted(), last, seat.counts(), seat.tags());
  }

  private static RepSeat asIfItHadGotNone(RepSeat seat) {
    return seat.repId().equals("ana")
        ? changed(
            seat, seat.load(), seat.unaccepted(), Optional.empty(), LeadCounts.NONE, seat.tags())
        : seat;
  }

  private static RepSeat withCredit(RepSeat seat, Optional<Credit> credit) {
    return new RepSeat(
        seat.repId(),
        seat.rep(),
        seat.moves(),
        seat.version(),
        seat.presence(),
        seat.movedTo(),
        seat.load(),
        seat.unaccepted(),
        seat.lastAssignedAt(),
        seat.counts(),
        seat.refunds(),
        credit,
        seat.silence(),
        seat.tags(),
        seat.lastTurns(),
        seat.turnsAhead(),
        seat.passesOn(),
        seat.asksAgain(),
        seat.formerGroups());
  }

  private static RepSeat changed(
      RepSeat seat,
      int load,
      int unaccepted,
      Optional<Instant> lastAssignedAt,
      LeadCounts counts,
      Map<String, Long> tags) {
    return new RepSeat(
        seat.repId(),
        seat.rep(),
        seat.moves(),
        seat.version(),
        seat.presence(),
        seat.movedTo(),
        load,
        unaccepted,
        lastAssignedAt,
        counts,
        seat.refunds(),
        seat.credit(),
        seat.silence(),
        tags,
        seat.lastTurns(),
        seat.turnsAhead(),
        seat.passesOn(),
        seat.asksAgain(),
        seat.formerGroups());
  }

  private static RepSeat withSilence(RepSeat seat, Silence silence) {
    return new RepSeat(
        seat.repId(),
        seat.rep(),
        seat.moves(),
        seat.version(),
        seat.presence(),
        seat.movedTo(),
        seat.load(),
        seat.unaccepted(),
        seat.lastAssignedAt(),
        seat.counts(),
        seat.refunds(),
        seat.credit(),
        silence,
        seat.tags(),
        seat.lastTurns(),
        seat.turnsAhead(),
        seat.passesOn(),
        seat.asksAgain(),
        seat.formerGroups());
  }

  private static Verdict withLeads(Verdict verdict, UnaryOperator<OpenLead> forged) {
    Map<String, OpenLead> leads = new LinkedHashMap<>(verdict.leads());
    leads.replaceAll((id, lead) -> forged.apply(lead));
    return new Verdict(
        verdict.outputs(), leads, verdict.seats(), verdict.tallies(), verdict.group());
  }

  private static OpenLead withDeadline(OpenLead lead, Optional<Instant> by) {
    return withTerm(
        lead,
        by.map(
            moment ->
                new Deadline(moment, Duration.ofHours(1), "", false, false, Optional.empty())));
  }

  private static OpenLead toBeWarnedOf(OpenLead lead) {
    return withTerm(
        lead,
        lead.holding()
            .acceptBy()
            .map(
                term ->
                    new Deadline(
                        term.by(),
                        term.within(),
                        term.clock(),
                        term.delivered(),
                        false,
                        Optional.of(
                            new Deadline.Warning(term.by().minusSeconds(1), term.within())))));
  }

  private static OpenLead asIfNotDelivered(OpenLead lead) {
    return withTerm(
        lead,
        lead.holding()
            .acceptBy()
            .map(
                term ->
                    term.delivered()
                        ? new Deadline(
                            lead.holding().assignedAt().orElseThrow().plus(term.within()),
                            term.within(),
                            term.clock(),
                            true,
                            term.fromDelivery(),
                            term.warning())
                        : term));
  }

  private static OpenLead withTerm(OpenLead lead, Optional<Deadline> deadline) {
    return lead.withHolding(lead.holding().withAcceptBy(deadline));
  }

  private static Decision recorded(Decision decision) {
    return changed(decision, DecisionKind.OUTCOME_RECORDED, decision.ledger());
  }

  private static Decision changed(Decision decision, DecisionKind kind, List<LedgerEntry> ledger) {
    return new Decision(
        kind,
        decision.leadId(),
        decision.cycle(),
        decision.attempt(),
        decision.eventId(),
        decision.origin(),
        decision.group(),
        decision.sequence(),
        decision.policyVersion(),
        decision.ruleId(),
        decision.choice(),
        ledger,
        decision.score(),
        decision.disposition(),
        decision.mergedInto(),
        decision.reason(),
        decision.submittedAt(),
        decision.receivedAt(),
        decision.decidedAt(),
        decision.test());
  }

  private static OpenLead theOtherWayRound(OpenLead lead) {
    return inLine(lead, lead.step().line(), -lead.step().rank());
  }

  private static OpenLead inLine(OpenLead lead, String line, long rank) {
    Step step = lead.step();
    return lead.withStep(
        new Step(
            step.ruleId(),
            step.route(),
            step.since(),
            step.until(),
            step.waitingSince(),
            line,
            rank,
            step.referral()));
  }

  /** Whoever is lifted stays where it was. */
  private static Verdict withoutLifts(Verdict verdict) {
    Map<String, Map<String, Long>> before = new HashMap<>();
    for (Output output : verdict.outputs()) {
      if (output instanceof Output.Decided decided) {
        for (LedgerEntry entry : decided.decision().ledger()) {
          if (entry.entry().equals("lift") || entry.entry().equals("credit")) {
            before
                .computeIfAbsent(entry.repId(), repId -> new HashMap<>())
                .put(entry.rotation(), entry.before());
          }
        }
      }
    }
    return withSeats(
        verdict,
        seat -> {
          Map<String, Long> tags = new HashMap<>(seat.tags());
          tags.putAll(before.getOrDefault(seat.repId(), Map.of()));
          return withTags(seat, tags);
        });
  }

  private static LedgerEntry aTurnMore(LedgerEntry entry) {
    return new LedgerEntry(
        entry.rotation(),
        entry.repId(),
        entry.entry(),
        entry.before(),
        entry.after() + Rotation.TURN,
        entry.virtualTime(),
        entry.credit() + (entry.rotation().isEmpty() ? 1 : 0));
  }

  private static Verdict withEntries(
      String kind, Verdict verdict, UnaryOperator<LedgerEntry> forged) {
    return withLedgers(
        verdict,
        ledger ->
            ledger.stream()
                .map(entry -> entry.entry().equals(kind) ? forged.apply(entry) : entry)
                .toList());
  }

  private static Verdict withLedgers(Verdict verdict, UnaryOperator<List<LedgerEntry>> forged) {
    return withOutputs(
        verdict,
        output -> {
          if (output instanceof Output.Decided decided) {
            Decision decision = decided.decision();
            List<LedgerEntry> ledger = forged.apply(decision.ledger());
            return Optional.of(new Output.Decided(changed(decision, decision.kind(), ledger)));
          }
          return Optional.of(output);
        });
  }

  private static Verdict withSeats(Verdict verdict, UnaryOperator<RepSeat> forged) {
    return new Verdict(
        verdict.outputs(),
        verdict.leads(),
        verdict.seats().stream().map(forged).toList(),
        verdict.tallies(),
        verdict.group());
  }

  private static Verdict withOutputs(Verdict verdict, Function<Output, Optional<Output>> forged) {
    return new Verdict(
        verdict.outputs().stream().map(forged).flatMap(Optional::stream).toList(),
        verdict.leads(),
        verdict.seats(),
        verdict.tallies(),
        verdict.group());
  }

  private static Rep with(Rep rep, Caps caps) {
    return changed(rep, rep.status(), caps, rep.maxUnaccepted(), rep.workingHours(), rep.timeOff());
  }

  private static Rep with(Rep rep, OptionalInt maxUnaccepted) {
    return changed(rep, rep.status(), rep.caps(), maxUnaccepted, rep.workingHours(), rep.timeOff());
  }

  private static Rep with(Rep rep, RepStatus status) {
    return changed(rep, status, rep.caps(), rep.maxUnaccepted(), rep.workingHours(), rep.timeOff());
  }

  private static Rep alwaysAtWork(Rep rep) {
    return changed(rep, rep.status(), rep.caps(), rep.maxUnaccepted(), List.of(), rep.timeOff());
  }

  private static Rep neverOff(Rep rep) {
    return changed(
        rep, rep.status(), rep.caps(), rep.maxUnaccepted(), rep.workingHours(), List.of());
  }

  private static Rep changed(
      Rep rep,
      RepStatus status,
      Caps caps,
      OptionalInt maxUnaccepted,
      List<WorkingHours> hours,
      List<TimeOff> off) {
    return new Rep(
        rep.repId(),
        rep.name(),
        rep.email(),
        rep.group(),
        status,
        rep.weight(),
        caps,
        maxUnaccepted,
        rep.skills(),
        rep.languages(),
        rep.territories(),
        rep.products(),
        rep.timeZone(),
        rep.holidayRegion(),
        hours,
        off,
        rep.backupRepId());
  }
}
