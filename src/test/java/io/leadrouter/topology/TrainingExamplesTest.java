package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.event.Consent;
import io.leadrouter.event.Disposition;
import io.leadrouter.event.Feature;
import io.leadrouter.event.Lead;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.Person;
import io.leadrouter.event.TrainingExample;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taught of leads on their way, and of which nothing is. */
class TrainingExamplesTest {

  private static final String POLICY =
      """
      id: test
      groups: [north, south]
      pools:
        north-all: {group: north, members: 'true', maxUnaccepted: none}
        south-all: {group: south, members: 'true', maxUnaccepted: none}
      scorecard:
        engagement: {halfLife: 7d, points: {webinar: 40}, capPerKind: 80}
        labelHorizon: 30d
      rules:
        - {id: cold, when: 'lead.source == "list" && engagement < 20.0', routes: [nurture]}
        - {id: spam, when: 'lead.source == "spam"', routes: [{reject: spam}]}
        - {id: far, when: 'lead.country == "ZA"', routes: [{pool: south-all}]}
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private Flow flow;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", 100);
    flow.rep("sue", "south", 100);
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  /** As people read it. */
  private List<String> taught() {
    return examples().stream()
        .map(
            example ->
                example.getLeadId()
                    + (example.getConverted() ? " converted" : " not")
                    + (example.getCorrection() ? ", corrected" : ""))
        .toList();
  }

  private List<TrainingExample> examples() {
    return flow.values(Topic.TRAINING_EXAMPLES, TrainingExample.class);
  }

  private static List<String> names(TrainingExample example) {
    return example.getFeatures().stream().map(Feature::getName).toList();
  }

  private void passes(int days) {
    flow.passes(Duration.ofDays(days));
    // What is due at the end is found when the clock ticks next, and so is what follows from it.
    flow.passes(Duration.ofSeconds(2));
    flow.passes(Duration.ofSeconds(2));
  }

  @Test
  void conversionsAndLossesAreTaughtAtOnceAndSilenceAfterTheHorizon() {
    flow.lead("won");
    flow.lead("lost");
    flow.lead("silent");
    flow.outcome("won", Disposition.CONVERTED);
    flow.outcome("lost", Disposition.LOST);
    assertThat(taught()).containsExactly("won converted", "lost not");
    passes(29);
    assertThat(taught()).isEmpty();
    passes(1);
    assertThat(taught()).containsExactly("silent not");
    flow.outcome("silent", Disposition.CONVERTED);
    assertThat(taught()).containsExactly("silent converted, corrected");
  }

  @Test
  void allExamplesAreInOneOrder() {
    flow.lead("l1");
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(flow.records(Topic.TRAINING_EXAMPLES, TrainingExample.class))
        .extracting(record -> record.key())
        .containsExactly("examples");
  }

  @Test
  void anExampleIsWhatWasKnownWhenTheLeadWasRoutedAndNotSince() {
    flow.lead("l1", lead -> lead.setAttributes(Map.of("budget", "high")));
    flow.activity("l1", "webinar");
    flow.lead("l1", lead -> lead.setAttributes(Map.of("budget", "high", "stage", "won")));
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(names(examples().get(0)))
        .contains("source", "attributes.budget")
        .doesNotContain("attributes.stage", "engagement.webinar", "person.email");
  }

  @Test
  void whatANurturedLeadDidUntilItWasRoutedIsKnownOfIt() {
    flow.lead("l1", lead -> lead.setSource("list"));
    flow.activity("l1", "webinar");
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(names(examples().get(0))).contains("engagement.webinar");
  }

  @Test
  void leadsThatGoToNobodyTeachNothing() {
    flow.lead("nurtured", lead -> lead.setSource("list"));
    flow.lead("rejected", lead -> lead.setSource("spam"));
    flow.lead("denied", lead -> lead.setConsent(Consent.DENIED));
    flow.outcome("nurtured", Disposition.CONVERTED);
    passes(100);
    assertThat(taught()).isEmpty();
  }

  @Test
  void testLeadsTeachNothing() {
    flow.lead("t1", lead -> lead.setTest(true));
    flow.outcome("t1", Disposition.CONVERTED);
    passes(100);
    assertThat(taught()).isEmpty();
  }

  @Test
  void anOutcomeThatCameBeforeItsLeadIsTaughtWithIt() {
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(taught()).isEmpty();
    flow.lead("l1");
    assertThat(taught()).containsExactly("l1 converted");
  }

  @Test
  void anOutcomeThatIsSaidTwiceIsTaughtOnce() {
    flow.lead("l1");
    flow.outcome("l1", Disposition.CONVERTED, outcome -> outcome.setOutcomeId("o"));
    flow.outcome("l1", Disposition.CONVERTED, outcome -> outcome.setOutcomeId("o"));
    flow.outcome("l1", Disposition.CONVERTED);
    passes(100);
    assertThat(taught()).containsExactly("l1 converted");
  }

  @Test
  void whoseAttemptItWasMakesNoDifference() {
    flow.lead("l1");
    flow.outcome("l1", Disposition.CONVERTED, outcome -> outcome.setAttempt(9).setRepId("bob"));
    assertThat(taught()).containsExactly("l1 converted");
  }

  @Test
  void aClosedLeadThatComesBackIsAnotherExample() {
    flow.lead("l1", lead -> lead.setAttributes(Map.of("budget", "low")));
    flow.outcome("l1", Disposition.LOST);
    flow.passes(Duration.ofDays(10));
    flow.lead("l1", lead -> lead.setAttributes(Map.of("interest", "high")));
    flow.outcome("l1", Disposition.CONVERTED, outcome -> outcome.setOccurredAt(flow.now()));
    List<TrainingExample> examples = examples();
    assertThat(examples).extracting(TrainingExample::getConverted).containsExactly(false, true);
    assertThat(examples).extracting(TrainingExample::getCorrection).containsOnly(false);
    assertThat(names(examples.get(1))).contains("attributes.interest");
  }

  @Test
  void whatALeadDoesAfterItsDealIsClosedBeginsNothing() {
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST);
    flow.activity("l1", "webinar");
    flow.outcome("l1", Disposition.CONVERTED);
    assertThat(taught()).containsExactly("l1 not", "l1 converted, corrected");
  }

  @Test
  void ofWhoIsErasedNothingIsTaughtAnyMore() {
    flow.lead("erased");
    flow.lead("denied");
    flow.erase("erased");
    flow.lead("denied", lead -> lead.setConsent(Consent.DENIED));
    flow.outcome("erased", Disposition.CONVERTED);
    passes(100);
    assertThat(taught()).isEmpty();
    assertThat(flow.stored("lead-examples")).isEmpty();
    assertThat(flow.stored("examples-due")).isEmpty();
  }

  @Test
  void whoComesBackAfterHavingBeenErasedIsAnotherExample() {
    flow.lead("l1");
    flow.erase("l1");
    flow.passes(Duration.ofHours(1));
    flow.lead("l1");
    flow.outcome("l1", Disposition.CONVERTED, outcome -> outcome.setOccurredAt(flow.now()));
    assertThat(taught()).containsExactly("l1 converted");
  }

  private static Consumer<Lead.Builder> erin() {
    return lead -> lead.setPerson(new Person("erin@example.com", null, "Erin", "Lee", null));
  }

  @Test
  void ofTwoLeadsOfOnePersonTheOneThatGoesOnTeaches() {
    flow.lead("first", erin());
    flow.lead("second", erin());
    passes(29);
    flow.outcome("first", Disposition.CONVERTED);
    passes(100);
    assertThat(taught()).containsExactly("first converted");
  }

  @Test
  void aMergedLeadThatComesBackOnItsOwnIsAnExampleAgain() {
    flow.lead("first", erin());
    flow.lead("second", erin());
    passes(1);
    flow.outcome("first", Disposition.LOST);
    flow.lead("second", erin());
    passes(1);
    flow.outcome("second", Disposition.CONVERTED, outcome -> outcome.setOccurredAt(flow.now()));
    assertThat(taught()).containsExactly("first not", "second converted");
  }

  @Test
  void whileThePolicyObservesNothingIsMergedAndBothTeach() {
    flow.policy("mode: observe\n" + POLICY);
    flow.lead("first", erin());
    flow.lead("second", erin());
    passes(31);
    assertThat(taught()).containsExactlyInAnyOrder("first not", "second not");
  }

  @Test
  void aDuplicateThatIsReturnedTeachesNothingAndOtherFaultsAreNoConversion() {
    flow.lead("l1");
    flow.lead("l2");
    flow.outcome("l1", Disposition.RETURNED, outcome -> outcome.setReason("duplicate"));
    flow.outcome("l2", Disposition.RETURNED, outcome -> outcome.setReason("bad-contact-data"));
    passes(31);
    assertThat(taught()).containsExactly("l2 not");
  }

  @Test
  void aBacklogIsTaughtInTheOrderInWhichItWasDueAndInSlices() {
    for (int i = 0; i < 700; i++) {
      flow.lead("l-" + i);
      flow.passes(Duration.ofMillis(10));
    }
    passes(1);
    flow.passes(Duration.ofSeconds(2));
    flow.passes(Duration.ofSeconds(2));
    flow.passes(Duration.ofDays(29));
    List<String> inSlices = new ArrayList<>(taught());
    assertThat(inSlices).hasSizeLessThanOrEqualTo(500);
    for (int tick = 0; tick < 3; tick++) {
      flow.passes(Duration.ofSeconds(1));
      List<String> slice = taught();
      assertThat(slice).hasSizeLessThanOrEqualTo(500);
      inSlices.addAll(slice);
    }
    assertThat(inSlices).hasSize(700).startsWith("l-0 not", "l-1 not").endsWith("l-699 not");
  }

  @Test
  void anEngagementThatCameBeforeItsLeadIsKnownOfIt() {
    flow.send(
        Topic.LEAD_ACTIVITIES,
        "l1",
        LeadActivity.newBuilder()
            .setLeadId("l1")
            .setEventId("a1")
            .setKind("webinar")
            .setOccurredAt(Flow.START)
            .build());
    flow.lead("l1");
    flow.outcome("l1", Disposition.LOST);
    assertThat(names(examples().get(0))).contains("engagement.webinar");
  }
}
