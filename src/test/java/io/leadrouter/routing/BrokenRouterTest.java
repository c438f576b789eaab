package io.leadrouter.routing;

import static io.leadrouter.routing.Forgery.TRUE_POLICY;
import static io.leadrouter.routing.Forgery.TRUE_SEATS;
import static io.leadrouter.routing.Forgery.TRUE_VERDICTS;
import static io.leadrouter.routing.Forgery.changed;
import static io.leadrouter.routing.Forgery.forgedForwards;
import static io.leadrouter.routing.Forgery.forgedGroup;
import static io.leadrouter.routing.Forgery.forgedHearing;
import static io.leadrouter.routing.Forgery.forgedPolicy;
import static io.leadrouter.routing.Forgery.forgedReps;
import static io.leadrouter.routing.Forgery.forgedVerdicts;
import static io.leadrouter.routing.Forgery.heldAs;
import static io.leadrouter.routing.Forgery.inLine;
import static io.leadrouter.routing.Forgery.recorded;
import static io.leadrouter.routing.Forgery.with;
import static io.leadrouter.routing.Forgery.withCounts;
import static io.leadrouter.routing.Forgery.withCredit;
import static io.leadrouter.routing.Forgery.withDeadline;
import static io.leadrouter.routing.Forgery.withEntries;
import static io.leadrouter.routing.Forgery.withLeads;
import static io.leadrouter.routing.Forgery.withLedgers;
import static io.leadrouter.routing.Forgery.withLoad;
import static io.leadrouter.routing.Forgery.withLuggage;
import static io.leadrouter.routing.Forgery.withOutputs;
import static io.leadrouter.routing.Forgery.withSeats;
import static io.leadrouter.routing.Forgery.withSilence;
import static io.leadrouter.routing.Forgery.withTags;
import static io.leadrouter.routing.Forgery.withUnaccepted;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Caps;
import io.leadrouter.domain.Command;
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
import io.leadrouter.domain.RepSeat;
import io.leadrouter.domain.RepStatus;
import io.leadrouter.domain.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> rep.caps().openLeads().isPresent() ? with(rep, Caps.NONE) : rep));
  }

  @Test
  void aRouterThatForgetsWhatAnHourOrADayMayBringIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, Caps.openLeads(rep.caps().openLeads()))));
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("per(Hour|Day|Week|Month): ", "per$1: 1")));
  }

  @Test
  void aRouterThatLetsRepsHoardIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, OptionalInt.empty())));
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxUnaccepted: [0-9]", "maxUnaccepted: none")));
  }

  @Test
  void aRouterThatDoesNotSeeTheDayTurnIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        new Business.Fault(Forgery::aDayLater, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatCountsAnewWhenItIsStartedIsCaught() {
    caught(
        RoomGuarantees.WhatARepGotStaysCounted::new,
        new Business.Fault(seat -> withCounts(seat, LeadCounts.NONE), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatTakesARollingWindowForOneOfTheCalendarIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace(", rolling: true", "")));
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("caps: \\{per(Hour|Week)", "caps: {rolling: true, per$1")));
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, ofTheCalendar(rep.caps()))));
  }

  @Test
  void aRouterThatForgetsWhenARepGotItsLeadsIsCaught() {
    UnaryOperator<RepSeat> forgets = seat -> withCounts(seat, withoutTimes(seat.counts()));
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        new Business.Fault(forgets, TRUE_VERDICTS, TRUE_POLICY));
    caught(
        RoomGuarantees.WhatARepGotStaysCounted::new,
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
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replace("{pool: south-all}", "{pool: south-all, beyondCaps: true}")));
  }

  @Test
  void aRouterThatKeepsToCapsWhereTheRouteGoesBeyondThemIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace(", beyondCaps: true", "")));
  }

  @Test
  void aRouterThatForgetsWhatAPoolMayHaveTogetherIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("poolCaps: \\{(.*?)}", "poolCaps: {}")));
    caught(
        RoomGuarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        forgedPolicy(yaml -> yaml.replaceAll("poolCaps: \\{perHour: ", "poolCaps: {perHour: 1")));
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("poolCaps: \\{(.*?)(, )?maxUnaccepted: .}", "poolCaps: {$1}")));
  }

  @Test
  void aRouterThatShutsAPoolBeforeItIsFullIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(
            yaml -> yaml.replaceAll("poolCaps: \\{openLeads: .", "poolCaps: {openLeads: 1")));
  }

  @Test
  void aRouterThatDoesNotKnowWhichPoolALeadCameFromIsCaught() {
    caught(
        RoomGuarantees.WhatAPoolGaveStaysItsOwn::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::ofNoPool)));
  }

  private static OpenLead ofNoPool(OpenLead lead) {
    return heldAs(lead, "", lead.holding().byHand());
  }

  @Test
  void aRouterThatCountsAPoolAnewWhenItIsStartedIsCaught() {
    caught(
        RoomGuarantees.WhatAPoolGaveStaysItsOwn::new,
        forgedVerdicts(verdict -> withoutTallies(verdict)));
  }

  private static Verdict withoutTallies(Verdict verdict) {
    return new Verdict(
        verdict.outputs(), verdict.leads(), verdict.seats(), List.of(), verdict.group());
  }

  @Test
  void aRouterThatGivesALeadToWhoGoesHomeIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace(", acceptClock: rep", "")));
  }

  @Test
  void aRouterThatGivesNothingToWhoStaysIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
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
        RoomGuarantees.WhatARepGotStaysCounted::new,
        forgedForwards(
            Command.RepHandedOver.class,
            handed -> Optional.of(withLuggage(handed, LeadCounts.NONE, handed.silence()))));
  }

  @Test
  void aRouterThatGivesTheDayBackWithTheLeadIsCaught() {
    caught(
        RoomGuarantees.WhatARepGotStaysCounted::new,
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

  @Test
  void aRouterThatTellsMoreRoomThanThereIsIsCaught() {
    caught(
        RoomGuarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        new Business.Fault(
            seat -> withUnaccepted(seat, seat.unaccepted() - 1), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatForgetsWhatWasAcceptedIsCaught() {
    caught(
        RoomGuarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withUnaccepted(seat, seat.load()))));
    caught(
        RoomGuarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedForwards(
            Command.RoomChanged.class,
            room ->
                Optional.of(
                    new Command.RoomChanged(
                        room.repId(),
                        room.leadId(),
                        room.units(),
                        0,
                        room.refunds(),
                        room.sign(),
                        room.countsUntil()))));
  }

  @Test
  void aRouterThatGivesLeadsToThoseOnLeaveIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedReps(rep -> with(rep, RepStatus.ACTIVE)));
  }

  @Test
  void aRouterThatDoesNotKnowWhenRepsWorkIsCaught() {
    caught(ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new, forgedReps(Forgery::alwaysAtWork));
  }

  @Test
  void aRouterThatDoesNotKnowWhoIsOffIsCaught() {
    caught(ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new, forgedReps(Forgery::neverOff));
  }

  @Test
  void aRouterThatDoesNotKnowTheHolidaysIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll("DE: \\[.*?]", "DE: ['1999-01-01']")));
  }

  @Test
  void aRouterThatOpensPoolsAtAnyHourIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replaceAll(", hours: (office|day)", "")));
  }

  @Test
  void aRouterThatForgetsWhatARouteAsksForIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml ->
                yaml.replaceAll("lead.language in rep.languages", "true || grade == rep.repId")));
  }

  @Test
  void aRouterThatAsksForMoreThanTheRouteIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replaceAll("lead.language in rep.languages", "false")));
  }

  @Test
  void aRouterThatKnowsNoStandInsIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace("{rep: ana, ", "{rep: ana, backup: false, ")));
  }

  @Test
  void aRouterThatLetsOthersStandInForAHeldLeadIsCaught() {
    caught(
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(yaml -> yaml.replace("hold: executive", "owner: executive")));
  }

  @Test
  void aRouterThatCallsAtNightIsCaught() {
    caught(
        ChoiceGuarantees.NobodyIsCalledAtNight::new,
        forgedPolicy(yaml -> yaml.replaceAll("contactHours: .*\n", "")));
  }

  @Test
  void aRouterThatServesTheWorstFirstIsCaught() {
    caught(
        ChoiceGuarantees.NobodyInLineIsPassedOver::new,
        forgedVerdicts(verdict -> withLeads(verdict, Forgery::theOtherWayRound)));
  }

  @Test
  void aRouterThatForgetsWhoWaitsIsCaught() {
    caught(
        ChoiceGuarantees.NobodyInLineIsPassedOver::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> inLine(lead, "nobody's", 0))));
  }

  @Test
  void aRouterThatLetsLeadsSleepThroughTheDayIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedPolicy(yaml -> yaml.replace("mon-sun: 08:00-20:00", "mon-sun: 14:00-20:00")));
  }

  @Test
  void aRouterThatCountsNoTurnForADirectLeadIsCaught() {
    caught(
        TurnGuarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replaceAll("countsIn: north-weighted", "countsIn: nowhere")));
  }

  @Test
  void aRouterThatCountsATurnForADirectLeadIsCaught() {
    caught(
        TurnGuarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replace("{rep: ana, ", "{rep: ana, countsIn: north-all, ")));
  }

  @Test
  void aRouterThatMakesUpForWhatARepMissedInTheNightIsCaught() {
    caught(
        TurnGuarantees.WhoComesBackIsOwedWhatThePolicySays::new,
        forgedVerdicts(Forgery::withoutLifts));
  }

  @Test
  void aRouterThatLetsARepPauseForItsGoodIsCaught() {
    caught(
        TurnGuarantees.WhoComesBackIsOwedWhatThePolicySays::new,
        forgedPolicy(yaml -> yaml.replaceAll("pause: (skip|credit)", "pause: keep")));
  }

  @Test
  void aRouterThatFloodsARepWithWhatItMissedIsCaught() {
    caught(
        TurnGuarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replaceAll("creditAtMost: \\d", "creditAtMost: 100")));
    caught(
        TurnGuarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replace("creditEvery: 3", "creditEvery: 2")));
  }

  @Test
  void aRouterThatOwesForEverIsCaught() {
    caught(
        TurnGuarantees.CreditIsGivenSparingly::new,
        forgedPolicy(yaml -> yaml.replaceAll("creditExpires: \\d", "creditExpires: 30")));
  }

  @Test
  void aRouterThatForgetsWhatARepIsOwedIsCaught() {
    caught(
        TurnGuarantees.TagsAreWhatTheLedgerSays::new,
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
          TurnGuarantees.EveryEntryFollowsItsRule::new,
          forgedVerdicts(verdict -> withEntries(kind, verdict, Forgery::aTurnMore)));
    }
  }

  @Test
  void aRouterThatLetsSpecialistsPayIsCaught() {
    caught(
        TurnGuarantees.TurnsCountWhereTheRouteSays::new,
        forgedPolicy(yaml -> yaml.replaceAll("specialistTurns: free, ", "")));
  }

  @Test
  void aRouterThatLetsManagersGiveLeadsBesideTheTurnsIsCaught() {
    caught(
        TurnGuarantees.WhatIsGivenByHandIsATurnInTheLastPool::new,
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
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
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
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(verdict -> withEntries("refund", verdict, e -> in("another", e))));
  }

  @Test
  void aRouterThatRefundsMoreThanATurnIsCaught() {
    caught(
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(verdict -> withEntries("refund", verdict, Forgery::aTurnMore)));
  }

  @Test
  void aRouterThatForgetsToRefundIsCaught() {
    caught(
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
        forgedVerdicts(
            verdict ->
                withLedgers(
                    verdict, ledger -> ledger.stream().filter(e -> !isRefund(e)).toList())));
  }

  @Test
  void aRouterThatRefundsWhateverTheReasonIsCaught() {
    caught(
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
        forgedPolicy(yaml -> yaml.replace("reasons: [duplicate], ", "")));
  }

  @Test
  void aRouterThatRefundsWithoutEndIsCaught() {
    caught(
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
        forgedPolicy(yaml -> yaml.replace("perMonth: 1}\nrules", "perMonth: 99}\nrules")));
  }

  @Test
  void aRouterThatKeepsTheDaysCountOfARefundedLeadIsCaught() {
    caught(
        RoomGuarantees.WhatARepGotStaysCounted::new,
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
        ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replaceAll("onRepLeft: route-.*", "onRepLeft: keep")));
  }

  @Test
  void aRouterThatDoesNotTellWhereARepWasThatItHasLeftIsCaught() {
    caught(
        ReroutingGuarantees.WhatARepHeldElsewhereIsPassedOn::new,
        forgedForwards(Command.HolderLeft.class, any -> Optional.empty()));
  }

  @Test
  void aRouterThatLeavesLeadsWithWhoIsAwayIsCaught() {
    caught(
        ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replace("onRepAway: route-unaccepted", "onRepAway: keep")));
  }

  @Test
  void aRouterThatTakesLeadsFromWhoIsAwayIsCaught() {
    caught(
        ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> "onRepAway: route-unaccepted\n" + yaml));
  }

  @Test
  void aRouterThatTakesAcceptedLeadsFromWhoLeftIsCaught() {
    caught(
        ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn::new,
        forgedPolicy(yaml -> yaml.replace("onRepLeft: route-unaccepted", "onRepLeft: route-all")));
  }

  @Test
  void aRouterThatLeavesACorrectedLeadWithTheWrongTeamIsCaught() {
    caught(
        ReroutingGuarantees.ACorrectedLeadGoesWhereItBelongs::new,
        forgedPolicy(yaml -> yaml.replace("onLeadChange: route-unaccepted", "onLeadChange: keep")));
  }

  @Test
  void aRouterThatTakesACorrectedLeadFromWhomSomebodyGaveItIsCaught() {
    caught(
        ReroutingGuarantees.ACorrectedLeadGoesWhereItBelongs::new,
        forgedVerdicts(verdict -> withLeads(verdict, BrokenRouterTest::asIfByPolicy)));
  }

  private static OpenLead asIfByPolicy(OpenLead lead) {
    return heldAs(lead, lead.holding().pool(), false);
  }

  @Test
  void aRouterThatTakesACorrectedLeadFromItsTeamIsCaught() {
    caught(
        ReroutingGuarantees.ACorrectedLeadGoesWhereItBelongs::new,
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
        TakeoverGuarantees.ARouterThatObservesGivesNothing::new,
        forgedPolicy(yaml -> yaml.replace("mode: observe", "mode: assign")));
  }

  @Test
  void aRouterThatPublishesWhatItObservesIsCaught() {
    caught(
        TakeoverGuarantees.ARouterThatObservesGivesNothing::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withObserved(Optional.empty()))));
  }

  @Test
  void aRouterThatGivesWhatAnotherHasIsCaught() {
    caught(
        TakeoverGuarantees.WhatAnotherRouterHasIsNotGiven::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withObserved(Optional.empty()))));
  }

  @Test
  void aRouterThatGivesAwayWhatSomebodyHasIsCaught() {
    caught(
        TakeoverGuarantees.WhoHasALeadAlreadyKeepsIt::new,
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
        RoomGuarantees.WhatARepGotStaysCounted::new,
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
        forgedVerdicts(verdict -> withLeads(verdict, Forgery::asIfNotDelivered)));
  }

  @Test
  void aRouterThatForgetsWhatIsToBeAcceptedIsCaught() {
    caught(
        SlaGuarantees.NobodySitsOnALead::new,
        forgedVerdicts(
            verdict -> withLeads(verdict, lead -> withDeadline(lead, Optional.empty()))));
    caught(
        () -> new RecordGuarantees.WhatIsSavedGoesOnAlike(TRUE_SEATS),
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
        forgedVerdicts(verdict -> withLeads(verdict, Forgery::toBeWarnedOf)));
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
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
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
  @Test
  void aRouterThatChargesForWhatTheCrmRefusedIsCaught() {
    caught(
        TurnGuarantees.RefundsAreForWhatWasPaid::new,
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
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
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
        forgedForwards(
            Command.RepHandedOver.class,
            handed -> Optional.of(withLuggage(handed, handed.counts(), Silence.NONE))));
  }

  @Test
  void aRouterThatGivesRoomToWhoIsSilentIsCaught() {
    caught(
        SlaGuarantees.WhatIsLetPassCountsForAWhile::new,
        forgedPolicy(yaml -> yaml.replaceAll("expiredCountsFor: \\w+", "expiredCountsFor: never")));
    caught(
        RoomGuarantees.RoomIsWhatIsLeftUnderEveryCap::new,
        new Business.Fault(seat -> withSilence(seat, Silence.NONE), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatNeverForgetsWhatWasLetPassIsCaught() {
    caught(
        ChoiceGuarantees.NobodyWaitsInVain::new,
        new Business.Fault(BrokenRouterTest::countingForEver, TRUE_VERDICTS, TRUE_POLICY));
  }

  private static RepSeat countingForEver(RepSeat seat) {
    List<Instant> later =
        seat.silence().countedUntil().stream().map(at -> at.plus(Duration.ofDays(9))).toList();
    return withSilence(seat, new Silence(0, Optional.empty(), later));
  }

  @Test
  void aRouterThatGivesALeadBackToWhoGaveItUpIsCaught() {
    caught(
        ReroutingGuarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedVerdicts(verdict -> withLeads(verdict, lead -> lead.withPreviousReps(List.of()))));
  }

  @Test
  void aRouterThatPassesALeadOnForEverIsCaught() {
    caught(
        ReroutingGuarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxAttempts: \\d", "maxAttempts: 9")));
  }

  @Test
  void aRouterThatGivesUpTooEarlyIsCaught() {
    caught(
        ReroutingGuarantees.WhoGaveALeadUpDoesNotGetItBack::new,
        forgedPolicy(yaml -> yaml.replaceAll("maxAttempts: \\d", "maxAttempts: 1")));
  }

  @Test
  void aRouterThatListensToWhoHadTheLeadBeforeIsCaught() {
    for (String why : List.of("taken-back", "other-attempt")) {
      caught(
          ReroutingGuarantees.WhatIsSaidOfAnAttemptThatIsOverChangesNothing::new,
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
        RecordGuarantees.AnIdleDeskWritesNothing::new,
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
        RoomGuarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedForwards(Command.RoomChanged.class, any -> Optional.empty()));
    caught(
        RoomGuarantees.RoomIsTakenAndGivenBackOnce::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withLoad(seat, seat.load() + 1))));
  }

  @Test
  void aRouterThatLosesALeadOnItsWayIsCaught() {
    caught(
        RecordGuarantees.EveryLeadIsInOnePlace::new,
        forgedForwards(Command.LeadHandedOver.class, any -> Optional.empty()));
  }

  @Test
  void aRouterThatKeepsAndHandsOverIsCaught() {
    caught(
        RecordGuarantees.EveryLeadIsInOnePlace::new,
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
        PersonGuarantees.APersonHasOneOpenLead::new,
        forgedVerdicts(
            verdict ->
                withLeads(verdict, lead -> lead.said(lead.lead(), List.of(), lead.version()))));
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
        ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt::new,
        forgedPolicy(
            yaml -> yaml.replace("{person: 20h, account: 9h}", "{person: 9d, account: 9d}")));
  }

  @Test
  void aRouterThatDoesNotSayWhoIsGoneIsCaught() {
    caught(
        PersonGuarantees.EverybodyKnowsWhoHoldsAPerson::new,
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
        ChoiceGuarantees.NobodyWaitsInVain::new,
        forgedReps(rep -> with(rep, Caps.openLeads(OptionalInt.of(0)))));
  }

  @Test
  void aGapInTheDecisionsIsCaught() {
    caught(
        RecordGuarantees.DecisionsCountWithoutAGap::new,
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
        RecordGuarantees.TimeNeverRunsBackwards::new,
        forgedGroup(
            state ->
                new GroupState(
                    Instant.EPOCH, state.sequence(), state.virtualTimes(), state.hearing())));
  }

  @Test
  void aTagThatNoEntryExplainsIsCaught() {
    caught(
        TurnGuarantees.TagsAreWhatTheLedgerSays::new,
        forgedVerdicts(verdict -> withSeats(verdict, seat -> withTags(seat, 1))));
  }

  @Test
  void aRouterThatPrefersARepIsCaught() {
    caught(
        TurnGuarantees.TheSmallestTagIsNext::new,
        new Business.Fault(Forgery::favouringAna, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatGivesUnfairTurnsIsCaught() {
    caught(
        TurnGuarantees.TurnsAreFair::new,
        new Business.Fault(Forgery::favouringAna, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatDoesNotSeeWhoIsLoadedIsCaught() {
    caught(
        ChoiceGuarantees.TheLeastLoadedIsNext::new,
        forgedPolicy(yaml -> yaml.replace("least-loaded", "round-robin")));
    caught(
        ChoiceGuarantees.TheLeastLoadedIsNext::new,
        new Business.Fault(seat -> withLoad(seat, 0), TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatForgetsWhoGotALeadLastIsCaught() {
    caught(
        ChoiceGuarantees.TheLeastLoadedIsNext::new,
        new Business.Fault(Forgery::asIfItHadGotNone, TRUE_VERDICTS, TRUE_POLICY));
  }

  @Test
  void aRouterThatDoesNotTellTheCrmIsCaught() {
    caught(
        RecordGuarantees.TheCrmKnowsWhoHoldsALead::new,
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
        RecordGuarantees.TheCrmKnowsWhoHoldsALead::new,
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
        PersonGuarantees.WithdrawnConsentIsKept::new,
        forgedVerdicts(BrokenRouterTest::forgettingNobody));
  }

  @Test
  void aRouterThatRemembersWhoShallBeForgottenIsCaught() {
    caught(
        PersonGuarantees.WhoShallBeForgottenIs::new,
        forgedVerdicts(BrokenRouterTest::forgettingNobody));
  }

  @Test
  void aRouterThatDoesNotHearTheLastWordIsCaught() {
    caught(
        PersonGuarantees.WhatWasSaidLastHolds::new,
        forgedVerdicts(BrokenRouterTest::forgettingNobody));
  }

  @Test
  void aRouterThatTakesForTheLastWordWhatItHearsLastIsCaught() {
    caught(
        PersonGuarantees.WhatWasSaidLastHolds::new,
        forgedVerdicts(
            verdict ->
                withOutputs(
                    verdict,
                    output ->
                        output instanceof Output.Forwarded forwarded
                                && forwarded.command() instanceof Command.LeadWithdrawn gone
                            ? Optional.of(forwarded(forwarded, saidLast(gone)))
                            : Optional.of(output))));
  }

  @Test
  void aRouterThatBeginsOverWithWhoWasForgottenIsCaught() {
    caught(
        RecordGuarantees.TheCrmKnowsWhoHoldsALead::new,
        forgedVerdicts(
            verdict ->
                withLeads(
                    verdict,
                    lead -> lead.status() == LeadStatus.ERASED ? inItsFirstCycle(lead) : lead)));
  }

  private static Output forwarded(Output.Forwarded forwarded, Command command) {
    return new Output.Forwarded(forwarded.group(), command, forwarded.origin());
  }

  private static Command saidLast(Command.LeadWithdrawn gone) {
    return new Command.LeadWithdrawn(
        gone.leadId(), gone.eventId(), gone.erase(), gone.version() + 1_000);
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
        lead.owners(),
        lead.version(),
        lead.opened());
  }

  @Test
  void aRouterThatLoadsOtherThanItSavedIsCaught() {
    caught(
        () -> new RecordGuarantees.WhatIsSavedGoesOnAlike(seat -> withLoad(seat, seat.load() + 1)),
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
}
