package io.leadrouter.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadrouter.domain.Feature;
import io.leadrouter.scoring.World.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearnerStateTest {

  /** One thing that a learner is taught. */
  private record Lesson(List<Feature> features, boolean converted, boolean correction) {

    void teach(Learner learner) {
      if (correction) {
        learner.correct(features, converted, OptionalDouble.empty());
      } else {
        learner.learn(features, converted);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void oneThatIsReadBackAtAnyTimeLearnsOnAsIfItHadNeverStopped(long seed) {
    Random random = new Random(seed);
    Learner straight = new Learner();
    Learner interrupted = new Learner();
    for (Lesson lesson : lessons(random, 3_000)) {
      if (random.nextInt(200) == 0) {
        interrupted = LearnerState.read(LearnerState.write(interrupted));
      }
      lesson.teach(straight);
      lesson.teach(interrupted);
    }

    assertThat(LearnerState.write(interrupted)).isEqualTo(LearnerState.write(straight));
    assertThat(ModelText.write(interrupted.model())).isEqualTo(ModelText.write(straight.model()));
    assertThat(interrupted.lessons()).isEqualTo(3_000);
  }

  @Test
  void oneThatKnowsNothingIsSmallAndStaysSo() {
    byte[] nothing = LearnerState.write(new Learner());

    assertThat(nothing).hasSizeLessThan(200);
    assertThat(LearnerState.write(LearnerState.read(nothing))).isEqualTo(nothing);
  }

  @Test
  void itsSizeIsBoundedWhateverLeadsSay() {
    Oddities oddities = new Oddities(1);
    Learner learner = new Learner();
    for (int i = 0; i < 60_000; i++) {
      learner.learn(oddities.lead(), oddities.converts());
    }

    assertThat(LearnerState.write(learner)).hasSizeBetween(3_000_000, 4_500_000);
  }

  @Test
  void whatIsNoneIsRefused() {
    byte[] state = LearnerState.write(new Learner());
    byte[] newer = state.clone();
    newer[0]++;

    assertThatThrownBy(() -> LearnerState.read(newer))
        .hasMessage("a learner of version 2, and this release knows version 1");
    for (byte[] damaged :
        List.of(new byte[0], Arrays.copyOf(state, 50), Arrays.copyOf(state, state.length + 1))) {
      assertThatThrownBy(() -> LearnerState.read(damaged))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Of ordinary leads and odd ones, some of which are corrected later, once or more often. */
  private static List<Lesson> lessons(Random random, int count) {
    World world = new World(random.nextLong(), -1);
    Oddities oddities = new Oddities(random.nextLong());
    List<Lesson> taught = new ArrayList<>();
    List<Lesson> lessons = new ArrayList<>();
    while (lessons.size() < count) {
      Lesson lesson;
      int taken = random.nextInt(taught.size() + 1);
      if (random.nextInt(10) == 0 && taken < taught.size()) {
        Lesson earlier = taught.get(taken);
        lesson = new Lesson(earlier.features(), !earlier.converted(), true);
        taught.set(taken, lesson);
      } else if (random.nextInt(4) == 0) {
        lesson = new Lesson(oddities.lead(), oddities.converts(), false);
        taught.add(lesson);
      } else {
        Case next = world.next();
        lesson = new Lesson(next.features(), next.converted(), false);
        taught.add(lesson);
      }
      lessons.add(lesson);
    }
    return lessons;
  }
}
