package io.leadrouter.routing;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds of every history, however the commands of different senders are interleaved. A history
 * in which something does not hold is printed with its seed, and as short as it can be made.
 */
class RoutingPropertiesTest {

  /** {@code -Drouting.histories=100000} looks longer. */
  private static final int HISTORIES = Integer.getInteger("routing.histories", 10_000);

  /** {@code -Drouting.from=100000} looks at other ones. */
  private static final int FROM = Integer.getInteger("routing.from", 0);

  /** {@code -Drouting.seed=17} looks at the one history that failed. */
  private static final Integer ONLY = Integer.getInteger("routing.seed");

  private static final int CENSUS = 1_000;

  private static IntStream seeds() {
    return ONLY == null ? IntStream.range(FROM, FROM + HISTORIES).parallel() : IntStream.of(ONLY);
  }

  @Test
  void everyGuaranteeHoldsAfterEveryCommandOfEveryHistory() {
    Trial trial = new Trial(Guarantees::all, Business.Fault.NONE);
    Optional<Integer> failed =
        seeds().boxed().filter(seed -> trial.of(seed).isPresent()).findFirst();
    failed.ifPresent(seed -> fail(trial, seed));
  }

  private static void fail(Trial trial, int seed) {
    Trial.Failure failure = trial.of(seed).orElseThrow();
    Trial.Failure shortest = Shrinking.shrink(trial, failure);
    throw new AssertionError(
        """
        %s: %s
        at step %d of the history of -Drouting.seed=%d; and in this one of %d:

        %s
        """
            .formatted(
                failure.broken(),
                failure.cause().getMessage(),
                failure.told().size(),
                seed,
                shortest.told().size(),
                shortest.text()),
        shortest.cause());
  }

  @Test
  void theSameHistoryToldAgainGivesTheSameVerdicts() {
    seeds()
        .forEach(
            seed -> {
              Business first = new Business(List.of(), Business.Fault.NONE);
              List<Happening> told = new ArrayList<>();
              History.unfold(new Random(seed), first, told::add);
              Business second = new Business(List.of(), Business.Fault.NONE);
              told.forEach(happening -> happening.to(second));
              assertThat(second.verdicts).as("seed %d", seed).isEqualTo(first.verdicts);
            });
  }

  /** Says how often, and in how many: what hardly ever happens is hardly tested. */
  @Test
  void whatAPolicyCanSayHappensInHistories() {
    List<Map<String, Integer>> counted =
        IntStream.range(0, CENSUS)
            .parallel()
            .mapToObj(
                seed -> {
                  Census census = new Census();
                  History.unfold(
                      new Random(seed), new Business(List.of(census), Business.Fault.NONE));
                  return census.counts;
                })
            .toList();
    Map<String, Integer> counts = sum(counted, Map.Entry::getValue);
    Map<String, Integer> histories = sum(counted, any -> 1);
    counts.forEach(
        (what, count) ->
            System.out.println(what + ": " + count + " in " + histories.get(what) + " histories"));
    assertThat(histories)
        .containsKeys(
            "chosen as the least loaded",
            "chosen alone, for no turn",
            "chosen beyond caps",
            "chosen by ownership:account",
            "chosen by ownership:person",
            "chosen at a route with a clock",
            "chosen directly where it counts as a turn",
            "chosen to stand in",
            "chosen to stand in for an owner",
            "chosen where the route asks for something",
            "escalated",
            "excluded: cap-per-day",
            "excluded: cap-per-hour",
            "excluded: cap-per-month",
            "excluded: cap-per-week",
            "excluded: holiday",
            "excluded: language",
            "excluded: off-shift",
            "excluded: paused-for-silence",
            "excluded: on-leave",
            "excluded: pool-at-capacity",
            "excluded: pool-cap-per-day",
            "excluded: pool-cap-per-hour",
            "excluded: pool-cap-per-month",
            "excluded: pool-cap-per-week",
            "excluded: pool-unaccepted",
            "excluded: shift-ends",
            "excluded: time-off",
            "excluded: unaccepted",
            "handed over to a stand-in",
            "ledger: import",
            "ledger: credit",
            "ledger: expire",
            "ledger: join",
            "ledger: lift",
            "ledger: refund",
            "ledger: repay",
            "ledger: turn",
            "ledger: weight",
            "lifted when work began",
            "owner: expired",
            "owner: nobody-eligible",
            "owner: other-group",
            "waiting for contact hours",
            "MERGED: same-person",
            "OBSERVED: from-line",
            "OBSERVED: imported",
            "OBSERVED: left-to-the-other",
            "OBSERVED: submitted",
            "OUTCOME_RECORDED: as-observed",
            "OUTCOME_RECORDED: delivered",
            "OUTCOME_RECORDED: otherwise",
            "OUTCOME_STALE: merged",
            "OUTCOME_STALE: only-observed",
            "OUTCOME_STALE: taken-back",
            "REVOKED: corrected",
            "REVOKED: not-accepted",
            "REVOKED: not-contacted",
            "REVOKED: rep-away",
            "REVOKED: refund-limit",
            "REVOKED: refunded",
            "REVOKED: rep-left",
            "SLA_BREACHED: first-touch-by",
            "SLA_WARNING: accept-by",
            "SLA_WARNING: first-touch-by",
            "UNROUTABLE: too-many-attempts",
            "WAITING: stand-in");
  }

  private static Map<String, Integer> sum(
      List<Map<String, Integer>> counted, ToIntFunction<Map.Entry<String, Integer>> of) {
    return counted.stream()
        .flatMap(each -> each.entrySet().stream())
        .collect(toMap(Map.Entry::getKey, of::applyAsInt, Integer::sum, TreeMap::new));
  }
}
