package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Word;
import io.leadrouter.scoring.World.Case;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An example whose outcome turns out to be another counts once, as what it turned out to be. */
class CorrectionTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void correctedAtOnceItIsAsIfTheRightOutcomeHadBeenLearnt(long seed) {
    World world = new World(seed, -1);
    Learner right = new Learner();
    Learner corrected = new Learner();
    for (int i = 0; i < 2_000; i++) {
      Case next = world.next();
      OptionalDouble probability = given(corrected, next.features());
      right.learn(next.features(), next.converted());
      corrected.learn(next.features(), i % 10 == 0 ? !next.converted() : next.converted());
      if (i % 10 == 0) {
        corrected.correct(next.features(), next.converted(), probability);
      }
    }

    assertThat(corrected.experience()).isEqualTo(right.experience());
    assertThat(corrected.lessons()).isEqualTo(right.lessons() + 200);
    List<Case> leads = leads(world, 500);
    assertThat(distance(corrected, right, leads)).isLessThan(0.03);
    TrackRecord record = corrected.model().trackRecord();
    assertThat(record.converted()).isCloseTo(right.model().trackRecord().converted(), within(1e-9));
    assertThat(record.logLoss()).isCloseTo(right.model().trackRecord().logLoss(), within(0.02));
  }

  @Test
  void takenBackAndSaidAgainItIsAsItWas() {
    World world = new World(6, -1);
    Learner learner = new Learner();
    leads(world, 2_000).forEach(lead -> learner.learn(lead.features(), lead.converted()));
    Learner before = LearnerState.read(LearnerState.write(learner));
    Case again = world.next();
    OptionalDouble probability = given(learner, again.features());
    before.learn(again.features(), true);
    learner.learn(again.features(), true);
    learner.correct(again.features(), false, probability);
    learner.correct(again.features(), true, probability);

    assertThat(learner.experience()).isEqualTo(before.experience());
    assertThat(distance(learner, before, leads(world, 500))).isLessThan(0.01);
  }

  /** An example that will be corrected, and what the lead was given when it was scored. */
  private record Late(List<Feature> features, OptionalDouble probability) {}

  /**
   * Half of the conversions come long after the lead had been given up. Whoever takes these for
   * examples of their own has seen too many losses.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void conversionsThatComeLateTeachAsMuchAsThoseInTime(long seed) {
    World world = new World(seed, -1);
    Random random = new Random(seed);
    Watched prompt = new Watched();
    Watched corrected = new Watched();
    Watched twice = new Watched();
    Queue<Late> late = new ArrayDeque<>();
    for (int i = 0; i < 20_000; i++) {
      Case next = world.next();
      boolean isLate = next.converted() && random.nextBoolean();
      if (isLate) {
        late.add(new Late(next.features(), given(corrected.learner, next.features())));
      }
      prompt.learn(next, next.converted());
      corrected.learn(next, next.converted() && !isLate);
      twice.learn(next, next.converted() && !isLate);
      if (late.size() > 300) {
        Late now = late.remove();
        corrected.learner.correct(now.features(), true, now.probability());
        twice.learner.learn(now.features(), true);
      }
    }

    assertThat(corrected.error()).isCloseTo(prompt.error(), within(0.02));
    assertThat(corrected.logLoss()).isLessThan(prompt.logLoss() + 0.005);
    assertThat(twice.error()).isLessThan(-0.03);
    assertThat(twice.logLoss()).isGreaterThan(corrected.logLoss() + 0.005);
    TrackRecord record = corrected.learner.model().trackRecord();
    assertThat(record.predicted() / record.converted()).isBetween(0.9, 1.1);
  }

  /** Such as those of a year that somebody enters in one evening. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void manyAtOnceMoveItHardlyMoreThanSoManyConversionsWould(long seed) {
    World world = new World(seed, -2);
    Learner corrected = new Learner();
    Learner twice = new Learner();
    List<Late> late = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Case next = world.next();
      boolean isLate = next.converted() && late.size() < 200;
      if (isLate) {
        late.add(new Late(next.features(), given(corrected, next.features())));
      }
      corrected.learn(next.features(), next.converted() && !isLate);
      twice.learn(next.features(), next.converted() && !isLate);
    }
    for (Late now : late) {
      corrected.correct(now.features(), true, now.probability());
      twice.learn(now.features(), true);
    }
    List<Case> leads = leads(world, 1_000);
    assertThat(error(corrected, leads)).isLessThan(error(twice, leads) + 0.03);

    leads(world, 400).forEach(lead -> corrected.learn(lead.features(), lead.converted()));
    assertThat(error(corrected, leads)).isBetween(-0.07, 0.07);
  }

  @Test
  void whatCannotHaveBeenLearntIsAnExample() {
    Learner learner = new Learner();
    learner.correct(List.of(new Word("source", "web")), true, OptionalDouble.empty());
    assertThat(learner.experience()).isEqualTo(new Experience(1, 1));
    learner.correct(List.of(new Word("source", "web")), false, OptionalDouble.empty());
    assertThat(learner.experience()).isEqualTo(new Experience(1, 0));
    learner.correct(List.of(new Word("source", "web")), false, OptionalDouble.empty());
    assertThat(learner.experience()).isEqualTo(new Experience(2, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whateverIsCorrectedEveryWeightStaysANumber(long seed) throws Exception {
    Oddities oddities = new Oddities(seed);
    OptionalDouble[] given = {
      OptionalDouble.empty(),
      OptionalDouble.of(Double.NaN),
      OptionalDouble.of(0),
      OptionalDouble.of(Double.POSITIVE_INFINITY)
    };
    Learner learner = new Learner();
    for (int i = 0; i < 2_000; i++) {
      List<Feature> lead = oddities.lead();
      boolean converts = oddities.converts();
      learner.learn(lead, converts);
      for (int times = i % 5; times > 0; times--) {
        converts = !converts;
        learner.correct(lead, converts, given[times % given.length]);
      }
    }
    // Reading checks that each number is finite.
    TrackRecord record = ModelText.read(ModelText.write(learner.model())).trackRecord();
    assertThat(record.converted()).isBetween(0.0, 1.0);
    assertThat(record.logLoss()).isNotNegative();
  }

  private static List<Case> leads(World world, int count) {
    List<Case> leads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leads.add(world.next());
    }
    return leads;
  }

  /** Mean distance of what two say, in log-odds. */
  private static double distance(Learner one, Learner other, List<Case> leads) {
    return leads.stream()
        .mapToDouble(
            lead -> Math.abs(one.logOdds(lead.features()) - other.logOdds(lead.features())))
        .average()
        .orElseThrow();
  }

  private static double error(Learner learner, List<Case> leads) {
    return leads.stream()
        .mapToDouble(lead -> given(learner, lead.features()).getAsDouble() - lead.probability())
        .average()
        .orElseThrow();
  }

  private static OptionalDouble given(Learner learner, List<Feature> lead) {
    return OptionalDouble.of(Odds.probability(learner.logOdds(lead)));
  }

  /** A learner, and how well it predicted the second half of what it learnt, by the truth. */
  private static final class Watched {

    final Learner learner = new Learner();
    private double error;
    private double logLoss;
    private int predicted;

    void learn(Case next, boolean converted) {
      if (learner.experience().examples() >= 10_000) {
        double probability = given(learner, next.features()).getAsDouble();
        error += probability - next.probability();
        logLoss -=
            next.probability() * Math.log(probability)
                + (1 - next.probability()) * Math.log(1 - probability);
        predicted++;
      }
      learner.learn(next.features(), converted);
    }

    double error() {
      return error / predicted;
    }

    double logLoss() {
      return logLoss / predicted;
    }
  }
}
