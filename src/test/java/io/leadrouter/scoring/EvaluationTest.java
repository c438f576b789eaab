package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  @Test
  void theFiguresAreThoseOfTheirDefinitions() {
    Evaluation evaluation =
        Evaluation.of(
            new double[] {0.9, 0.8, 0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1},
            new boolean[] {true, false, true, false, false, false, false, false, false, false});

    assertThat(evaluation.rows()).isEqualTo(10);
    assertThat(evaluation.positives()).isEqualTo(2);
    double loss = -Math.log(0.9) - Math.log(0.2) - Math.log(0.3) - Math.log(0.8);
    assertThat(evaluation.logLoss()).isCloseTo((loss - 6 * Math.log(0.9)) / 10, within(1e-12));
    assertThat(evaluation.brier())
        .isCloseTo((0.01 + 0.64 + 0.49 + 0.04 + 6 * 0.01) / 10, within(1e-12));
    assertThat(evaluation.auc()).isCloseTo(15.0 / 16, within(1e-12));
    assertThat(evaluation.lift()).isCloseTo(5, within(1e-12));
    assertThat(evaluation.calibrationError())
        .isCloseTo((0.1 + 0.8 + 0.7 + 0.2 + 6 * 0.1) / 10, within(1e-12));
    assertThat(evaluation.windowAuc()).isNaN();
  }

  @Test
  void theAucIsTheShareOfPairsInTheRightOrder() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      int rows = 2 + random.nextInt(60);
      double[] probabilities = new double[rows];
      boolean[] converted = new boolean[rows];
      for (int i = 0; i < rows; i++) {
        probabilities[i] = (1 + random.nextInt(9)) / 10.0;
        converted[i] = random.nextBoolean();
      }
      double right = 0;
      double pairs = 0;
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < rows; j++) {
          if (converted[i] && !converted[j]) {
            pairs++;
            right += 0.5 + 0.5 * Math.signum(probabilities[i] - probabilities[j]);
          }
        }
      }
      double auc = Evaluation.of(probabilities, converted).auc();
      if (pairs == 0) {
        assertThat(auc).isNaN();
      } else {
        assertThat(auc).isCloseTo(right / pairs, within(1e-12));
      }
    }
  }

  @Test
  void aDriftingRateHelpsNobodyInsideAWindow() {
    double[] rate = new double[2_000];
    boolean[] converted = new boolean[2_000];
    Arrays.fill(rate, 0, 1_000, 0.1);
    Arrays.fill(rate, 1_000, 2_000, 0.5);
    for (int i = 0; i < 2_000; i++) {
      converted[i] = i % (i < 1_000 ? 10 : 2) == 0;
    }

    Evaluation evaluation = Evaluation.of(rate, converted);

    assertThat(evaluation.auc()).isGreaterThan(0.7);
    assertThat(evaluation.windowAuc()).isEqualTo(0.5);
    assertThat(evaluation.calibrationError()).isCloseTo(0, within(1e-9));
  }
}
