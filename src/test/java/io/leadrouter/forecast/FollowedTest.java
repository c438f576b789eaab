package io.leadrouter.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Choice;
import io.leadrouter.domain.Decision;
import io.leadrouter.domain.DecisionKind;
import io.leadrouter.domain.Disposition;
import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Money;
import io.leadrouter.domain.Score;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is said of a lead, and corrected, the counts are those of its last word. */
class FollowedTest {

  private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

  private final Map<Dimension, Figures> figures = new HashMap<>();
  private Optional<Journey> journey = Optional.empty();
  private Instant now = START;

  @Test
  void aDealIsTakenBackFromTheDayThatItWasCountedOn() {
    assigned("ana", "hot");
    passes(Duration.ofDays(3));
    closed(Disposition.CONVERTED, now, 500);
    assertThat(count(Dimension.rep("ana"), Measure.CONVERTED)).isEqualTo(1);

    passes(Duration.ofDays(2));
    say(DecisionKind.REOPENED, "ana", "", Optional.of(Disposition.REOPENED), now, 0);
    assertThat(count(Dimension.rep("ana"), Measure.CONVERTED)).isZero();
    assertThat(count(Dimension.ALL, Measure.VALUE)).isZero();
    assertThat(open(Dimension.rep("ana"))).isEqualTo(1);

    closed(Disposition.LOST, now, 0);
    assertThat(count(Dimension.pool("hot"), Measure.LOST)).isEqualTo(1);
    assertThat(open(Dimension.ALL)).isZero();
  }

  @Test
  void whatIsReportedLateCountsOnTheDayThatItHappenedOn() {
    assigned("ana", "hot");
    Instant then = now.plus(Duration.ofDays(1));
    passes(Duration.ofDays(9));
    closed(Disposition.CONVERTED, then, 500);
    assertThat(figures.get(Dimension.ALL).between(day(then), day(then)).count(Measure.CONVERTED))
        .isEqualTo(1);
  }

  @Test
  void nothingHappensAfterItWasSaid() {
    assigned("ana", "hot");
    closed(Disposition.CONVERTED, now.plus(Duration.ofDays(700)), 500);
    assertThat(figures.get(Dimension.ALL).between(day(now), day(now)).count(Measure.CONVERTED))
        .isEqualTo(1);
  }

  @Test
  void aLeadThatGoesOnCountsOnceAndItsEndIsWhosHadItLast() {
    assigned("ana", "hot");
    passes(Duration.ofDays(1));
    say(DecisionKind.REVOKED, "ana", "hot", Optional.empty(), now, 0);
    assigned("bob", "hot");
    outcome(Disposition.CONTACTED);
    closed(Disposition.CONVERTED, now, 500);

    assertThat(count(Dimension.ALL, Measure.ASSIGNED)).isEqualTo(1);
    assertThat(count(Dimension.pool("hot"), Measure.ASSIGNED)).isEqualTo(1);
    assertThat(count(Dimension.rep("ana"), Measure.ASSIGNED)).isEqualTo(1);
    assertThat(count(Dimension.rep("ana"), Measure.CONVERTED)).isZero();
    assertThat(count(Dimension.rep("ana"), Measure.LEFT)).isEqualTo(1);
    assertThat(count(Dimension.rep("bob"), Measure.CONVERTED)).isEqualTo(1);
    assertThat(count(Dimension.rep("bob"), Measure.CONTACTED)).isEqualTo(1);
  }

  @Test
  void ofAPersonWhoIsForgottenTheCountsStay() {
    assigned("ana", "hot");
    say(DecisionKind.ERASED, "", "", Optional.empty(), now, 0);
    assertThat(journey).isEmpty();
    assertThat(count(Dimension.ALL, Measure.SUBMITTED)).isEqualTo(1);
    assertThat(open(Dimension.ALL)).isZero();
  }

  @Test
  void aLeadThatIsMergedIntoAnotherWasNone() {
    say(DecisionKind.WAITING, "", "", Optional.empty(), now, 0);
    say(DecisionKind.MERGED, "", "", Optional.empty(), now, 0);
    assertThat(count(Dimension.ALL, Measure.SUBMITTED)).isZero();
    assertThat(open(Dimension.ALL)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theCountsAreThoseOfTheLastWord(long seed) {
    Random random = new Random(seed);
    DecisionKind[] kinds = {
      DecisionKind.WAITING,
      DecisionKind.ASSIGNED,
      DecisionKind.REVOKED,
      DecisionKind.OUTCOME_RECORDED,
      DecisionKind.OUTCOME_RECORDED,
      DecisionKind.CLOSED,
      DecisionKind.REOPENED,
      DecisionKind.UNROUTABLE,
      DecisionKind.NURTURED,
      DecisionKind.UPDATED
    };
    Disposition[] dispositions = Disposition.values();
    for (int i = 0; i < 400; i++) {
      passes(Duration.ofHours(random.nextInt(30)));
      say(
          kinds[random.nextInt(kinds.length)],
          random.nextBoolean() ? "ana" : "bob",
          random.nextBoolean() ? "hot" : "",
          Optional.of(dispositions[random.nextInt(dispositions.length)]),
          now.minus(Duration.ofHours(random.nextInt(100))),
          random.nextInt(1_000));
      Map<Dimension, Map<Mark, Long>> expected = new HashMap<>();
      journey
          .map(Counting::of)
          .ifPresent(
              changes ->
                  changes
                      .byDimension(now)
                      .forEach((key, some) -> expected.put(Dimension.of(key), some.marks())));
      figures.forEach(
          (dimension, counted) ->
              assertThat(marks(counted))
                  .as(dimension.key())
                  .isEqualTo(expected.getOrDefault(dimension, Map.of())));
      figures.values().forEach(FollowedTest::neverFewerThanNone);
    }
  }

  private static void neverFewerThanNone(Figures figures) {
    Cohorts.of(figures)
        .walk(
            Integer.MAX_VALUE / 2, (day, age, bin, open, flow) -> assertThat(open).isNotNegative());
  }

  private static Map<Mark, Long> marks(Figures figures) {
    Map<Mark, Long> marks = new HashMap<>();
    for (Measure measure : Measure.values()) {
      figures.each(measure, marks::put);
    }
    return marks;
  }

  private void assigned(String repId, String pool) {
    say(DecisionKind.ASSIGNED, repId, pool, Optional.empty(), now, 0);
  }

  private void outcome(Disposition disposition) {
    say(DecisionKind.OUTCOME_RECORDED, "", "", Optional.of(disposition), now, 0);
  }

  private void closed(Disposition disposition, Instant at, int euros) {
    String repId = journey.orElseThrow().stints().get(journey.get().stints().size() - 1).repId();
    say(DecisionKind.CLOSED, repId, "", Optional.of(disposition), at, euros);
  }

  private void passes(Duration time) {
    now = now.plus(time);
  }

  private void say(
      DecisionKind kind,
      String repId,
      String pool,
      Optional<Disposition> disposition,
      Instant at,
      int euros) {
    Decision decision =
        new Decision(
            kind,
            "l-1",
            1,
            1,
            "",
            Optional.empty(),
            "emea",
            1,
            1,
            "",
            Choice.about(repId, pool),
            List.of(),
            Optional.of(
                new Score(
                    1, 1, 0, "A", 1, List.of(), Optional.of(new Estimate(0.2, "7", List.of())))),
            disposition,
            euros > 0 ? Optional.of(new Money(BigDecimal.valueOf(euros), "EUR")) : Optional.empty(),
            Optional.of(at),
            "",
            "",
            "web",
            Optional.of(START),
            Optional.of(START),
            now,
            false);
    Followed followed = Followed.by(journey, decision);
    journey = followed.journey();
    new TreeMap<>(followed.changes().byDimension(now))
        .forEach(
            (key, changes) ->
                figures.computeIfAbsent(Dimension.of(key), any -> new Figures()).add(changes));
  }

  private long count(Dimension dimension, Measure measure) {
    return figures.getOrDefault(dimension, new Figures()).count(measure);
  }

  private long open(Dimension dimension) {
    return count(dimension, Measure.ENTERED)
        - count(dimension, Measure.WON)
        - count(dimension, Measure.GONE)
        - count(dimension, Measure.LEFT);
  }

  private static int day(Instant at) {
    return Counting.day(at);
  }
}
