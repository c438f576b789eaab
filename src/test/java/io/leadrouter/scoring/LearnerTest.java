package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Figure;
import io.leadrouter.domain.Feature.Word;
import io.leadrouter.scoring.World.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerTest {

  /** Predicts, then learns; and what the truth would have predicted. */
  private static final class Stretch {
    final List<Double> predicted = new ArrayList<>();
    final List<Double> truth = new ArrayList<>();
    final List<Boolean> converted = new ArrayList<>();

    static Stretch of(World world, Learner learner, int leads) {
      Stretch stretch = new Stretch();
      for (int i = 0; i < leads; i++) {
        Case next = world.next();
        stretch.predicted.add(Odds.probability(learner.logOdds(next.features())));
        stretch.truth.add(next.probability());
        stretch.converted.add(next.converted());
        learner.learn(next.features(), next.converted());
      }
      return stretch;
    }

    Evaluation learnt() {
      return evaluation(predicted);
    }

    Evaluation oracle() {
      return evaluation(truth);
    }

    private Evaluation evaluation(List<Double> probabilities) {
      boolean[] outcomes = new boolean[converted.size()];
      for (int i = 0; i < outcomes.length; i++) {
        outcomes[i] = converted.get(i);
      }
      return Evaluation.of(
          probabilities.stream().mapToDouble(Double::doubleValue).toArray(), outcomes);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatItPredictsIsNearlyWhatIsTrue(long seed) {
    Stretch stretch = Stretch.of(new World(seed, -2), new Learner(), 20_000);

    assertThat(stretch.learnt().logLoss()).isLessThan(stretch.oracle().logLoss() + 0.015);
    assertThat(stretch.learnt().calibrationError())
        .isLessThan(stretch.oracle().calibrationError() + 0.01);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itFollowsAMarketThatChanges(long seed) {
    World world = new World(seed, -2);
    Learner learner = new Learner();
    Stretch.of(world, learner, 20_000);
    world.change();
    Stretch.of(world, learner, 5_000);
    Stretch after = Stretch.of(world, learner, 5_000);

    assertThat(after.learnt().logLoss()).isLessThan(after.oracle().logLoss() + 0.03);
    assertThat(after.learnt().auc()).isGreaterThan(after.oracle().auc() - 0.06);
  }

  @Test
  void whereNothingIsKnownItLearnsTheRate() {
    Learner learner = new Learner();
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      learner.learn(List.of(), random.nextInt(10) == 0);
    }

    assertThat(Odds.probability(learner.logOdds(List.of()))).isCloseTo(0.1, within(0.02));
  }

  @Test
  void whatAllLeadsHaveInCommonMovesNothing() {
    Learner plain = new Learner();
    Learner same = new Learner();
    World one = new World(3, -1);
    for (int i = 0; i < 2_000; i++) {
      Case next = one.next();
      plain.learn(next.features(), next.converted());
      same.learn(withTheSame(next.features()), next.converted());
    }
    Case next = one.next();

    assertThat(same.logOdds(withTheSame(next.features())))
        .isEqualTo(plain.logOdds(next.features()));
  }

  private static List<Feature> withTheSame(List<Feature> features) {
    return Stream.concat(
            features.stream(), Stream.of(new Word("currency", "eur"), new Figure("version", 3)))
        .toList();
  }

  @Test
  void theSameExamplesInTheSameOrderGiveTheSameModel() {
    assertThat(ModelText.write(learnt(new World(5, -1), 3_000)))
        .isEqualTo(ModelText.write(learnt(new World(5, -1), 3_000)));
  }

  @Test
  void thereIsNoProbabilityBeforeEnoughOfEitherOutcomeWereSeen() {
    Learner learner = new Learner();
    for (int i = 0; i < 200; i++) {
      learner.learn(List.of(new Word("source", "web")), false);
    }
    for (int i = 0; i < 49; i++) {
      learner.learn(List.of(new Word("source", "referral")), true);
    }

    assertThat(learner.model().predictor()).isEmpty();
    assertThat(learner.model().experience().text())
        .isEqualTo("cold start: 49 of 50 conversions, 50 of 50 others");

    learner.learn(List.of(new Word("source", "referral")), true);

    assertThat(learner.model().experience().text())
        .isEqualTo("250 outcomes, 50 of them conversions");
    Predictor predictor = learner.model().predictor().orElseThrow();
    assertThat(predictor.probability(List.of(new Word("source", "referral")))).isGreaterThan(0.8);
    assertThat(predictor.probability(List.of(new Word("source", "web")))).isLessThan(0.1);
  }

  @Test
  void aModelStaysAsItWasWhenTheLearnerLearnsOn() {
    Learner learner = new Learner();
    World world = new World(8, -1);
    Stretch.of(world, learner, 1_000);
    Model model = learner.model();
    List<Feature> lead = world.next().features();
    double before = model.predictor().orElseThrow().probability(lead);
    String text = ModelText.write(model);

    Stretch.of(world, learner, 1_000);

    assertThat(model.predictor().orElseThrow().probability(lead)).isEqualTo(before);
    assertThat(ModelText.write(model)).isEqualTo(text);
  }

  @Test
  void aModelPredictsAsItsLearnerTo32Bits() {
    Learner learner = new Learner();
    World world = new World(9, -1);
    Stretch.of(world, learner, 2_000);
    Predictor predictor = learner.model().predictor().orElseThrow();

    for (int i = 0; i < 100; i++) {
      List<Feature> lead = world.next().features();
      assertThat(predictor.logOdds(lead)).isCloseTo(learner.logOdds(lead), within(1e-5));
    }
  }

  @Test
  void aMillionDistinctNamesAndValuesDrownNothing() {
    Learner learner = new Learner();
    Random random = new Random(11);
    for (int i = 0; i < 250_000; i++) {
      boolean referral = random.nextInt(4) == 0;
      learner.learn(distinct(i, referral), random.nextDouble() < (referral ? 0.4 : 0.1));
    }
    Model model = learner.model();
    Predictor predictor = model.predictor().orElseThrow();

    assertThat(meanOfDistinct(predictor, true)).isCloseTo(0.4, within(0.04));
    assertThat(meanOfDistinct(predictor, false)).isCloseTo(0.1, within(0.02));
    assertThat(model.profiles().byName()).hasSizeLessThanOrEqualTo(Profiles.MOST);
    assertThat(ModelText.write(model).length()).isLessThan(ModelText.LARGEST);
  }

  private static double meanOfDistinct(Predictor predictor, boolean referral) {
    return IntStream.range(250_000, 251_000)
        .mapToDouble(i -> predictor.probability(distinct(i, referral)))
        .average()
        .orElseThrow();
  }

  /** Four of its five features are of no other lead. */
  private static List<Feature> distinct(int number, boolean referral) {
    return List.of(
        new Word("source", referral ? "referral" : "web"),
        new Word("attributes.click", "click-" + number),
        new Figure("attributes.visitor", number * 7_919 % 1_000_003),
        new Word("attributes.p" + number, "yes"),
        new Figure("attributes.q" + number, number));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whateverLeadsSayEveryProbabilityIsOneAndEveryWeightANumber(long seed) throws Exception {
    Oddities oddities = new Oddities(seed);
    Learner learner = new Learner();
    for (int i = 0; i < 3_000; i++) {
      List<Feature> lead = oddities.lead();
      assertThat(Odds.probability(learner.logOdds(lead))).isBetween(1e-14, 1 - 1e-14);
      learner.learn(lead, oddities.converts());
    }
    // Reading checks that each number is finite.
    Model model = ModelText.read(ModelText.write(learner.model()));
    Predictor predictor = model.predictor().orElseThrow();
    for (int i = 0; i < 300; i++) {
      Prediction prediction = predictor.explain(oddities.lead());
      assertThat(prediction.probability()).isBetween(1e-14, 1 - 1e-14);
      assertThat(prediction.reasons()).allMatch(reason -> Double.isFinite(reason.logOdds()));
    }
  }

  private static Model learnt(World world, int leads) {
    Learner learner = new Learner();
    Stretch.of(world, learner, leads);
    return learner.model();
  }
}
