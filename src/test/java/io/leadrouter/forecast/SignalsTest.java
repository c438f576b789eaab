package io.leadrouter.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.forecast.Standing.Quiet;
import io.leadrouter.forecast.Standing.Slot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who stands out does so for a reason. */
class SignalsTest {

  private final Map<Dimension, Standing> standings = new HashMap<>();
  private final Random random = new Random(7);

  @Test
  void whereNobodyDiffersHardlyAnybodyIsNamed() {
    int named = 0;
    for (int team = 0; team < 200; team++) {
      standings.clear();
      for (int rep = 0; rep < 20; rep++) {
        rep("r-" + rep, 150, 0.2, 0.2);
      }
      named += Signals.of(standings).isEmpty() ? 0 : 1;
    }
    assertThat(named).isLessThanOrEqualTo(10);
  }

  @Test
  void whoConvertsHalfOfWhatItShouldIsNamedWhateverLeadsItHas() {
    for (int rep = 0; rep < 20; rep++) {
      rep("r-" + rep, 300, 0.2, 0.2);
    }
    rep("weak", 300, 0.3, 0.12);
    rep("hard-leads", 300, 0.08, 0.08);
    Map<Dimension, List<Signal>> signals = Signals.of(standings);
    assertThat(signals.keySet()).containsExactly(Dimension.rep("weak"));
    assertThat(signals.get(Dimension.rep("weak")).get(0).kind()).isEqualTo(Signal.Kind.BELOW);
  }

  @Test
  void aSourceThatShouldHaveConvertedAndDidNotHasStopped() {
    standings.put(Dimension.source("fair"), quiet(0, 12));
    standings.put(Dimension.source("web"), quiet(9, 12));
    standings.put(Dimension.source("small"), quiet(0, 1));
    assertThat(Signals.of(standings).keySet()).containsExactly(Dimension.source("fair"));
  }

  @Test
  void whoAcceptsLaterThanThePoolIsSlow() {
    Map<Integer, Long> usual = Map.of(30, 60L, 60, 100L, 120, 40L);
    standings.put(Dimension.pool("hot"), accepting(usual));
    standings.put(Dimension.rep("ana"), accepting(Map.of(30, 10L, 60, 20L, 120, 8L)));
    standings.put(Dimension.rep("bob"), accepting(Map.of(60, 3L, 900, 30L)));
    assertThat(Signals.of(standings).keySet()).containsExactly(Dimension.rep("bob"));
  }

  private void rep(String id, int closed, double told, double rate) {
    int won = 0;
    for (int i = 0; i < closed; i++) {
      won += random.nextDouble() < rate ? 1 : 0;
    }
    Rate.Closed all = new Rate.Closed(won, closed - won);
    int bin = Chance.bin(OptionalDouble.of(told));
    standings.put(
        Dimension.rep(id),
        new Standing(all, Map.of(new Slot(bin, Mix.of("hot")), all), Map.of(), new Quiet(0, 0)));
  }

  private static Standing quiet(long came, double expected) {
    return new Standing(Rate.Closed.NOTHING, Map.of(), Map.of(), new Quiet(came, expected));
  }

  private static Standing accepting(Map<Integer, Long> delays) {
    return new Standing(Rate.Closed.NOTHING, Map.of(), Map.of("hot", delays), new Quiet(0, 0));
  }
}
