package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.AssignmentStatus;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The CRM's connector is down for an hour, from topic to topic. */
class ConnectorDownTest {

  private static final String POLICY =
      """
      id: test
      groups: [team]
      pools:
        all: {group: team, members: 'true', strategy: round-robin, maxUnaccepted: none, acceptWithin: 15m}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  @Test
  void nothingIsLostAndNobodysClockRunsOut() {
    try (Flow flow = new Flow()) {
      flow.policy(POLICY);
      flow.rep("ana", "team", 100);
      flow.rep("bob", "team", 100);
      flow.lead("before");
      report(flow, "before", Disposition.DELIVERED, flow.now());

      Instant down = flow.now();
      List<String> leads = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        leads.add("l" + i);
        flow.lead("l" + i);
        flow.passes(Duration.ofMinutes(1));
      }
      Map<String, Assignment> given = flow.latest(Topic.ASSIGNMENTS, Assignment.class);
      assertThat(given).hasSize(61);
      assertThat(given.values())
          .extracting(Assignment::getStatus)
          .containsOnly(AssignmentStatus.ASSIGNED);
      assertThat(revoked(flow)).isEmpty();

      report(flow, "before", Disposition.ACCEPTED, down.plus(Duration.ofMinutes(5)));
      leads.forEach(leadId -> report(flow, leadId, Disposition.DELIVERED, flow.now()));
      flow.passes(Duration.ofMinutes(16));
      assertThat(revoked(flow)).isEmpty();

      leads.subList(1, 60).forEach(id -> report(flow, id, Disposition.ACCEPTED, flow.now()));
      flow.passes(Duration.ofMinutes(1));
      assertThat(revoked(flow)).containsExactly("l0 not-accepted");
      assertThat(flow.latest(Topic.ASSIGNMENTS, Assignment.class).get("l0").getRepId())
          .isNotEqualTo(given.get("l0").getRepId());
    }
  }

  private static void report(Flow flow, String leadId, Disposition disposition, Instant at) {
    flow.outcome(leadId, disposition, outcome -> outcome.setOccurredAt(at));
  }

  private static List<String> revoked(Flow flow) {
    return flow.values(Topic.ROUTING_DECISIONS, RoutingDecision.class).stream()
        .filter(decision -> decision.getKind() == DecisionKind.REVOKED)
        .map(decision -> decision.getLeadId() + " " + decision.getReason())
        .toList();
  }
}
