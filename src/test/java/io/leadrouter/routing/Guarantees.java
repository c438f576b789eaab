package io.leadrouter.routing;

import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.policy.Mode;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Pool;
import io.leadrouter.policy.Route;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What always holds, each as an object that listens to a business; and what several of them ask.
 */
final class Guarantees {

  static final Set<Disposition> BY_HAND =
      EnumSet.of(Disposition.ASSIGNED_BY_HAND, Disposition.REASSIGNED);

  private Guarantees() {}

  /** All of them, fresh. */
  static List<Guarantee> all() {
    return List.of(
        new ChoiceGuarantees.OnlyThoseWhoMayTakeALeadGetIt(),
        new ChoiceGuarantees.NobodyIsCalledAtNight(),
        new ChoiceGuarantees.NobodyInLineIsPassedOver(),
        new TurnGuarantees.TurnsCountWhereTheRouteSays(),
        new TurnGuarantees.WhoComesBackIsOwedWhatThePolicySays(),
        new TurnGuarantees.EveryEntryFollowsItsRule(),
        new TurnGuarantees.CreditIsGivenSparingly(),
        new TurnGuarantees.RefundsAreForWhatWasPaid(),
        new TurnGuarantees.WhatIsGivenByHandIsATurnInTheLastPool(),
        new ReroutingGuarantees.WhatARepHeldWhoLeftIsPassedOn(),
        new ReroutingGuarantees.WhatARepHeldElsewhereIsPassedOn(),
        new ReroutingGuarantees.ACorrectedLeadGoesWhereItBelongs(),
        new SlaGuarantees.NobodySitsOnALead(),
        new SlaGuarantees.WhoIsSilentGetsNothingForAWhile(),
        new SlaGuarantees.WhatIsLetPassCountsForAWhile(),
        new SlaGuarantees.SomebodyIsToldOfWhatManyHad(),
        new ReroutingGuarantees.WhoGaveALeadUpDoesNotGetItBack(),
        new ReroutingGuarantees.WhatIsSaidOfAnAttemptThatIsOverChangesNothing(),
        new RecordGuarantees.AnIdleDeskWritesNothing(),
        new RoomGuarantees.RoomIsWhatIsLeftUnderEveryCap(),
        new RoomGuarantees.RoomIsTakenAndGivenBackOnce(),
        new RoomGuarantees.WhatARepGotStaysCounted(),
        new RoomGuarantees.WhatAPoolGaveStaysItsOwn(),
        new RecordGuarantees.EveryLeadIsInOnePlace(),
        new PersonGuarantees.APersonHasOneOpenLead(),
        new PersonGuarantees.EverybodyKnowsWhoHoldsAPerson(),
        new OwnerGuarantees.WhoComesBackGoesToWhoKnowsThem(),
        new ChoiceGuarantees.NobodyWaitsInVain(),
        new RecordGuarantees.DecisionsCountWithoutAGap(),
        new RecordGuarantees.TimeNeverRunsBackwards(),
        new TurnGuarantees.TagsAreWhatTheLedgerSays(),
        new TurnGuarantees.TheSmallestTagIsNext(),
        new TurnGuarantees.TurnsAreFair(),
        new ChoiceGuarantees.TheLeastLoadedIsNext(),
        new RecordGuarantees.TheCrmKnowsWhoHoldsALead(),
        new TakeoverGuarantees.ARouterThatObservesGivesNothing(),
        new TakeoverGuarantees.WhatAnotherRouterHasIsNotGiven(),
        new TakeoverGuarantees.WhoHasALeadAlreadyKeepsIt(),
        new PersonGuarantees.WhoShallBeForgottenIs(),
        new PersonGuarantees.WithdrawnConsentIsKept(),
        new PersonGuarantees.WhatWasSaidLastHolds(),
        new RecordGuarantees.WhatIsSavedGoesOnAlike(UnaryOperator.identity()));
  }

  static Stream<Decision> decisions(Verdict verdict) {
    return verdict.outputs().stream()
        .filter(Output.Decided.class::isInstance)
        .map(output -> ((Output.Decided) output).decision());
  }

  /** Where a waiting lead is on its way. */
  static Route route(OpenLead lead, Policy policy) {
    return policy.rule(lead.step().ruleId()).orElseThrow().routes().get(lead.step().route());
  }

  static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  static boolean byLoad(Choosing choosing) {
    return pool(choosing).strategy() == io.leadrouter.policy.Strategy.LEAST_LOADED;
  }

  static Pool pool(Choosing choosing) {
    Policy policy = choosing.replay().policy().orElseThrow();
    return policy.pools().get(choosing.decision().choice().pool());
  }

  /** Of a lead that another router gives, by the CRM. */
  static boolean saysWhoHasIt(Decision decision) {
    return decision.kind() == DecisionKind.OUTCOME_RECORDED
        && BY_HAND.contains(decision.disposition().orElse(Disposition.UNKNOWN))
        && !decision.reason().equals("echo");
  }

  static boolean observes(Optional<Policy> policy) {
    return policy.filter(known -> known.conduct().mode() == Mode.OBSERVE).isPresent();
  }
}
