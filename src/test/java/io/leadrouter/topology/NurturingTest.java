package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.event.Assignment;
import io.leadrouter.event.LeadActivity;
import io.leadrouter.event.Score;
import io.leadrouter.event.ScoredLead;
import io.leadrouter.kafka.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A lead that is not worth a call yet, and what it does until it is. */
class NurturingTest {

  private static final String POLICY =
      """
      id: test
      groups: [north]
      pools:
        north-all: {group: north, members: 'true', maxUnaccepted: none}
      scorecard:
        engagement: {halfLife: 7d, points: {webinar: 15, email-click: 6}, capPerKind: 18}
        bands: {1: 20, 2: 5}
      rules:
        - {id: cold, when: 'score < 20.0', routes: [nurture]}
        - {id: rest, otherwise: true, routes: [{pool: north-all}]}
      """;

  private Flow flow;
  private int ids;

  @BeforeEach
  void start() {
    flow = new Flow();
    flow.policy(POLICY);
    flow.rep("ana", "north", 100);
  }

  @AfterEach
  void stop() {
    flow.close();
  }

  private void does(String kind) {
    does(kind, "a" + ++ids, flow.now());
  }

  private void does(String kind, String eventId, Instant at) {
    flow.send(
        Topic.LEAD_ACTIVITIES,
        "l1",
        LeadActivity.newBuilder()
            .setLeadId("l1")
            .setEventId(eventId)
            .setKind(kind)
            .setOccurredAt(at)
            .build());
  }

  private List<String> assigned() {
    return flow.assignments().stream().map(Assignment::getLeadId).toList();
  }

  private Score score() {
    List<ScoredLead> scored = flow.scored();
    return scored.get(scored.size() - 1).getScore();
  }

  @Test
  void aLeadIsRoutedAtTheMomentItsScoreCrossesTheThresholdAndOnce() {
    flow.lead("l1");
    does("webinar");
    assertThat(assigned()).isEmpty();
    does("email-click");
    assertThat(assigned()).containsExactly("l1");
    does("email-click");
    assertThat(assigned()).isEmpty();
  }

  @Test
  void whatWasDoneLongAgoIsWorthLessWithEveryHour() {
    flow.lead("l1");
    does("webinar");
    flow.passes(Duration.ofHours(84)); // half of a half-life
    does("email-click");
    assertThat(score().getEngagement()).isCloseTo(15 * Math.sqrt(0.5) + 6, within(0.001));
    assertThat(assigned()).isEmpty();
  }

  @Test
  void moreOfOneKindThanItsCapCountsNoMore() {
    flow.lead("l1");
    does("webinar");
    does("webinar");
    does("webinar");
    assertThat(score().getEngagement()).isEqualTo(18);
    assertThat(assigned()).isEmpty();
    does("email-click");
    assertThat(assigned()).containsExactly("l1");
  }

  @Test
  void whatALeadDidBeforeItWasReportedCounts() {
    does("webinar");
    does("email-click");
    assertThat(assigned()).isEmpty();
    flow.lead("l1");
    assertThat(score().getBand()).isEqualTo(1);
    assertThat(assigned()).containsExactly("l1");
  }

  @Test
  void whatIsReportedLateIsWorthWhatIsLeftOfIt() {
    flow.lead("l1");
    does("webinar", "late", flow.now().minus(Duration.ofDays(7)));
    assertThat(score().getEngagement()).isEqualTo(7.5);
    does("webinar");
    // 7.5 and 15, of which the cap leaves 18.
    assertThat(score().getEngagement()).isEqualTo(18);
  }

  @Test
  void whatIsReportedTwiceCountsOnce() {
    flow.lead("l1");
    does("webinar", "once", flow.now());
    does("webinar", "once", flow.now());
    assertThat(score().getEngagement()).isEqualTo(15);
    does("email-click", "other", flow.now());
    does("email-click", "other", flow.now());
    assertThat(score().getEngagement()).isEqualTo(21);
    assertThat(assigned()).containsExactly("l1");
  }

  @Test
  void aReportThatSaysTheSameAgainRoutesALeadWhoseScoreHasCrossedMeanwhile() {
    does("webinar");
    flow.lead("l1");
    assertThat(assigned()).isEmpty();
    flow.policy(POLICY.replace("20.0", "10.0"));
    flow.lead("l1");
    assertThat(assigned()).containsExactly("l1");
  }
}
