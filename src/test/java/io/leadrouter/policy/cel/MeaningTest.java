package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeaningTest {

  /** No lead outside the boxes is one that it holds for; nor, where all is said, the reverse. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void aConditionHoldsForTheLeadsInItsBoxes(long seed) throws Problem.Found {
    RandomRules random = new RandomRules(seed);
    ConditionCompiler<LeadScope> compiler = new Conditions(Map.of()).rules();
    int whollySaid = 0;
    for (int i = 0; i < 2_000; i++) {
      Condition<LeadScope> condition = compiler.compile(random.condition());
      Meaning meaning = MeaningReader.of(condition);
      boolean said =
          meaning.exact()
              && meaning.boxes().stream()
                  .flatMap(box -> box.subjects().stream())
                  .allMatch(subject -> subject.path().isPresent());
      whollySaid += said ? 1 : 0;
      for (int j = 0; j < 100; j++) {
        LeadScope lead = random.lead();
        boolean in = meaning.boxes().stream().anyMatch(box -> holds(box, lead));
        if (said || !in) {
          assertThat(in).as(condition.text()).isEqualTo(condition.holds(lead));
        }
      }
    }
    assertThat(whollySaid).isGreaterThan(700);
  }

  /** As far as can be read without CEL. */
  private static boolean holds(Box box, LeadScope lead) {
    return box.sides().entrySet().stream()
        .filter(side -> side.getKey().path().isPresent())
        .allMatch(
            side -> {
              Comparable<?> value = (Comparable<?>) side.getKey().path().get().read(lead);
              return value != null && side.getValue().contains(value);
            });
  }
}
