package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.LeadActivity;
import io.leadrouter.policy.InvalidPolicyException;
import io.leadrouter.policy.Policy;
import io.leadrouter.policy.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngagementTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);
  private static final List<String> KINDS = List.of("webinar", "email-click", "unknown");

  @Test
  void pointsHalveInEachHalfLifeContinuously() {
    Scorecard card = scorecard(30);
    var points = Engagement.add(List.of(), activity("webinar", START), card);
    assertThat(worth(points, START, card)).isEqualTo(15);
    assertThat(worth(points, START.plus(WEEK), card)).isCloseTo(7.5, within(1e-12));
    assertThat(worth(points, START.plus(WEEK.dividedBy(2)), card))
        .isCloseTo(15 / Math.sqrt(2), within(1e-12));
    assertThat(worth(points, START.plusMillis(1), card)).isLessThan(15);
  }

  @Test
  void aLateActivityIsWorthWhatIsLeftOfIt() {
    Scorecard card = scorecard(30);
    var points = Engagement.add(List.of(), activity("webinar", START.plus(WEEK)), card);
    points = Engagement.add(points, activity("webinar", START), card);
    assertThat(points).containsExactly(new EngagementPoints("webinar", 15 + 7.5, START.plus(WEEK)));
  }

  @Test
  void anActivityWithoutPointsChangesNothing() {
    Scorecard card = scorecard(30);
    var points = Engagement.add(List.of(), activity("webinar", START), card);
    assertThat(Engagement.add(points, activity("unknown", START.plus(WEEK)), card))
        .isSameAs(points);
  }

  @Test
  void aKindNeverExceedsItsCap() {
    Scorecard card = scorecard(20);
    List<EngagementPoints> points = List.of();
    for (int i = 0; i < 100; i++) {
      points = Engagement.add(points, activity("webinar", START.plusSeconds(i)), card);
      points = Engagement.add(points, activity("email-click", START.plusSeconds(i)), card);
    }
    assertThat(points).extracting(EngagementPoints::points).containsExactly(20.0, 20.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withoutTheCapTheOrderOfArrivalDoesNotMatter(long seed) {
    Random random = new Random(seed);
    Scorecard card = scorecard(1_000);
    List<LeadActivity> activities = activities(random, 40);
    Instant later = START.plus(WEEK.multipliedBy(10));
    double expected = worth(added(activities, card), later, card);
    assertThat(expected).isCloseTo(uncapped(activities, later, card), within(1e-9));
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(activities, random);
      assertThat(worth(added(activities, card), later, card)).isCloseTo(expected, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void withTheCapAnyOrderStaysWithinTheBounds(long seed) {
    Random random = new Random(seed);
    Scorecard card = scorecard(20);
    List<LeadActivity> activities = activities(random, 15);
    activities.removeIf(activity -> !activity.kind().equals("webinar"));
    Instant latest =
        activities.stream().map(LeadActivity::occurredAt).max(Instant::compareTo).orElseThrow();
    double most = Math.min(20, uncapped(activities, latest, card));
    double least =
        activities.stream()
            .mapToDouble(activity -> uncapped(List.of(activity), latest, card))
            .max()
            .orElseThrow();
    for (int i = 0; i < 50; i++) {
      Collections.shuffle(activities, random);
      assertThat(worth(added(activities, card), latest, card)).isBetween(least - 1e-9, most + 1e-9);
    }
  }

  private static List<EngagementPoints> added(List<LeadActivity> activities, Scorecard card) {
    List<EngagementPoints> points = List.of();
    for (LeadActivity activity : activities) {
      points = Engagement.add(points, activity, card);
    }
    return points;
  }

  private static double worth(List<EngagementPoints> points, Instant at, Scorecard card) {
    return points.stream().mapToDouble(p -> Engagement.worth(p, at, card.halfLife())).sum();
  }

  private static double uncapped(List<LeadActivity> activities, Instant at, Scorecard card) {
    return activities.stream()
        .mapToDouble(
            activity -> {
              double age = Duration.between(activity.occurredAt(), at).toMillis();
              double worth = card.activityPoints().getOrDefault(activity.kind(), 0.0);
              return worth * Math.exp(-Math.log(2) * age / card.halfLife().toMillis());
            })
        .sum();
  }

  private static List<LeadActivity> activities(Random random, int count) {
    List<LeadActivity> activities = new ArrayList<>();
    activities.add(activity("webinar", START));
    for (int i = 1; i < count; i++) {
      Instant at = START.plusSeconds(random.nextInt((int) WEEK.toSeconds() * 3));
      activities.add(activity(KINDS.get(random.nextInt(KINDS.size())), at));
    }
    return activities;
  }

  private static LeadActivity activity(String kind, Instant at) {
    return new LeadActivity("lead-1", "event-" + at, kind, at, Map.of());
  }

  static Scorecard scorecard(int cap) {
    try {
      return Policy.parse(
              "policy.yaml",
              """
              id: scores
              groups: [g]
              pools: {p: {group: g, members: 'true'}}
              scorecard:
                fit:
                  - {when: 'lead.country == "DE"', points: 20, text: from Germany}
                  - {when: 'lead.company.employees > 100', points: 12.5, text: large}
                  - {when: 'account.lifecycle == "PROSPECT"', points: 0.1, text: prospect}
                  - {when: 'quality < 0.5', points: -7.3, text: poor data}
                  - {when: 'lead.attributes.absent == "x"', points: 500, text: never}
                engagement: {halfLife: 7d, points: {webinar: 15, email-click: 3.3}, capPerKind: %d}
                grades: {A: 32, B: 20, C: 5}
                bands: {1: 30, 2: 10}
              rules: [{id: all, otherwise: true, routes: [{pool: p}]}]
              """
                  .formatted(cap),
              1)
          .scorecard();
    } catch (InvalidPolicyException e) {
      throw new AssertionError(e.getMessage(), e);
    }
  }
}
