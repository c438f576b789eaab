package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.Estimate;
import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Figure;
import io.leadrouter.domain.Feature.Word;
import io.leadrouter.scoring.Prediction.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictorTest {

  @Test
  void reasonsAddUpToTheLogOddsOfTheProbability() {
    Learner learner = new Learner();
    World world = new World(1, -1);
    for (int i = 0; i < 3_000; i++) {
      World.Case next = world.next();
      learner.learn(next.features(), next.converted());
    }
    Predictor predictor = learner.model().predictor().orElseThrow();

    for (int i = 0; i < 1_000; i++) {
      List<Feature> lead = world.next().features();
      Prediction prediction = predictor.explain(lead);
      assertAddsUp(prediction);
      assertThat(prediction.reasons()).hasSize(lead.size());
      assertThat(prediction.probability()).isEqualTo(predictor.probability(lead));
    }
  }

  @Test
  void reasonsAddUpHoweverOddTheLead() {
    Learner learner = new Learner();
    Oddities oddities = new Oddities(1);
    for (int i = 0; i < 3_000; i++) {
      learner.learn(oddities.lead(), oddities.converts());
    }
    Predictor predictor = learner.model().predictor().orElseThrow();

    for (int i = 0; i < 1_000; i++) {
      Prediction prediction = predictor.explain(oddities.lead());
      assertAddsUp(prediction);
      assertAddsUp(prediction.published("m1"));
    }
  }

  @Test
  void reasonsAddUpWhereAWeightIsBeyondAllMeasure() {
    float[] weights = new float[Encoder.BUCKETS];
    java.util.Arrays.fill(weights, 1e6f);
    Predictor predictor = new Predictor(bucket -> weights[bucket], new Profiles());

    Prediction prediction =
        predictor.explain(List.of(new Word("source", "web"), new Word("country", "de")));

    assertAddsUp(prediction);
    assertThat(prediction.probability()).isBetween(0.999_999, Math.nextDown(1.0));
  }

  private static void assertAddsUp(Prediction prediction) {
    double sum =
        prediction.usual() + prediction.reasons().stream().mapToDouble(Reason::logOdds).sum();
    assertThat(sum).isCloseTo(prediction.logOdds(), within(1e-9));
    double probability = 1 / (1 + Math.exp(-sum));
    assertThat(probability).isCloseTo(prediction.probability(), within(1e-9));
  }

  private static void assertAddsUp(Estimate estimate) {
    double sum = estimate.reasons().stream().mapToDouble(Estimate.Reason::logOdds).sum();
    double probability = estimate.probability();
    assertThat(sum).isCloseTo(Math.log(probability / (1 - probability)), within(1e-9));
    // What is usual, the strongest, and the others as one.
    assertThat(estimate.reasons()).hasSizeLessThanOrEqualTo(Prediction.PUBLISHED + 2);
  }

  @Test
  void reasonsSayWhatSetsALeadApartTheStrongestFirst() {
    Learner learner = new Learner();
    Random random = new Random(2);
    for (int i = 0; i < 5_000; i++) {
      boolean referral = random.nextInt(10) == 0;
      boolean large = random.nextBoolean();
      learner.learn(
          lead(
              referral ? "referral" : "web",
              random.nextInt(20) == 0 ? "fr" : "en",
              large ? 900 : 30),
          random.nextDouble() < 0.1 + (referral ? 0.5 : 0) + (large ? 0.1 : 0));
    }

    Prediction prediction =
        learner.model().predictor().orElseThrow().explain(lead("referral", "en", 900));

    assertThat(prediction.reasons().stream().map(Reason::text))
        .containsExactly("source = referral", "employees = 900", "language = en");
    assertThat(prediction.reasons().get(0).logOdds()).isGreaterThan(1);
    assertThat(prediction.reasons().get(1).logOdds()).isBetween(0.1, 1.0);
    assertThat(prediction.reasons().get(2).logOdds()).isCloseTo(0, within(0.1));
  }

  private static List<Feature> lead(String source, String language, double employees) {
    return List.of(
        new Word("source", source),
        new Word("language", language),
        new Figure("employees", employees));
  }

  @Test
  void theOrderOfFeaturesChangesNothingButRounding() {
    Learner learner = new Learner();
    World world = new World(4, -1);
    for (int i = 0; i < 1_000; i++) {
      World.Case next = world.next();
      learner.learn(next.features(), next.converted());
    }
    Predictor predictor = learner.model().predictor().orElseThrow();
    List<Feature> lead = world.next().features();
    List<Feature> reversed = new ArrayList<>(lead);
    Collections.reverse(reversed);

    assertThat(predictor.logOdds(reversed)).isCloseTo(predictor.logOdds(lead), within(1e-12));
  }
}
