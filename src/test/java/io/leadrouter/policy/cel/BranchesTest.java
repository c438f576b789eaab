package io.leadrouter.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.policy.cel.Branches.ByRange;
import io.leadrouter.policy.cel.Branches.Limit;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BranchesTest {

  private static final String CHARACTERS = "\0ab\ud83d\ude00\uffff";

  private final Random random = new Random(7);

  /** Many of which only differ behind the characters that are compared as one number. */
  @Test
  void aTextIsPlacedAmongTheLimits() {
    placesAmongTheLimits(
        () -> {
          StringBuilder text = new StringBuilder(random.nextBoolean() ? "" : "same");
          for (int i = random.nextInt(5); i > 0; i--) {
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
          }
          return text.toString();
        });
  }

  @Test
  void aWholeNumberIsPlacedAmongTheLimits() {
    placesAmongTheLimits(
        () ->
            switch (random.nextInt(8)) {
              case 0 -> Long.MIN_VALUE;
              case 1 -> Long.MAX_VALUE;
              default -> (long) random.nextInt(20) - 10;
            });
  }

  @Test
  void aFigureIsPlacedAmongTheLimits() {
    placesAmongTheLimits(
        () ->
            switch (random.nextInt(8)) {
              case 0 -> Double.NEGATIVE_INFINITY;
              case 1 -> Double.MAX_VALUE;
              default -> random.nextInt(20) / 4.0 - 2.5;
            });
  }

  private void placesAmongTheLimits(Supplier<Comparable<?>> values) {
    for (int round = 0; round < 2_000; round++) {
      TreeSet<Limit> limits = new TreeSet<>();
      for (int i = random.nextInt(12); i > 0; i--) {
        limits.add(new Limit(values.get(), random.nextBoolean()));
      }
      List<Integer> parts = IntStream.rangeClosed(0, limits.size()).boxed().toList();
      Branches<Integer> branches = new ByRange<>(limits.toArray(Limit[]::new), parts);
      Comparable<?> value = values.get();
      assertThat(branches.of(value))
          .as(() -> value + " among " + limits)
          .isEqualTo((int) limits.stream().filter(limit -> limit.isBelow(value)).count());
    }
  }
}
