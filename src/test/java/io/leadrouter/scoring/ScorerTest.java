package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.Account;
import io.leadrouter.domain.Company;
import io.leadrouter.domain.Consent;
import io.leadrouter.domain.DataQuality;
import io.leadrouter.domain.EngagementPoints;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Lead;
import io.leadrouter.domain.Lifecycle;
import io.leadrouter.domain.Person;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoreReason;
import io.leadrouter.policy.ScoreBy;
import io.leadrouter.policy.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorerTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Scorecard CARD = EngagementTest.scorecard(30);

  @Test
  void aScoreIsFitAndWhatIsLeftOfEngagement() {
    Score score =
        Scorer.score(
            CARD,
            lead("DE", 500),
            Optional.empty(),
            new DataQuality(0.9, List.of()),
            List.of(
                new EngagementPoints("webinar", 30, NOW.minus(Duration.ofDays(7))),
                new EngagementPoints("email-click", 3.5, NOW)),
            NOW);
    assertThat(score)
        .isEqualTo(
            new Score(
                51,
                32.5,
                18.5,
                "A",
                2,
                List.of(
                    new ScoreReason("from Germany", 20),
                    new ScoreReason("large", 12.5),
                    new ScoreReason("webinar", 15),
                    new ScoreReason("email-click", 3.5))));
  }

  private static final Score POINTS = new Score(51, 32.5, 18.5, "A", 2, List.of());
  private static final Estimate ESTIMATE = new Estimate(0.25, "m1", List.of());

  @Test
  void aScoreByProbabilityIsInPercentAndGradeAndBandStayThoseOfThePoints() {
    Score score = Scorer.estimated(POINTS, Optional.of(ESTIMATE), ScoreBy.PROBABILITY);
    assertThat(score)
        .isEqualTo(new Score(25, 32.5, 18.5, "A", 2, List.of(), Optional.of(ESTIMATE)));
  }

  @Test
  void whileNoModelKnowsEnoughAScoreByProbabilityIsItsPoints() {
    assertThat(Scorer.estimated(POINTS, Optional.empty(), ScoreBy.PROBABILITY)).isEqualTo(POINTS);
  }

  @Test
  void aScoreByPointsIsItsPointsWhateverAModelSays() {
    Score score = Scorer.estimated(POINTS, Optional.of(ESTIMATE), ScoreBy.POINTS);
    assertThat(score.total()).isEqualTo(51);
    assertThat(score.estimate()).contains(ESTIMATE);
  }

  @Test
  void aLeadOfWhichNothingIsKnownHasNoPoints() {
    Score score =
        Scorer.score(
            CARD, lead("", 0), Optional.empty(), new DataQuality(1, List.of()), List.of(), NOW);
    assertThat(score).isEqualTo(new Score(0, 0, 0, "D", 3, List.of()));
  }

  @Test
  void pointsThatHaveFadedAwayGiveNoReason() {
    Score score =
        Scorer.score(
            CARD,
            lead("", 0),
            Optional.empty(),
            new DataQuality(1, List.of()),
            List.of(new EngagementPoints("webinar", 30, NOW.minus(Duration.ofDays(365)))),
            NOW);
    assertThat(score.reasons()).isEmpty();
    assertThat(score.total()).isZero();
  }

  @Test
  void pointsThatReachABandAreNotBelowIt() {
    List<EngagementPoints> engagement =
        List.of(
            new EngagementPoints("webinar", 20, NOW.minus(Duration.ofDays(7))),
            new EngagementPoints("email-click", 20, NOW));
    Account prospect =
        new Account(
            "a", List.of(), "", List.of(), Lifecycle.PROSPECT, "", "", 0, Optional.empty(), "");
    Score score =
        Scorer.score(
            CARD,
            lead("", 0),
            Optional.of(prospect),
            new DataQuality(1, List.of()),
            engagement,
            NOW);
    assertThat(score.engagement()).isEqualTo(30);
    assertThat(score.band()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void reasonsAddUpToTheTotalExactly(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Score score =
          Scorer.score(
              CARD,
              lead(random.nextBoolean() ? "DE" : "FR", random.nextInt(200)),
              Optional.empty(),
              new DataQuality(random.nextDouble(), List.of()),
              List.of(points(random, "webinar"), points(random, "email-click")),
              NOW);
      double sum = 0;
      for (ScoreReason reason : score.reasons()) {
        sum += reason.points();
      }
      assertThat(score.total()).isEqualTo(sum);
      assertThat(score.total()).isCloseTo(score.fit() + score.engagement(), within(1e-9));
      assertThat(score.grade()).isEqualTo(CARD.grade(score.fit()));
      assertThat(score.band()).isEqualTo(CARD.band(score.engagement()));
    }
  }

  private static EngagementPoints points(Random random, String kind) {
    return new EngagementPoints(
        kind, random.nextDouble() * 30, NOW.minusSeconds(random.nextInt(5_000_000)));
  }

  static Lead lead(String country, long employees) {
    return new Lead(
        "lead-1",
        "event-1",
        "web",
        "",
        NOW,
        Person.UNKNOWN,
        new Company("", "", "", employees, Optional.empty()),
        country,
        "",
        "",
        "",
        "",
        "",
        "",
        Consent.UNKNOWN,
        "",
        Map.of(),
        false);
  }
}
