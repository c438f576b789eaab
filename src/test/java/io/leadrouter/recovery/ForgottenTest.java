package io.leadrouter.recovery;

import static io.leadrouter.recovery.Site.NORTH;
import static io.leadrouter.recovery.Site.SOUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.BrokerTest;
import io.leadrouter.BrokerTest.Broker;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever shall be forgotten is so where the lead was and where it is, though each router that has
 * a part in it knows only what the one before has stored.
 */
@BrokerTest
@Timeout(240)
class ForgottenTest {

  private static final List<String> STORES =
      List.of("lead-states", "lead-examples", "examples-due", "open-leads", "settled-leads");

  @TempDir Path disk;

  private int starts;

  @Test
  void nothingIsLeftInEitherGroupAndWhatIsLateBringsNobodyBack(Broker broker) {
    try (Site site = Site.inOrder(broker)) {
      Instant before = site.now();
      try (Instance instance = start(site)) {
        begin(site);
        for (String leadId : List.of("erin", "otto")) {
          site.lead(leadId, NORTH);
          site.outputs().awaitAnswers();
          site.lead(leadId, SOUTH);
          calmDown(site);
        }
        assertThat(site.outputs().guarantees().holders())
            .isEqualTo(Map.of("erin", "cyd", "otto", "cyd"));
      }
      site.passes(Duration.ofMinutes(5));
      site.erase("erin");
      site.lead("otto", lead -> lead.setConsent(Consent.DENIED));
      try (Instance another = start(site)) {
        calmDown(site);
      }
      assertNothingIsLeft(site);
      assertThat(StoredState.read(site).seats().values()).allMatch(seat -> seat.load() == 0);

      site.passes(Duration.ofMinutes(5));
      for (String leadId : List.of("erin", "otto")) {
        site.lead(leadId, lead -> lead.setCampaign(NORTH).setSubmittedAt(before));
        site.outcome(leadId, Disposition.CONVERTED, outcome -> outcome.setOccurredAt(before));
      }
      int decided = site.outputs().decisions().size();
      try (Instance third = start(site)) {
        calmDown(site);
      }
      assertNothingIsLeft(site);
      List<RoutingDecision> late = site.outputs().decisions();
      assertThat(late.subList(decided, late.size()))
          .filteredOn(decision -> decision.getLeadId() != null)
          .extracting(RoutingDecision::getKind)
          .containsExactlyInAnyOrder(
              DecisionKind.SUPPRESSED,
              DecisionKind.SUPPRESSED,
              DecisionKind.OUTCOME_STALE,
              DecisionKind.OUTCOME_STALE);

      site.lead("erin", NORTH);
      try (Instance fourth = start(site)) {
        calmDown(site);
      }
      site.outputs().readToEnd();
      site.outputs().guarantees().hold();
      assertThat(site.outputs().journeys().get("erin"))
          .contains("1/2 ASSIGNED cyd")
          .last()
          .asString()
          .startsWith("2/1 ASSIGNED");
    }
  }

  private static void begin(Site site) {
    site.ring(NORTH);
    site.ring(SOUTH);
    site.outputs().awaitAnswers();
    site.policy(1, BusyWeek.POLICY);
    site.outputs().awaitPolicy(1, 2);
    site.rep("ana", NORTH, rep -> rep.setSkills(List.of("desk")));
    site.rep("cyd", SOUTH, rep -> rep.setSkills(List.of("far")));
    site.outputs().awaitAnswers();
  }

  /** Until what one group sends the other is decided. */
  private static void calmDown(Site site) {
    site.outputs().awaitAnswers();
    for (String group : List.of(NORTH, SOUTH, NORTH)) {
      site.ring(group);
      site.outputs().awaitAnswers();
    }
  }

  private static void assertNothingIsLeft(Site site) {
    for (String store : STORES) {
      Committed.latest(site, Site.APPLICATION + "-" + store + "-changelog")
          .forEach(
              (key, value) ->
                  assertThat(key + new String(value, StandardCharsets.ISO_8859_1))
                      .as(store)
                      .doesNotContain("erin", "otto"));
    }
    assertThat(Committed.latest(site, Topic.ASSIGNMENTS.bareName())).isEmpty();
    assertThat(Committed.latest(site, Topic.LEAD_OWNERS.bareName())).isEmpty();
  }

  /** Where nobody has been before. */
  private Instance start(Site site) {
    return new Instance(
        site.config(Site.APPLICATION, disk.resolve("state" + starts++), Map.of()),
        new Sabotage(site.clock()),
        StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
  }
}
