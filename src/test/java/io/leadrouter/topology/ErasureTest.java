package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.Consent;
import io.leadrouter.event.DecisionKind;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadSubmitted;
import io.leadrouter.event.LeadWithdrawn;
import io.leadrouter.event.OutcomeReported;
import io.leadrouter.event.Person;
import io.leadrouter.event.RoutingCommand;
import io.leadrouter.event.RoutingDecision;
import io.leadrouter.kafka.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is left of a person who shall be forgotten, and what brings the lead back. */
class ErasureTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', strategy: round-robin, acceptWithin: 1h}
        south-all: {group: south, members: 'true', strategy: round-robin}
      scorecard:
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        grades: {A: 30, B: 20, C: 10}
        bands: {1: 30, 2: 10}
      onLeadChange: route-unaccepted
      rules:
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: south-all}]}
        - {id: cold, when: 'lead.source == "list"', routes: [nurture]}
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private static final String LEAD = "erin-4711";
  private static final List<String> STORES =
      List.of("lead-states", "lead-examples", "examples-due", "open-leads", "settled-leads");

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", 1);
    flow.rep("sue", "south", 100);
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  private void assertNothingIsLeft() {
    for (String store : STORES) {
      for (Map.Entry<String, byte[]> entry : flow.stored(store).entrySet()) {
        String text = entry.getKey() + new String(entry.getValue(), StandardCharsets.ISO_8859_1);
        assertThat(text).as(store).doesNotContain(LEAD);
      }
    }
    String last =
        flow.records(Topic.ASSIGNMENTS, Assignment.class).stream()
            .filter(record -> record.key().equals(LEAD))
            .map(record -> record.value() == null ? "gone" : "there")
            .reduce("gone", (before, after) -> after);
    assertThat(last).as("assignments").isEqualTo("gone");
  }

  private void denies() {
    flow.lead(LEAD, lead -> lead.setConsent(Consent.DENIED));
  }

  private List<DecisionKind> decided() {
    return flow.decisions().stream().map(RoutingDecision::getKind).toList();
  }

  /** The lead as something that was published before comes again. */
  private void replay(Instant published, Consumer<Lead.Builder> more) {
    Lead.Builder lead =
        Lead.newBuilder()
            .setLeadId(LEAD)
            .setEventId("event-again")
            .setSource("web")
            .setSubmittedAt(published)
            .setPerson(new Person(LEAD + "@example.com", null, "Ann", "Lee", null))
            .setConsent(Consent.GRANTED);
    more.accept(lead);
    flow.send(Topic.LEADS, LEAD, lead.build());
  }

  @Test
  void ofALeadThatSomebodyHoldsNothingIsLeft() {
    flow.lead(LEAD);
    flow.activity(LEAD, "webinar");
    flow.outcome(LEAD, Disposition.DELIVERED);
    flow.erase(LEAD);
    assertNothingIsLeft();
    flow.passes(Duration.ofHours(3)); // nothing remembers by when it was to be accepted
    assertThat(flow.assignments()).isEmpty();
  }

  @Test
  void whatIsSaidOfALeadIsNumberedForItsGroup() {
    flow.lead(LEAD);
    flow.activity(LEAD, "webinar");
    flow.outcome(LEAD, Disposition.DELIVERED);
    denies();
    flow.passes(Duration.ofMinutes(1));
    flow.lead(LEAD);
    flow.outcome(
        LEAD, Disposition.DELIVERED, outcome -> outcome.setOccurredAt(Flow.START.plusSeconds(90)));
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(1));
    flow.lead(LEAD);
    assertThat(flow.values(Topic.ROUTING_COMMANDS, RoutingCommand.class))
        .extracting(command -> numbers(command.getBody()))
        .filteredOn(numbers -> !numbers.isEmpty())
        .containsExactly(
            "submitted 1, forgotten in 0",
            "submitted 2, forgotten in 0",
            "outcome at 2, forgotten in 0",
            "withdrawn 3",
            "submitted 4, forgotten in 3",
            "outcome at 4, forgotten in 3",
            "withdrawn 5",
            "submitted 6, forgotten in 5");
  }

  private static String numbers(Object command) {
    if (command instanceof LeadSubmitted submitted) {
      return "submitted %d, forgotten in %d"
          .formatted(submitted.getVersion(), submitted.getErasure());
    } else if (command instanceof LeadWithdrawn withdrawn) {
      return "withdrawn " + withdrawn.getVersion();
    } else if (command instanceof OutcomeReported reported) {
      return "outcome at %d, forgotten in %d"
          .formatted(reported.getVersion(), reported.getErasure());
    }
    return "";
  }

  @Test
  void ofALeadThatWaitsNothingIsLeft() {
    flow.lead("first");
    flow.lead(LEAD);
    flow.erase(LEAD);
    flow.outcome("first", Disposition.LOST);
    assertNothingIsLeft();
  }

  @Test
  void ofALeadThatWentOnToAnotherGroupNothingIsLeftInEither() {
    flow.lead(LEAD);
    flow.lead(LEAD, lead -> lead.setCountry("ZA"));
    flow.erase(LEAD);
    assertNothingIsLeft();
  }

  @Test
  void ofALeadThatIsClosedNurturedOrOnlyHeardOfNothingIsLeft() {
    flow.lead(LEAD);
    flow.outcome(LEAD, Disposition.LOST);
    flow.erase(LEAD);
    assertNothingIsLeft();
    flow.passes(Duration.ofMinutes(1));
    flow.lead(LEAD, lead -> lead.setSource("list"));
    flow.erase(LEAD);
    assertNothingIsLeft();
    flow.outcome(LEAD, Disposition.LOST);
    flow.activity(LEAD, "webinar");
    assertNothingIsLeft();
  }

  @Test
  void whereConsentIsWithdrawnNothingIsLeftEither() {
    flow.lead(LEAD);
    flow.lead(LEAD, lead -> lead.setCountry("ZA"));
    denies();
    assertNothingIsLeft();
    flow.outcome(LEAD, Disposition.CONVERTED);
    assertThat(flow.conversions()).isEmpty();
    assertNothingIsLeft();
  }

  @Test
  void whatIsLateOrReplayedBringsNobodyBack() {
    Instant before = flow.now();
    flow.lead(LEAD);
    flow.passes(Duration.ofMinutes(5));
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(5));
    flow.decisions();
    replay(before, lead -> {});
    flow.activity(LEAD, "webinar");
    flow.outcome(LEAD, Disposition.REOPENED);
    assertNothingIsLeft();
    assertThat(decided())
        .containsExactly(
            DecisionKind.SUPPRESSED, DecisionKind.SUPPRESSED, DecisionKind.OUTCOME_STALE);
  }

  @Test
  void aNewReportOpensTheNextCycleAndWhatIsLateStillChangesNothing() {
    Instant before = flow.now();
    flow.lead(LEAD);
    assertThat(flow.assignments())
        .extracting(Assignment::getIdempotencyKey)
        .containsExactly(LEAD + "/1/1/ASSIGNED");
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(5));
    flow.lead(LEAD);
    flow.decisions();
    replay(before, lead -> lead.setCountry("ZA"));
    assertThat(decided()).containsExactly(DecisionKind.SUPPRESSED);
    assertThat(flow.records(Topic.ASSIGNMENTS, Assignment.class))
        .extracting(record -> record.value() == null ? "gone" : record.value().getIdempotencyKey())
        .containsExactly("gone", LEAD + "/2/1/ASSIGNED");
    flow.erase(LEAD);
    assertNothingIsLeft();
  }

  @Test
  void aReportWithAClockThatIsAheadDoesNotComeBackWhenItIsReplayed() {
    Instant ahead = flow.now().plus(Duration.ofHours(9));
    replay(ahead, lead -> {});
    flow.passes(Duration.ofMinutes(1));
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(1));
    flow.decisions();
    replay(ahead, lead -> {});
    assertThat(decided()).containsExactly(DecisionKind.SUPPRESSED);
    assertNothingIsLeft();
  }

  @Test
  void anErasureOfSomebodyUnheardOfIsHeardBeforeWhatComesLate() {
    Instant before = flow.now().minusSeconds(60);
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(1));
    replay(before, lead -> {});
    assertNothingIsLeft();
    flow.lead(LEAD);
    assertThat(flow.assignments()).extracting(Assignment::getCycle).containsExactly(1);
  }

  @Test
  void anOldGrantDoesNotLiftADenialAndANewOneDoes() {
    Instant before = flow.now();
    flow.lead(LEAD);
    flow.passes(Duration.ofMinutes(1));
    denies();
    flow.passes(Duration.ofMinutes(1));
    replay(before, lead -> {});
    flow.lead(LEAD, lead -> lead.setConsent(Consent.UNKNOWN));
    flow.erase(LEAD);
    flow.passes(Duration.ofMinutes(1));
    flow.lead(LEAD, lead -> lead.setConsent(Consent.UNKNOWN));
    assertNothingIsLeft();
    flow.lead(LEAD);
    assertThat(flow.assignments())
        .extracting(Assignment::getIdempotencyKey)
        .containsExactly(LEAD + "/2/1/ASSIGNED");
  }
}
