package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.RoutingDecision;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the record of one group says of leads that another one gave it. */
class HandOverTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        south-all: {group: south, members: 'true', strategy: round-robin}
      onLeadChange: route-unaccepted
      rules:
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: south-all}]}
        - {id: named, otherwise: true, routes: [{rep: ana}]}
      """;

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", 1);
    flow.rep("sue", "south", 10);
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  private List<RoutingDecision> decidedInTheSouth(String leadId) {
    return flow.decisions().stream()
        .filter(decision -> leadId.equals(decision.getLeadId()))
        .filter(decision -> decision.getGroup().equals("south"))
        .toList();
  }

  @Test
  void whatIsSentOnWithAReportAnswersToTheReport() {
    flow.lead("moves");
    flow.lead("moves", lead -> lead.setCountry("ZA"));
    assertThat(decidedInTheSouth("moves"))
        .allMatch(decision -> decision.getOrigin().getTopic().equals("leads"))
        .allMatch(decision -> decision.getEventId() != null)
        .extracting(RoutingDecision::getKind)
        .containsExactly(DecisionKind.ASSIGNED);
  }

  /** It waits for a rep, follows it, and has nothing to do with the record that said so. */
  @Test
  void whatFollowsFromARecordAboutSomethingElseDoesNotAnswerToThat() {
    flow.lead("held");
    flow.lead("waits");
    flow.rep("ana", "south", 2);
    assertThat(decidedInTheSouth("waits"))
        .allMatch(decision -> decision.getOrigin() == null)
        .allMatch(decision -> decision.getEventId() == null)
        .extracting(RoutingDecision::getKind)
        .containsExactly(DecisionKind.ASSIGNED);
  }
}
