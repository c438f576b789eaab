package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aLeadIsPredictedByTheOutcomesKnownWhenItCame() {
    int late = 37;
    World world = new World(1, -1);
    List<World.Case> cases = new ArrayList<>();
    Rehearsal rehearsal = new Rehearsal();
    Learner learner = new Learner();
    double[] predicted = new double[1_500];
    boolean[] converted = new boolean[1_500];
    for (int i = 0; i < predicted.length; i++) {
      World.Case next = world.next();
      cases.add(next);
      rehearsal.add(next.features(), next.converted(), at(i), at(i + late));
      if (i >= late) {
        World.Case known = cases.get(i - late);
        learner.learn(known.features(), known.converted());
      }
      predicted[i] = Odds.probability(learner.logOdds(next.features()));
      converted[i] = next.converted();
    }

    assertThat(rehearsal.evaluation()).isEqualTo(Evaluation.of(predicted, converted));
    assertThat(ModelText.write(rehearsal.model())).isEqualTo(ModelText.write(learner.model()));
  }

  @Test
  void anOutcomeThatIsNeverKnownIsNeverLearnt() {
    Rehearsal rehearsal = new Rehearsal();
    for (int i = 0; i < 10; i++) {
      rehearsal.add(List.of(), i % 2 == 0, at(i), i < 4 ? at(i + 100) : Instant.MAX);
    }
    rehearsal.learnAll();

    assertThat(rehearsal.model().experience()).isEqualTo(new Experience(4, 2));
    assertThat(rehearsal.cold()).isEqualTo(10);
  }

  private static Instant at(int second) {
    return START.plusSeconds(second);
  }
}
