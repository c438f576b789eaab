package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-3, 1, 1e6, 1e300})
  void valuesOfAnyScaleEndUpOnOne(double scale) {
    Random random = new Random(1);
    Spread spread = Spread.NONE;
    double[] values = random.doubles(10_000).map(value -> value * scale).toArray();
    for (double value : values) {
      spread = spread.with(value);
    }
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      double z = spread.standardised(value);
      sum += z;
      squares += z * z;
    }

    assertThat(sum / values.length).isCloseTo(0, within(0.05));
    assertThat(squares / values.length).isCloseTo(1, within(0.05));
  }

  @Test
  void moreIsNeverLess() {
    Spread spread = Spread.NONE;
    Random random = new Random(2);
    for (int i = 0; i < 1_000; i++) {
      spread = spread.with(Math.exp(5 * random.nextGaussian()));
    }
    double before = Double.NEGATIVE_INFINITY;
    for (double value = -1e12; value < 1e12; value += 1e9) {
      double z = spread.standardised(value);
      assertThat(z).isGreaterThanOrEqualTo(before).isBetween(-8.0, 8.0);
      before = z;
    }
  }

  @Test
  void whatIsAlwaysTheSameSaysNothing() {
    Spread spread = Spread.NONE.with(7).with(7).with(7);

    assertThat(spread.standardised(7)).isZero();
    assertThat(spread.standardised(70)).isZero();
  }
}
