package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.Conversion;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Holder;
import io.leadrouter.event.Problem;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.event.TurnsAhead;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From topic to topic, where a CRM lives already. */
class StartingFlowTest {

  private static final String ASSIGNS =
      """
      id: test
      groups: [north]
      pools:
        all: {group: north, members: 'true', strategy: round-robin}
      scorecard: {grades: {A: 60, B: 40, C: 20}, bands: {1: 30, 2: 10}}
      rules:
        - {id: rest, otherwise: true, routes: [{pool: all}]}
      """;

  private static final String OBSERVES = ASSIGNS + "mode: observe\n";

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  @Test
  void aWeekBesideAnotherRouter() {
    flow.policy(OBSERVES);
    flow.rep("ana", "north", 2);
    flow.rep("bob", "north", 2);
    flow.decisions();
    flow.lead("l1");
    flow.lead("l2");
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind, RoutingDecision::getRepId)
        .containsExactly(tuple(DecisionKind.OBSERVED, "ana"), tuple(DecisionKind.OBSERVED, "bob"));

    flow.outcome("l1", Disposition.ASSIGNED_BY_HAND, outcome -> outcome.setRepId("ana"));
    flow.outcome("l2", Disposition.ASSIGNED_BY_HAND, outcome -> outcome.setRepId("ana"));
    flow.outcome("l2", Disposition.CONVERTED);
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getReason)
        .containsExactly("as-observed", "otherwise", "converted");
    assertThat(flow.conversions()).extracting(Conversion::getRepId).containsExactly("ana");

    flow.lead("l3");
    assertThat(flow.assignments()).isEmpty();
    flow.policy(ASSIGNS);
    flow.lead("l4");
    assertThat(flow.assignments())
        .extracting(Assignment::getLeadId, Assignment::getRepId)
        .isEqualTo(List.of(tuple("l4", "bob")));
  }

  @Test
  void whatIsOpenAlreadyAndWhoHadHowMany() {
    flow.policy(ASSIGNS);
    flow.rep("ana", "north", rep -> rep.setTurnsAhead(List.of(new TurnsAhead("all", 2))));
    flow.rep("bob", "north", rep -> rep.setTurnsAhead(List.of(new TurnsAhead("all", 0))));
    flow.lead("open", lead -> lead.setHolder(new Holder("bob", null, Flow.START)));
    Assignment imported = flow.assignments().get(0);
    assertThat(imported.getRepId()).isEqualTo("bob");
    assertThat(imported.getReason()).isEqualTo("imported");
    assertThat(imported.getAttempt()).isEqualTo(1);

    flow.lead("l1");
    flow.lead("l2");
    flow.lead("l3");
    flow.lead("open", lead -> lead.setHolder(new Holder("ana", null, null)));
    assertThat(flow.assignments())
        .extracting(Assignment::getRepId)
        .containsExactly("bob", "bob", "ana");
  }

  @Test
  void whatComesBeforeThePolicyIsInForceIsHeldAsItComesIntoForce() {
    flow.rep("ana", "north", 2);
    flow.publish(1, OBSERVES);
    flow.lead("open", lead -> lead.setHolder(new Holder("ana", null, null)));
    flow.passes(Duration.ofMillis(200));
    assertThat(flow.decisions())
        .extracting(RoutingDecision::getKind, RoutingDecision::getReason)
        .contains(tuple(DecisionKind.OBSERVED, "imported"));
    assertThat(flow.assignments()).isEmpty();
  }

  @Test
  void aHolderWithoutANameIsRejected() {
    flow.policy(ASSIGNS);
    flow.lead("open", lead -> lead.setHolder(new Holder(" ", null, null)));
    assertThat(flow.rejected().get(0).getProblems())
        .extracting(Problem::getField)
        .containsExactly("holder.repId");
  }

  @Test
  void turnsThatNobodyCanHaveHadAreRejected() {
    flow.policy(ASSIGNS);
    flow.rep("ana", "north", rep -> rep.setTurnsAhead(List.of(new TurnsAhead("all", -1))));
    assertThat(flow.rejected().get(0).getProblems())
        .extracting(Problem::getField)
        .containsExactly("turnsAhead[0].turns");
  }
}
