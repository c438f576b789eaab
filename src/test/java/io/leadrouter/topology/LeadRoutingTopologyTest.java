package io.leadrouter.topology;

import static io.leadrouter.topology.Flow.employees;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.AccountOwner;
import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.Company;
import io.leadrouter.event.Consent;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.ConversionResult;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lifecycle;
import io.leadrouter.event.Person;
import io.leadrouter.event.Problem;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of leads, from topic to topic. */
class LeadRoutingTopologyTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', strategy: round-robin, maxUnaccepted: none}
        south-all: {group: south, members: 'true', strategy: round-robin, maxUnaccepted: none}
      scorecard:
        fit:
          - {when: 'lead.company.employees >= 500', points: 30, text: large company}
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        grades: {A: 30, B: 20, C: 10}
        bands: {1: 30, 2: 10}
      rules:
        - id: customers
          when: 'account.lifecycle == "CUSTOMER"'
          routes: [{owner: account-executive, waitFor: 10m}, {pool: north-all}]
        - id: competitors
          when: 'account.lifecycle == "COMPETITOR"'
          routes: [{reject: competitor}]
        - id: named
          when: 'lead.campaign == "partner-x"'
          routes: [{rep: sue}]
        - id: cold
          when: 'lead.source == "list" && score < 20.0'
          routes: [nurture]
        - id: far
          when: 'lead.country == "ZA"'
          routes: [{pool: south-all}]
        - id: rest
          otherwise: true
          routes: [{pool: north-all}]
      """;

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.decisions();
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  private void team() {
    flow.rep("ana", "north", 100);
    flow.rep("bob", "north", 100);
    flow.rep("sue", "south", 100);
    flow.decisions();
  }

  @Test
  void everyRepGetsAsManyLeadsAsTheOther() {
    team();
    for (int i = 0; i < 10; i++) {
      flow.lead("lead-" + i);
    }
    List<Assignment> assignments = flow.assignments();
    assertThat(assignments).hasSize(10);
    assertThat(assignments).filteredOn(a -> a.getRepId().equals("ana")).hasSize(5);
    assertThat(assignments).filteredOn(a -> a.getRepId().equals("bob")).hasSize(5);
    assertThat(assignments)
        .allSatisfy(
            a -> {
              assertThat(a.getStatus()).isEqualTo(AssignmentStatus.ASSIGNED);
              assertThat(a.getPool()).isEqualTo("north-all");
              assertThat(a.getRuleId()).isEqualTo("rest");
              assertThat(a.getIdempotencyKey()).isEqualTo(a.getLeadId() + "/1/1/ASSIGNED");
            });
  }

  @Test
  void aDecisionSaysWhyAndItsGroupCountsWithoutAGap() {
    team();
    flow.lead("l1");
    flow.lead("l2");
    List<RoutingDecision> decisions = flow.decisions();
    assertThat(decisions).extracting(RoutingDecision::getKind).containsOnly(DecisionKind.ASSIGNED);
    assertThat(decisions.get(1).getSequence()).isEqualTo(decisions.get(0).getSequence() + 1);
    RoutingDecision first = decisions.get(0);
    assertThat(first.getRoutes().get(0).getRoute()).isEqualTo("pool:north-all");
    assertThat(first.getRoutes().get(0).getEligible()).isEqualTo(2);
    assertThat(first.getCandidates()).extracting(c -> c.getRepId()).containsExactly("ana", "bob");
    assertThat(first.getLedger()).hasSize(1);
    assertThat(first.getOrigin().getTopic()).isEqualTo("leads");
  }

  @Test
  void aLeadForWhomNobodyHasRoomWaitsAndTheBestIsServedFirst() {
    flow.rep("ana", "north", 1);
    flow.lead("first");
    flow.lead("small");
    flow.lead("large", employees(900));
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("first");
    flow.outcome("first", Disposition.LOST);
    assertThat(flow.assignments())
        .extracting(a -> a.getLeadId() + " " + a.getStatus())
        .containsExactly("first CLOSED", "large ASSIGNED");
    flow.outcome("large", Disposition.CONVERTED);
    assertThat(flow.assignments())
        .extracting(a -> a.getLeadId() + " " + a.getStatus())
        .containsExactly("large CLOSED", "small ASSIGNED");
    assertThat(flow.conversions())
        .extracting(Conversion::getResult)
        .containsExactly(ConversionResult.LOST, ConversionResult.CONVERTED);
  }

  @Test
  void theSameReportTwiceIsADuplicateAndACorrectionAnUpdate() {
    team();
    flow.lead("l1", lead -> lead.setEventId("e1"));
    flow.lead("l1", lead -> lead.setEventId("e1"));
    flow.lead("l1", lead -> lead.setEventId("e2"));
    flow.lead("l1", lead -> lead.setEventId("e3").setCountry("FR"));
    assertThat(flow.assignments()).hasSize(1);
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind)
        .containsExactly(
            DecisionKind.ASSIGNED,
            DecisionKind.DUPLICATE,
            DecisionKind.DUPLICATE,
            DecisionKind.UPDATED);
  }

  @Test
  void aClosedLeadThatComesBackOpensItsNextCycle() {
    team();
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST);
    flow.lead("l1");
    assertThat(flow.assignments())
        .extracting(a -> a.getCycle() + " " + a.getStatus())
        .containsExactly("1 ASSIGNED", "1 CLOSED", "2 ASSIGNED");
  }

  @Test
  void aLeadWithoutConsentIsNeverAssigned() {
    team();
    flow.lead("l1", lead -> lead.setConsent(Consent.DENIED));
    assertThat(flow.assignments()).isEmpty();
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind)
        .containsExactly(DecisionKind.SUPPRESSED);
  }

  @Test
  void consentWithdrawnTakesTheLeadFromItsRepAndFreesTheRoom() {
    flow.rep("ana", "north", 1);
    flow.lead("l1");
    flow.lead("l2");
    flow.lead("l1", lead -> lead.setConsent(Consent.DENIED));
    assertThat(flow.records(Topic.ASSIGNMENTS, Assignment.class))
        .extracting(r -> r.key() + " " + (r.value() == null ? "gone" : r.value().getStatus()))
        .containsExactly("l1 ASSIGNED", "l1 CLOSED", "l1 gone", "l2 ASSIGNED");
  }

  @Test
  void aTestLeadGoesTheWholeWayButTakesNoTurnAndNoRoom() {
    flow.rep("ana", "north", 1);
    flow.decisions();
    flow.lead("t1", lead -> lead.setTest(true));
    flow.lead("l1");
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("t1", "l1");
    assertThat(flow.decisions().get(0).getLedger()).isEmpty();
  }

  @Test
  void aCustomerGoesToTheAccountsOwner() {
    team();
    flow.account(
        "acme", "acme.example", Lifecycle.CUSTOMER, new AccountOwner("account-executive", "bob"));
    flow.lead("l1", lead -> lead.setPerson(new Person("x@acme.example", null, null, "Lee", null)));
    Assignment assignment = flow.assignments().get(0);
    assertThat(assignment.getRepId()).isEqualTo("bob");
    assertThat(assignment.getPool()).isNull();
    assertThat(flow.decisions().get(0).getLedger()).isEmpty();
  }

  @Test
  void whoWaitsForTheOwnerGoesOnWhenTheWaitIsOver() {
    team();
    flow.rep("bob", "north", rep -> rep.setStatus(io.leadrouter.event.RepStatus.ON_LEAVE));
    flow.account(
        "acme", "acme.example", Lifecycle.CUSTOMER, new AccountOwner("account-executive", "bob"));
    flow.lead("l1", lead -> lead.setPerson(new Person("x@acme.example", null, null, "Lee", null)));
    assertThat(flow.assignments()).isEmpty();
    flow.passes(Duration.ofMinutes(11));
    assertThat(flow.assignments()).extracting(Assignment::getRepId).containsExactly("ana");
  }

  @Test
  void aLeadThatIsNotAcceptedInTimeGoesToTheNext() {
    flow.policy(POLICY.replace("north-all: {", "north-all: {acceptWithin: 15m, "));
    team();
    flow.lead("l1");
    flow.lead("l2");
    List<Assignment> first = flow.assignments();
    assertThat(first).extracting(Assignment::getRepId).containsExactly("ana", "bob");
    assertThat(first.get(0).getAcceptBy())
        .isEqualTo(first.get(0).getAssignedAt().plus(Duration.ofMinutes(15)));
    flow.outcome("l2", Disposition.ACCEPTED);
    flow.passes(Duration.ofMinutes(16));
    assertThat(flow.assignments()).isEmpty();
    flow.passes(Duration.ofMinutes(1));
    assertThat(flow.assignments())
        .extracting(a -> a.getLeadId() + " " + a.getRepId() + " " + a.getReason())
        .containsExactly("l1 bob not-accepted");
    flow.outcome("l1", Disposition.ACCEPTED, outcome -> outcome.setAttempt(1));
    flow.passes(Duration.ofMinutes(17));
    assertThat(flow.assignments())
        .extracting(a -> a.getLeadId() + " " + a.getStatus())
        .containsExactly("l1 REVOKED");
  }

  @Test
  void whoHasLittleTimeLeftIsWarnedAndWhoDoesNotCallIsOnTheRecord() {
    flow.policy(
        POLICY.replace(
            "north-all: {",
            "north-all: {acceptWithin: 15m, firstTouchWithin: 1h, warnBefore: 5m, "));
    team();
    flow.lead("l1");
    Assignment first = flow.assignments().get(0);
    assertThat(first.getFirstTouchBy())
        .isEqualTo(first.getAssignedAt().plus(Duration.ofMinutes(60)));
    flow.passes(Duration.ofMinutes(11));
    flow.outcome("l1", Disposition.ACCEPTED);
    flow.passes(Duration.ofMinutes(45));
    flow.passes(Duration.ofMinutes(7));
    assertThat(flow.decisions())
        .filteredOn(decision -> decision.getKind().name().startsWith("SLA_"))
        .extracting(decision -> decision.getKind() + " " + decision.getReason())
        .containsExactly(
            "SLA_WARNING accept-by", "SLA_WARNING first-touch-by", "SLA_BREACHED first-touch-by");
    assertThat(flow.assignments()).isEmpty();
  }

  @Test
  void aNamedRepInAnotherGroupGetsTheLeadThere() {
    team();
    flow.lead("l1", lead -> lead.setCampaign("partner-x"));
    assertThat(flow.assignments())
        .extracting(a -> a.getGroup() + " " + a.getRepId())
        .containsExactly("south sue");
  }

  @Test
  void aCompetitorIsRejectedAndAColdLeadNurturedUntilItsScoreCrosses() {
    team();
    flow.account("rival", "rival.example", Lifecycle.COMPETITOR);
    flow.lead("r1", lead -> lead.setPerson(new Person("x@rival.example", null, null, "Lee", null)));
    flow.lead("c1", lead -> lead.setSource("list"));
    assertThat(flow.assignments()).isEmpty();
    flow.activity("c1", "webinar");
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("c1");
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind)
        .containsExactly(DecisionKind.REJECTED, DecisionKind.NURTURED, DecisionKind.ASSIGNED);
  }

  @Test
  void anOutcomeThatComesBeforeItsLeadIsKeptForIt() {
    team();
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(flow.conversions()).isEmpty();
    flow.lead("l1");
    assertThat(flow.conversions()).extracting(Conversion::getLeadId).containsExactly("l1");
  }

  @Test
  void aDeclinedLeadGoesToSomebodyElse() {
    team();
    flow.lead("l1");
    flow.outcome("l1", Disposition.DECLINED, o -> o.setAttempt(1).setCycle(1));
    flow.outcome("l1", Disposition.DECLINED, o -> o.setAttempt(1).setCycle(1));
    assertThat(flow.assignments())
        .extracting(a -> a.getRepId() + " " + a.getAttempt())
        .containsExactly("ana 1", "bob 2");
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind)
        .containsExactly(
            DecisionKind.ASSIGNED,
            DecisionKind.REVOKED,
            DecisionKind.ASSIGNED,
            DecisionKind.OUTCOME_STALE);
  }

  @Test
  void whatCannotBeReadIsADeadLetterUnchangedAndTheStreamGoesOn() {
    team();
    byte[] garbage = "not avro".getBytes(StandardCharsets.UTF_8);
    flow.bytes(Topic.LEADS, "l1", garbage);
    flow.lead("l2");
    var letter = flow.deadLetters().get(0);
    assertThat(letter.value()).isEqualTo(garbage);
    assertThat(letter.headers().lastHeader("__streams.errors.topic").value())
        .asString()
        .isEqualTo("leads");
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("l2");
  }

  @Test
  void whatCannotBeUsedIsRejectedWithEveryReason() {
    team();
    flow.lead("l1", lead -> lead.setPerson(null).setSource(" "));
    assertThat(flow.rejected().get(0).getProblems())
        .extracting(Problem::getField)
        .contains("source")
        .hasSizeGreaterThan(1);
  }

  @Test
  void aRepWhoMovesTakesItsLoadAlong() {
    flow.rep("ana", "north", 2);
    flow.lead("l1");
    flow.rep("ana", "south", 2);
    flow.lead("l2", lead -> lead.setCountry("ZA"));
    flow.lead("l3", lead -> lead.setCountry("ZA"));
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("l1", "l2");
    flow.outcome("l1", Disposition.LOST);
    assertThat(flow.assignments())
        .extracting(a -> a.getLeadId() + " " + a.getGroup() + " " + a.getStatus())
        .containsExactly("l1 north CLOSED", "l3 south ASSIGNED");
  }

  @Test
  void aNewPolicyTakesOverBetweenTwoLeadsAndMatchesTheLineAgain() {
    flow.rep("sue", "south", 100);
    flow.lead("l1");
    assertThat(flow.assignments()).isEmpty();
    flow.policy(POLICY.replace("{pool: north-all}]", "{pool: south-all}]"));
    Assignment assignment = flow.assignments().get(0);
    assertThat(assignment.getRepId()).isEqualTo("sue");
    assertThat(assignment.getPolicyVersion()).isEqualTo(2);
  }

  @Test
  void aPolicyThatDoesNotLoadLeavesTheLastGoodOneInForce() {
    team();
    flow.publish(9, "id: broken");
    flow.passes(Duration.ofSeconds(1));
    flow.lead("l1");
    assertThat(flow.assignments().get(0).getPolicyVersion()).isEqualTo(1);
  }

  @Test
  void anErasedLeadLeavesNothingButATombstone() {
    flow.rep("ana", "north", 1);
    flow.lead("l1");
    flow.lead("l2");
    flow.erase("l1");
    assertThat(flow.records(Topic.ASSIGNMENTS, Assignment.class))
        .extracting(r -> r.key() + " " + (r.value() == null ? "gone" : r.value().getStatus()))
        .containsExactly("l1 ASSIGNED", "l1 gone", "l2 ASSIGNED");
  }

  @Test
  void scoredLeadsCarryTheReasonsOfTheirScore() {
    team();
    flow.lead(
        "l1",
        lead -> lead.setCompany(Company.newBuilder().setName("Acme").setEmployees(900L).build()));
    var scored = flow.scored().get(0);
    assertThat(scored.getScore().getTotal()).isEqualTo(30);
    assertThat(scored.getScore().getReasons().get(0).getText()).isEqualTo("large company");
  }

  @Test
  void aLeadThatComesBackAfterErasureGoesToTheGroupThatErasedIt() {
    team();
    flow.lead("l1");
    flow.erase("l1");
    flow.passes(Duration.ofMinutes(1));
    flow.lead("l1", lead -> lead.setCountry("ZA"));
    assertThat(flow.decisions())
        .extracting(decision -> decision.getKind() + " by " + decision.getGroup())
        .containsExactly(
            "ASSIGNED by north", "ERASED by north", "HANDED_OVER by north", "ASSIGNED by south");
  }

  @Test
  void anOutcomeOfTheLastCycleThatIsSentAgainLeavesTheNextOneOpen() {
    team();
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST, outcome -> outcome.setOutcomeId("o1"));
    flow.lead("l1");
    flow.assignments();
    flow.decisions();
    flow.outcome("l1", Disposition.LOST, outcome -> outcome.setOutcomeId("o1"));
    assertThat(flow.assignments()).isEmpty();
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getReason)
        .containsExactly("said-before");
  }

  @Test
  void onlyThePersonCanGrantAgainWhatWasDenied() {
    team();
    flow.lead("l1", lead -> lead.setConsent(Consent.DENIED));
    flow.passes(Duration.ofMinutes(1));
    flow.lead("l1", lead -> lead.setConsent(Consent.UNKNOWN));
    assertThat(flow.assignments()).isEmpty();
    flow.lead("l1", lead -> lead.setConsent(Consent.GRANTED));
    assertThat(flow.assignments()).hasSize(1);
  }

  @Test
  void aDenialNeedsNoMoreThanTheLeadsIds() {
    team();
    flow.lead("l1");
    flow.lead("l1", lead -> lead.setConsent(Consent.DENIED).setSource("").setPerson(null));
    assertThat(flow.records(Topic.ASSIGNMENTS, Assignment.class))
        .extracting(r -> r.key() + " " + (r.value() == null ? "gone" : r.value().getStatus()))
        .containsExactly("l1 ASSIGNED", "l1 CLOSED", "l1 gone");
  }

  @Test
  void anOutcomeOfANurturedLeadDoesNotCloseItWhenItIsRoutedLater() {
    team();
    flow.lead("c1", lead -> lead.setSource("list"));
    flow.outcome("c1", Disposition.LOST);
    flow.activity("c1", "webinar");
    assertThat(flow.assignments())
        .extracting(Assignment::getStatus)
        .containsExactly(AssignmentStatus.ASSIGNED);
    assertThat(flow.decisions()).extracting(RoutingDecision::getReason).contains("not-routed");
  }

  @Test
  void aLeadCorrectedWhileAssignedIsMatchedAgainWhenItIsDeclined() {
    team();
    flow.lead("l1");
    flow.lead("l1", lead -> lead.setCountry("ZA"));
    flow.outcome("l1", Disposition.DECLINED);
    assertThat(flow.assignments())
        .extracting(assignment -> assignment.getGroup() + " " + assignment.getStatus())
        .containsExactly("north ASSIGNED", "north REVOKED", "south ASSIGNED");
  }

  @Test
  void aLeadLostInLineComesBackIntoItWhenItIsReopened() {
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST);
    flow.outcome("l1", Disposition.REOPENED);
    flow.rep("ana", "north", 5);
    assertThat(flow.assignments()).extracting(Assignment::getRepId).containsExactly("ana");
  }

  @Test
  void aReasonThatIsNoCodeDoesNotTravel() {
    team();
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST, o -> o.setReason("Ann Lee does not want to be called"));
    assertThat(flow.conversions().get(0).getReason()).isEqualTo("not-a-code");
  }
}
