package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Holder;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadOwner;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A test lead goes the whole way, and leaves no trace in anybody's turns, room or counts. */
class TestLeadsTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all:
          group: north
          members: 'true'
          strategy: round-robin
          caps: {openLeads: 3, perDay: 3}
          maxUnaccepted: 2
          acceptWithin: 1h
          firstTouchWithin: 4h
          warnBefore: 15m
        light: {group: north, members: 'true', strategy: least-loaded}
        south-all: {group: south, members: 'true', strategy: round-robin}
      onLeadChange: route-unaccepted
      rules:
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: south-all}]}
        - {id: light, when: 'lead.campaign == "light"', routes: [{pool: light}]}
        - {id: named, when: 'lead.campaign == "to-bob"', routes: [{rep: bob, countsIn: north-all}]}
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private static final Consumer<Lead.Builder> TEST = lead -> lead.setTest(true);

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", rep -> {});
    flow.rep("bob", "north", rep -> {});
    flow.rep("sue", "south", rep -> {});
    flow.lead("real");
    flow.outcome("real", Disposition.CONTACTED);
    flow.stored("rep-seats");
    flow.assignments();
    flow.decisions();
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  /** Not even the same again was written. */
  private void assertNoRepHasChanged() {
    assertThat(flow.stored("rep-seats")).isEmpty();
  }

  private List<String> told() {
    return flow.assignments().stream()
        .peek(assignment -> assertThat(assignment.getTest()).isTrue())
        .map(told -> told.getLeadId() + " " + told.getStatus() + " " + told.getRepId())
        .toList();
  }

  @Test
  void itIsGivenPromisedTakenBackAndWonLikeAnyOther() {
    flow.lead("t", TEST);
    assertThat(told()).containsExactly("t ASSIGNED bob");
    flow.outcome("t", Disposition.DELIVERED);
    flow.passes(Duration.ofMinutes(50));
    flow.passes(Duration.ofMinutes(13));
    assertThat(told()).containsExactly("t ASSIGNED ana");
    flow.outcome("t", Disposition.ACCEPTED);
    flow.passes(Duration.ofMinutes(3 * 60 + 50));
    flow.passes(Duration.ofHours(1));
    flow.outcome("t", Disposition.CONVERTED);
    flow.outcome("t", Disposition.REOPENED);
    flow.outcome("t", Disposition.LOST);
    assertThat(told()).containsExactly("t CLOSED ana", "t ASSIGNED ana", "t CLOSED ana");
    assertThat(flow.conversions())
        .hasSize(3)
        .allMatch(Conversion::getTest)
        .extracting(Conversion::getRepId)
        .containsOnly("ana");
    assertThat(flow.decisions())
        .filteredOn(decision -> "t".equals(decision.getLeadId()))
        .allMatch(RoutingDecision::getTest)
        .allMatch(decision -> decision.getLedger().isEmpty())
        .extracting(RoutingDecision::getKind)
        .containsExactly(
            DecisionKind.ASSIGNED,
            DecisionKind.OUTCOME_RECORDED,
            DecisionKind.SLA_WARNING,
            DecisionKind.REVOKED,
            DecisionKind.ASSIGNED,
            DecisionKind.OUTCOME_RECORDED,
            DecisionKind.SLA_WARNING,
            DecisionKind.SLA_BREACHED,
            DecisionKind.CLOSED,
            DecisionKind.REOPENED,
            DecisionKind.CLOSED);
    assertThat(flow.latest(Topic.LEAD_OWNERS, LeadOwner.class)).containsOnlyKeys(ownerKeys());
  }

  /** Of the one lead that is real. */
  private static String[] ownerKeys() {
    return new String[] {"person/" + Flow.PSEUDONYMS.of("email", "real@example.com")};
  }

  @Test
  void whateverBecomesOfItNoRepHasChanged() {
    for (String campaign : List.of("", "light", "to-bob")) {
      for (Disposition disposition :
          List.of(
              Disposition.DECLINED,
              Disposition.REFUSED,
              Disposition.LOST,
              Disposition.CONVERTED,
              Disposition.QUALIFIED)) {
        String leadId = "t-" + campaign + disposition;
        flow.lead(leadId, TEST.andThen(lead -> lead.setCampaign(campaign)));
        flow.outcome(leadId, disposition);
      }
    }
    flow.lead("returned", TEST);
    flow.outcome("returned", Disposition.RETURNED, is -> is.setReason("bad-contact-data"));
    flow.lead("by-hand", TEST);
    flow.outcome("by-hand", Disposition.REASSIGNED, is -> is.setRepId("ana"));
    flow.outcome("by-hand", Disposition.REASSIGNED, is -> is.setRepId("sue"));
    flow.lead("moves", TEST);
    flow.lead("moves", TEST.andThen(lead -> lead.setCountry("ZA")));
    flow.lead("imported", TEST.andThen(lead -> lead.setHolder(new Holder("ana", null, null))));
    flow.lead("forgotten", TEST);
    flow.erase("forgotten");
    flow.passes(Duration.ofHours(6));
    assertThat(flow.decisions()).noneMatch(decision -> decision.getKind() == DecisionKind.FAILED);
    assertNoRepHasChanged();
  }

  @Test
  void ofAnyNumberNoneWaitsAndTheNextRealLeadHasTheTurnThatItWouldHaveHad() {
    for (int i = 0; i < 20; i++) {
      flow.lead("t-" + i, TEST);
    }
    assertThat(told()).hasSize(20).allMatch(told -> told.contains(AssignmentStatus.ASSIGNED + ""));
    assertNoRepHasChanged();
    flow.lead("next");
    flow.lead("last");
    assertThat(flow.assignments()).extracting(Assignment::getRepId).containsExactly("bob", "ana");
    assertThat(flow.stored("rep-seats").keySet())
        .extracting(TestLeadsTest::repId)
        .containsExactly("ana", "bob");
  }

  private static String repId(String key) {
    return key.substring(key.length() - 3);
  }

  @Test
  void itIsNobodyElsesNextInquiry() {
    flow.lead("t", TEST.andThen(lead -> lead.setDedupeKey("crm-1")));
    flow.lead("r", lead -> lead.setDedupeKey("crm-1"));
    assertThat(flow.assignments()).extracting(Assignment::getLeadId).containsExactly("t", "r");
    flow.lead("t2", TEST.andThen(lead -> lead.setDedupeKey("crm-1")));
    assertThat(told()).containsExactly("t2 ASSIGNED ana");
  }
}
