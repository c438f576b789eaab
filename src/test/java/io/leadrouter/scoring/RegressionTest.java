package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.domain.Feature;
import io.leadrouter.domain.Feature.Word;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionTest {

  private static final double PRIOR = 1.5;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void weightsStayFiniteAndVariancesAboveZeroAndAtMostThePrior(long seed) {
    Oddities oddities = new Oddities(seed);
    Profiles profiles = new Profiles();
    Encoder inputs = new Encoder();
    for (double drift : new double[] {0, 1e-3}) {
      Regression regression = new Regression(PRIOR, drift);
      for (int i = 0; i < 2_000; i++) {
        List<Feature> lead = oddities.lead();
        profiles.observe(lead);
        inputs.encode(lead, profiles);
        regression.learn(inputs, oddities.converts());
      }
      assertThat(IntStream.range(0, Encoder.BUCKETS))
          .allMatch(bucket -> Double.isFinite(regression.mean(bucket)))
          .allMatch(bucket -> regression.variance(bucket) > 0)
          .allMatch(bucket -> regression.variance(bucket) <= PRIOR);
    }
  }

  @Test
  void aWeightNotSeenForLongIsUncertainAgain() {
    Profiles profiles = new Profiles();
    List<Feature> web = List.of(new Word("source", "web"));
    List<Feature> fair = List.of(new Word("source", "fair"));
    profiles.observe(web);
    profiles.observe(fair);
    Encoder inputs = new Encoder();
    Regression drifting = new Regression(PRIOR, 1e-3);
    inputs.encode(fair, profiles);
    int bucket = inputs.bucket(0);
    for (int i = 0; i < 100; i++) {
      drifting.learn(inputs, i % 2 == 0);
    }
    double sure = drifting.variance(bucket);
    inputs.encode(web, profiles);
    for (int i = 0; i < 500; i++) {
      drifting.learn(inputs, i % 2 == 0);
    }
    inputs.encode(fair, profiles);
    double before = drifting.mean(bucket);
    drifting.learn(inputs, true);
    double moved = drifting.mean(bucket) - before;
    before = drifting.mean(bucket);
    drifting.learn(inputs, true);

    assertThat(sure).isLessThan(PRIOR / 4);
    assertThat(moved).isGreaterThan(1.5 * (drifting.mean(bucket) - before));
  }
}
