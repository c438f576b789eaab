package io.leadrouter.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What holds of every history, however the commands of different senders are interleaved. */
class RoutingPropertiesTest {

  /** {@code -Drouting.histories=100000} looks longer. */
  private static final int HISTORIES = Integer.getInteger("routing.histories", 2_000);

  /** {@code -Drouting.seed=17} looks at the one history that failed. */
  private static final Integer ONLY = Integer.getInteger("routing.seed");

  @Test
  void everyGuaranteeHoldsAfterEveryCommandOfEveryHistory() {
    IntStream seeds = ONLY == null ? IntStream.range(0, HISTORIES) : IntStream.of(ONLY);
    seeds.forEach(
        seed -> {
          try {
            unfold(seed, Guarantees.all(new Random(seed)));
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("History of seed " + seed + ": " + e.getMessage(), e);
          }
        });
  }

  @Test
  void theSameHistoryGivesTheSameVerdicts() {
    for (int seed = 0; seed < HISTORIES / 10; seed++) {
      assertThat(unfold(seed, List.of())).as("seed %d", seed).isEqualTo(unfold(seed, List.of()));
    }
  }

  /** {@code -Drouting.census=true} says how often. */
  @Test
  void whatAPolicyCanSayHappensInHistories() {
    Census census = new Census();
    for (int seed = 0; seed < HISTORIES / 10; seed++) {
      unfold(seed, List.of(census));
    }
    if (Boolean.getBoolean("routing.census")) {
      census.counts.forEach((what, count) -> System.out.println(what + ": " + count));
    }
    assertThat(census.counts)
        .containsKeys(
            "chosen as the least loaded",
            "chosen at a route with a clock",
            "chosen directly where it counts as a turn",
            "chosen to stand in",
            "chosen where the route asks for something",
            "excluded: cap-per-day",
            "excluded: cap-per-hour",
            "excluded: cap-per-month",
            "excluded: cap-per-week",
            "excluded: holiday",
            "excluded: language",
            "excluded: off-shift",
            "excluded: on-leave",
            "excluded: time-off",
            "excluded: unaccepted",
            "ledger: import",
            "lifted when work began",
            "waiting for contact hours",
            "OBSERVED: from-line",
            "OBSERVED: imported",
            "OBSERVED: left-to-the-other",
            "OBSERVED: submitted",
            "OUTCOME_RECORDED: as-observed",
            "OUTCOME_RECORDED: delivered",
            "OUTCOME_RECORDED: otherwise",
            "OUTCOME_STALE: only-observed",
            "OUTCOME_STALE: taken-back",
            "REVOKED: corrected",
            "REVOKED: not-accepted",
            "REVOKED: not-contacted",
            "REVOKED: rep-away",
            "REVOKED: rep-left",
            "SLA_BREACHED: first-touch-by",
            "SLA_WARNING: accept-by",
            "SLA_WARNING: first-touch-by",
            "UNROUTABLE: too-many-attempts",
            "WAITING: stand-in");
  }

  private static List<Verdict> unfold(int seed, List<Guarantee> guarantees) {
    Business business = new Business(guarantees, Business.Fault.NONE);
    History.unfold(new Random(seed), business);
    return business.verdicts;
  }
}
